import type { Effort } from './group.ts'
import type { Load } from './load.ts'
import type { ServerProcess } from './server-process.ts'
import type { Slice, SliceResult } from './servers/load-generator.ts'
import { median } from './statistics.ts'

export type Side = {
  server: ServerProcess
  slice: Slice
  /** Done before each slice, outside the measurement. */
  prepare?: () => Promise<unknown>
}
type Measured = Pick<SliceResult, 'rate' | 'p50' | 'p99'> & {
  /** CPU time of one request, in microseconds. */
  cpu: number
}
type Name = keyof Measured
const NAMES: readonly Name[] = ['rate', 'p50', 'p99', 'cpu']

/** Each figure of both sides, and the median of the ratios of neighbouring slices. */
export type Pair = Record<Name, { ours: number; other: number; ratio: number }>

/** Measures two servers that are both alive, in short slices A B B A, so that what slows the machine down slows both. */
export async function measurePair(load: Load, ours: Side, other: Side, effort: Effort) {
  for (const side of [ours, other]) {
    await side.prepare?.()
    await load.run({ ...side.slice, ms: effort.warmUpMs })
  }
  const rounds: { ours: Measured; other: Measured }[] = []
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
 * How a pair is judged by what it can do: by the worse of its throughput and its CPU time. On a quiet
 * machine both say the same, and on a busy one only the CPU time can be trusted.
 */
export function throughput({ rate, cpu }: Pair) {
  return {
    ...rate,
    ratio: Math.min(rate.ratio, 1 / cpu.ratio),
    note: `throughput × ${rate.ratio.toFixed(2)}, CPU ${cpu.ours.toFixed(0)} against ${cpu.other.toFixed(0)} µs each`,
  }
}

/** The middle of several pairs, each of freshly started servers: one start may be lucky with the JIT. */
export function middleOf(pairs: readonly Pair[]): Pair {
  return byName((name) => ({
    ours: median(pairs.map((pair) => pair[name].ours)),
    other: median(pairs.map((pair) => pair[name].other)),
    ratio: median(pairs.map((pair) => pair[name].ratio)),
  }))
}

function summary(rounds: readonly { ours: Measured; other: Measured }[]): Pair {
  return byName((name) => ({
    ours: median(rounds.map(({ ours }) => ours[name])),
    other: median(rounds.map(({ other }) => other[name])),
    ratio: median(rounds.map(({ ours, other }) => ours[name] / other[name])),
  }))
}

async function measureSlice(load: Load, { server, slice, prepare }: Side): Promise<Measured> {
  await prepare?.()
  const before = await server.cpuMs()
  const { rate, p50, p99, answered } = await load.run(slice)
  const cpu = (((await server.cpuMs()) - before) / answered) * 1000
  return { rate, p50, p99, cpu }
}

function mean(a: Measured, b: Measured): Measured {
  const [rate = 0, p50 = 0, p99 = 0, cpu = 0] = NAMES.map((name) => (a[name] + b[name]) / 2)
  return { rate, p50, p99, cpu }
}

function byName<T>(value: (name: Name) => T): Record<Name, T> {
  return { rate: value('rate'), p50: value('p50'), p99: value('p99'), cpu: value('cpu') }
}
