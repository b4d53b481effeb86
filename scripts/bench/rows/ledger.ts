import { startConsole, startContestant, startUpstream, withServers } from '../contestants.ts'
import type { Effort, Group, Report } from '../group.ts'
import { type Load, startLoad } from '../load.ts'
import { measurePair } from '../pair.ts'
import { PUSH_BODY, pushTo } from '../push-request.ts'
import type { Row } from '../row.ts'
import type { ServerProcess } from '../server-process.ts'
import type { UpstreamCounts } from '../servers/upstream.ts'

const SUSTAINED: Row = {
  name: 'sends with the durable ledger, 64 at once',
  unit: '/s',
  judge: 'ours',
  better: 'more',
  bar: 500,
  stretch: 2000,
  shortOf:
    'each send is two commits, shared by those that wait at the same time, and is indexed for the search twice: a third of its CPU time is SQLite writing',
}
const ADDED: Row = {
  name: 'what the durable ledger adds to one send at a time',
  unit: 'ms',
  judge: 'ours',
  better: 'less',
  bar: 4,
  stretch: 2,
  shortOf:
    'one send alone waits for the disk twice, once before it leaves and once at its end: as many milliseconds as this disk takes for that',
}
const BURST: Row = {
  name: 'token calls of 100 cold sends at once (other: the official SDK)',
  unit: 'calls',
  judge: 'ours',
  better: 'less',
  bar: 1,
  stretch: 1,
}

/** The console as it is run: every send is on the disk before it leaves. */
export const ledger: Group = {
  name: 'ledger',
  rows: [SUSTAINED, ADDED, BURST],
  measure: (effort, report) =>
    withServers(async (add) => {
      const load = await add(startLoad())
      await measureSends(load, effort, report)
      const [ours, other] = [
        await burst(load, (upstream) => startConsole(upstream)),
        await burst(load, (upstream) => startContestant('hono-sdk', upstream)),
      ]
      report(BURST, { ours, other })
    }),
}

function measureSends(load: Load, effort: Effort, report: Report): Promise<void> {
  return withServers(async (add) => {
    const upstream = await add(startUpstream())
    const durable = await add(startConsole(upstream))
    const bare = await add(startContestant('push-route', upstream))
    const side = (server: ServerProcess, connections: number) => ({
      server,
      slice: pushTo(server, connections, effort.sliceMs * 2),
    })
    const many = await measurePair(load, side(durable, 64), side(bare, 64), effort)
    report(SUSTAINED, {
      ...many.rate,
      note: `CPU ${many.cpu.ours.toFixed(0)} µs each; other: the same without the ledger`,
    })
    const one = await measurePair(load, side(durable, 1), side(bare, 1), effort)
    report(ADDED, {
      ours: one.p50.ours - one.p50.other,
      note: `${one.p50.ours.toFixed(1)} instead of ${one.p50.other.toFixed(1)} ms`,
    })
  })
}

const BURST_SIZE = 100
/** A slow platform: long enough for all of them to have asked before the first token comes. */
const DELAY_MS = 200

function burst(
  load: Load,
  start: (upstream: ServerProcess) => Promise<ServerProcess>,
): Promise<number> {
  return withServers(async (add) => {
    const upstream = await add(startUpstream())
    const server = await add(start(upstream))
    await upstream.ask({ delayMs: DELAY_MS })
    const { answered } = await load.run({
      ...pushTo(server, BURST_SIZE, 60_000),
      body: PUSH_BODY,
      requests: BURST_SIZE,
    })
    const counts = await upstream.ask<UpstreamCounts>({})
    if (answered !== BURST_SIZE || counts.pushes !== BURST_SIZE) throw new Error('not all arrived')
    return counts.tokens
  })
}
