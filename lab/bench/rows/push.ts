import {
  type LoadGenerator,
  measurePair,
  medianPair,
  type PairFigures,
  PUSH_BODY,
  pushTo,
  startLoadGenerator,
  throughputFigures,
} from '../load.ts'
import type { BenchEffort, BenchGroup, BenchRow, ReportFigures } from '../row.ts'
import type { ServerProcess } from '../server-process.ts'
import type { UpstreamCounts } from '../servers/upstream.ts'
import { startCompared, startConsole, startUpstream, withServers } from '../servers.ts'

const SDK: BenchRow = {
  name: 'push route ÷ Hono on the official SDK, 64 at once',
  unit: '/s',
  basis: 'ratio',
  target: 2.5,
  stretch: 4,
  missedBecause:
    'since the fast path is gone (docs/decisions/0008-no-fast-path.md), a push pays for the router and its request objects as the SDK route does; the schema, the rate budget and the redaction come on top',
}

/** The push route without its ledger beside the same route on the official SDK. */
export const push: BenchGroup = {
  name: 'push',
  rows: [SDK],
  measure: (effort, report) =>
    withServers(async ({ add }) => {
      const load = await add(startLoadGenerator())
      const equal = await compareServers(load, 'hono-sdk', effort)
      const resolution = Math.max(Math.abs(equal.rate.ratio - 1), Math.abs(equal.cpu.ratio - 1))
      const pair = await compareServers(load, 'console-without-ledger', effort)
      report(SDK, { ...throughputFigures(pair), resolution })
    }),
}

/** Measures a server beside the one on the official SDK; both are started anew several times. */
async function compareServers(
  load: LoadGenerator,
  ours: 'console-without-ledger' | 'hono-sdk',
  effort: BenchEffort,
): Promise<PairFigures> {
  const pairs: PairFigures[] = []
  for (let fresh = 0; fresh < effort.fresh; fresh += 1) {
    const pair = await withServers(async ({ add }) => {
      const upstream = await add(startUpstream())
      const a = await add(startCompared(ours, upstream))
      const b = await add(startCompared('hono-sdk', upstream))
      const side = (server: ServerProcess) => ({
        server,
        slice: pushTo(server, 64, effort.sliceMs),
      })
      return measurePair(load, side(a), side(b), effort)
    })
    pairs.push(pair)
  }
  return medianPair(pairs)
}

const SUSTAINED: BenchRow = {
  name: 'sends with the durable ledger, 64 at once',
  unit: '/s',
  basis: 'ours',
  target: 500,
  stretch: 2000,
  missedBecause:
    'each send is two commits, shared with concurrent sends, and is indexed for the search twice: a third of its CPU time is SQLite writing',
}
const PACED: BenchRow = {
  name: 'p99 of sends with the durable ledger at 50 per second',
  unit: 'ms',
  basis: 'ours',
  target: 50,
  stretch: 20,
  missedBecause: 'a send waits for the disk twice',
}
const ADDED: BenchRow = {
  name: 'time that the durable ledger adds to one send at a time',
  unit: 'ms',
  basis: 'ours',
  target: 4,
  stretch: 2,
  missedBecause:
    'a single send waits for the disk twice, before it leaves and at its end, for as long as this disk takes',
}
const BURST: BenchRow = {
  name: 'token calls of 100 cold sends at once (other: the official SDK)',
  unit: 'calls',
  basis: 'ours',
  target: 1,
  stretch: 1,
}

/** The console as it is run: every send is on the disk before it leaves. */
export const ledger: BenchGroup = {
  name: 'ledger',
  rows: [SUSTAINED, PACED, ADDED, BURST],
  measure: (effort, report) =>
    withServers(async ({ add }) => {
      const load = await add(startLoadGenerator())
      await measureSends(load, effort, report)
      report(BURST, {
        ours: await countTokenCalls(load, startConsole),
        other: await countTokenCalls(load, (upstream) => startCompared('hono-sdk', upstream)),
      })
    }),
}

function measureSends(
  load: LoadGenerator,
  effort: BenchEffort,
  report: ReportFigures,
): Promise<void> {
  return withServers(async ({ add, folder }) => {
    const upstream = await add(startUpstream())
    const durable = await add(startConsole(upstream, folder()))
    const bare = await add(startCompared('console-without-ledger', upstream))
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
    const ms = effort.quick ? 4_000 : 20_000
    const paced = await load.run({ ...pushTo(durable, 32, ms), perSecond: 50 })
    report(PACED, {
      ours: paced.p99,
      note: `p50 ${paced.p50.toFixed(1)} ms, ${paced.answered} sends, from the time each was due`,
    })
  })
}

const BURST_SIZE = 100
/** So slow that all sends ask for a token before the first one comes. */
const TOKEN_DELAY_MS = 200

function countTokenCalls(
  load: LoadGenerator,
  start: (upstream: ServerProcess, folder: string) => Promise<ServerProcess>,
): Promise<number> {
  return withServers(async ({ add, folder }) => {
    const upstream = await add(startUpstream())
    const server = await add(start(upstream, folder()))
    await upstream.ask({ delayMs: TOKEN_DELAY_MS })
    const slice = { ...pushTo(server, BURST_SIZE, 60_000), body: PUSH_BODY, requests: BURST_SIZE }
    const { answered } = await load.run(slice)
    const counts = await upstream.ask<UpstreamCounts>({})
    if (answered !== BURST_SIZE || counts.pushes !== BURST_SIZE) throw new Error('sends were lost')
    return counts.tokens
  })
}
