import { fileURLToPath } from 'node:url'
import type { BenchEffort } from './row.ts'
import { type ServerProcess, startServer } from './server-process.ts'
import type { LoadSlice, LoadSliceResult } from './servers/load-generator.ts'
import { median } from './statistics.ts'

/** A typical push: three bubbles in three languages, about 800 bytes. */
export const PUSH_BODY = JSON.stringify({
  follow_ups: [
    ['查看物流进度', 'Track my parcel', '配送状況を確認する'],
    ['联系人工客服', 'Talk to a person', 'オペレーターに問い合わせる'],
    ['申请退款', 'Ask for a refund', '返金を申請する'],
  ].map(([zh = '', en = '', ja = '']) => ({
    content: zh,
    i18n_contents: [
      { language: 'zh_cn', content: zh },
      { language: 'en_us', content: en },
      { language: 'ja_jp', content: ja },
    ],
  })),
})

/** Pushes through the console's own API, each to a message of its own. */
export function pushTo({ url }: ServerProcess, connections: number, ms: number): LoadSlice {
  return {
    url,
    path: '/api/messages/om_bench*/push_follow_up',
    body: PUSH_BODY,
    connections,
    ms,
    expect: '"code":0',
  }
}

/** Makes one push through a console's own API, to a message with this number. */
export async function pushOnce(server: ServerProcess, n: number): Promise<string> {
  const { url, path, body } = pushTo(server, 1, 0)
  const headers = { 'content-type': 'application/json' }
  const response = await fetch(url + path.replace('*', String(n)), {
    method: 'POST',
    headers,
    body,
  })
  return response.text()
}

export type LoadGenerator = {
  /** @throws Error if any response is unexpected, because a fast failure proves nothing */
  run(slice: LoadSlice): Promise<LoadSliceResult>
  stop(): Promise<void>
}

const GENERATOR = fileURLToPath(new URL('./servers/load-generator.ts', import.meta.url))

/** Starts the load generator as a process. */
export async function startLoadGenerator(): Promise<LoadGenerator> {
  const generator: ServerProcess = await startServer(GENERATOR, { side: 'driving' })
  return {
    async run(slice) {
      const result = await generator.ask<LoadSliceResult>(slice)
      if (result.failures > 0) {
        throw new Error(
          `${result.failures} unexpected responses, the first: ${result.firstFailure}`,
        )
      }
      return result
    },
    stop: generator.stop,
  }
}

export type PairSide = {
  server: ServerProcess
  slice: LoadSlice
  /** Runs before each slice, outside the measurement. */
  prepare?: () => Promise<unknown>
}
type SliceFigures = Pick<LoadSliceResult, 'rate' | 'p50' | 'p99'> & {
  /** CPU time of one request, in microseconds. */
  cpu: number
}
type Name = keyof SliceFigures
const NAMES: readonly Name[] = ['rate', 'p50', 'p99', 'cpu']

/** Each figure of both sides and the median of the ratios of neighbouring slices. */
export type PairFigures = Record<Name, { ours: number; other: number; ratio: number }>

/** Measures two running servers in short slices A B B A, so that other load slows both equally. */
export async function measurePair(
  load: LoadGenerator,
  ours: PairSide,
  other: PairSide,
  effort: BenchEffort,
) {
  for (const side of [ours, other]) {
    await side.prepare?.()
    await load.run({ ...side.slice, ms: effort.warmUpMs })
  }
  const rounds: { ours: SliceFigures; other: SliceFigures }[] = []
  for (let round = 0; round < effort.rounds; round += 1) {
    const a1 = await measureSlice(load, ours)
    const b1 = await measureSlice(load, other)
    const b2 = await measureSlice(load, other)
    const a2 = await measureSlice(load, ours)
    rounds.push({ ours: mean(a1, a2), other: mean(b1, b2) })
  }
  return summary(rounds)
}

/**
 * The figures of a throughput row: its ratio is the worse of throughput and CPU time. Both agree on a
 * quiet machine; on a busy one only the CPU time is reliable.
 */
export function throughputFigures({ rate, cpu }: PairFigures) {
  return {
    ...rate,
    ratio: Math.min(rate.ratio, 1 / cpu.ratio),
    note: `throughput × ${rate.ratio.toFixed(2)}, CPU ${cpu.ours.toFixed(0)} vs. ${cpu.other.toFixed(0)} µs each`,
  }
}

/** The median of several pairs of freshly started servers, because the JIT differs between starts. */
export function medianPair(pairs: readonly PairFigures[]): PairFigures {
  return byName((name) => ({
    ours: median(pairs.map((pair) => pair[name].ours)),
    other: median(pairs.map((pair) => pair[name].other)),
    ratio: median(pairs.map((pair) => pair[name].ratio)),
  }))
}

function summary(rounds: readonly { ours: SliceFigures; other: SliceFigures }[]): PairFigures {
  return byName((name) => ({
    ours: median(rounds.map(({ ours }) => ours[name])),
    other: median(rounds.map(({ other }) => other[name])),
    ratio: median(rounds.map(({ ours, other }) => ours[name] / other[name])),
  }))
}

async function measureSlice(
  load: LoadGenerator,
  { server, slice, prepare }: PairSide,
): Promise<SliceFigures> {
  await prepare?.()
  const before = await server.cpuMs()
  const { rate, p50, p99, answered } = await load.run(slice)
  const cpu = (((await server.cpuMs()) - before) / answered) * 1000
  return { rate, p50, p99, cpu }
}

function mean(a: SliceFigures, b: SliceFigures): SliceFigures {
  const [rate = 0, p50 = 0, p99 = 0, cpu = 0] = NAMES.map((name) => (a[name] + b[name]) / 2)
  return { rate, p50, p99, cpu }
}

function byName<T>(value: (name: Name) => T): Record<Name, T> {
  return { rate: value('rate'), p50: value('p50'), p99: value('p99'), cpu: value('cpu') }
}
