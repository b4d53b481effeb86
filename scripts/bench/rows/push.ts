import { startContestant, startUpstream, withServers } from '../contestants.ts'
import type { Effort, Group, Report } from '../group.ts'
import { type Load, startLoad } from '../load.ts'
import { measurePair, middleOf, type Pair, throughput } from '../pair.ts'
import { pushTo } from '../push-request.ts'
import type { Row } from '../row.ts'

const rate = { unit: '/s', judge: 'ratio', better: 'more' } as const
const time = { unit: 'ms', judge: 'ratio', better: 'less' } as const

const WHY =
  'no single part is to blame any more: the schema, the line of the rate budget, a redaction in every spelling and some forty promises each cost a few microseconds that the plain proxy does without'

const PLAIN: Row = {
  name: 'push route ÷ plain node:http proxy, 64 at once',
  ...rate,
  bar: 1,
  stretch: 1.5,
  shortOf: WHY,
}
const SDK: Row = {
  name: 'push route ÷ Hono on the official SDK, 64 at once',
  ...rate,
  bar: 2.5,
  stretch: 4,
  shortOf: WHY,
}
const ALONE: Row = {
  name: 'push route ÷ plain proxy, median of one at a time',
  ...time,
  bar: 1.15,
  stretch: 0.9,
  shortOf: WHY,
}
const CROWD: Row = {
  name: 'push route ÷ plain proxy, p99 of 256 at once',
  ...time,
  bar: 3.5,
  stretch: 1,
}

/** The push route without its ledger, beside what one would write instead. */
export const push: Group = {
  name: 'push',
  rows: [PLAIN, SDK, ALONE, CROWD],
  measure: (effort, report) =>
    withServers(async (add) => {
      const load = await add(startLoad())
      await measureAll(load, effort, report)
    }),
}

async function measureAll(load: Load, effort: Effort, report: Report): Promise<void> {
  const compare = async (
    ours: Parameters<typeof startContestant>[0],
    other: Parameters<typeof startContestant>[0],
    connections: number,
    ms = effort.sliceMs,
  ): Promise<Pair> => {
    const pairs: Pair[] = []
    for (let fresh = 0; fresh < effort.fresh; fresh += 1) {
      pairs.push(
        await withServers(async (add) => {
          const upstream = await add(startUpstream())
          const a = await add(startContestant(ours, upstream))
          const b = await add(startContestant(other, upstream))
          const side = (server: typeof a) => ({ server, slice: pushTo(server, connections, ms) })
          return measurePair(load, side(a), side(b), effort)
        }),
      )
    }
    return middleOf(pairs)
  }

  const itself = await compare('plain-proxy', 'plain-proxy', 64)
  const resolution = Math.max(Math.abs(itself.rate.ratio - 1), Math.abs(itself.cpu.ratio - 1))
  const plain = await compare('push-route', 'plain-proxy', 64)
  report(PLAIN, { ...throughput(plain), resolution })
  const sdk = await compare('push-route', 'hono-sdk', 64)
  report(SDK, { ...throughput(sdk), resolution })
  const alone = await compare('push-route', 'plain-proxy', 1)
  report(ALONE, { ...alone.p50, note: cpuNote(alone) })
  const crowd = await compare('push-route', 'plain-proxy', 256, effort.sliceMs * 2)
  report(CROWD, { ...crowd.p99, note: cpuNote(crowd) })
}

function cpuNote({ cpu }: Pair): string {
  return `CPU ${cpu.ours.toFixed(0)} against ${cpu.other.toFixed(0)} µs each`
}
