/** One line of the table: what is compared, and the goal. */
export type BenchRow = {
  name: string
  /** The unit of both figures. */
  unit: '/s' | 's' | 'ms' | 'MB' | 'kB' | 'calls' | 'tasks' | 'points'
  /** What the goal applies to: ours ÷ other, or our own figure. */
  basis: 'ratio' | 'ours'
  target: number
  /** A value that would be excellent. */
  stretch: number
  /** Why the target is missed, if it is and the cause is known. */
  missedBecause?: string
}

export type BenchFigures = {
  /** Replaces the row's name if less was measured than it says. */
  name?: string
  ours: number
  other?: number
  /** The median of the paired ratios; defaults to ours ÷ other. */
  ratio?: number
  /** The difference between two equal sides in the same run: smaller differences mean nothing. */
  resolution?: number
  /** For example the CPU time per request. */
  note?: string
}

export type BenchResult = Omit<BenchRow, 'missedBecause'> & {
  better: 'more' | 'less'
  ours: number | null
  other: number | null
  ratio: number | null
  ok: boolean
  resolution: number | null
  note: string | null
  /** Why the target is missed, if known. */
  reason: string | null
  /** Why there is no figure. */
  skipped: string | null
}

/** Compares the figures of a row with its target. */
export function resultOf(row: BenchRow, figures: BenchFigures): BenchResult {
  const other = figures.other ?? null
  const ratio = figures.ratio ?? (other === null ? null : figures.ours / other)
  const value = row.basis === 'ratio' ? ratio : figures.ours
  const common = commonFields(row)
  const ok = value !== null && reaches(value, common)
  return {
    ...common,
    name: figures.name ?? row.name,
    ours: round(figures.ours),
    other: other && round(other),
    ratio: ratio && round(ratio),
    ok,
    resolution: figures.resolution === undefined ? null : round(figures.resolution),
    note: figures.note ?? null,
    reason: ok ? null : (row.missedBecause ?? null),
    skipped: null,
  }
}

function reaches(value: number, { better, target }: Pick<BenchResult, 'better' | 'target'>) {
  return better === 'more' ? value >= target && Number.isFinite(value) : value <= target
}

/** A row without figures; it never counts as reached. */
export function skippedRow(row: BenchRow, reason: string): BenchResult {
  const empty = { ours: null, other: null, ratio: null, resolution: null, note: null, reason: null }
  return { ...commonFields(row), ...empty, ok: false, skipped: reason }
}

function commonFields({ name, unit, basis, target, stretch }: BenchRow) {
  const better: BenchResult['better'] = unit === '/s' || unit === 'points' ? 'more' : 'less'
  return { name, unit, basis, better, target, stretch }
}

/** Three significant digits, or four from 1000 on. */
function round(value: number): number {
  return Number(value.toPrecision(Math.abs(value) >= 1000 ? 4 : 3))
}

/** How much is measured. */
export type BenchEffort = {
  quick: boolean
  /** How often both sides are started anew. */
  fresh: number
  /** How often the order A B B A is repeated with them. */
  rounds: number
  sliceMs: number
  warmUpMs: number
}

export const EFFORTS: Record<'quick' | 'full', BenchEffort> = {
  quick: { quick: true, fresh: 1, rounds: 2, sliceMs: 300, warmUpMs: 600 },
  full: { quick: false, fresh: 3, rounds: 4, sliceMs: 1000, warmUpMs: 2500 },
}

export type ReportFigures = (row: BenchRow, figures: BenchFigures) => void

/** Rows that are measured together. An unreported row is skipped with the error's message. */
export type BenchGroup = {
  name: string
  rows: readonly BenchRow[]
  measure: (effort: BenchEffort, report: ReportFigures) => Promise<void>
}
