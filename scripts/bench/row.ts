/** One line of the table: what is compared, and how far it has to come. */
export type Row = {
  name: string
  /** Of both sides' figures. */
  unit: '/s' | 'ms' | 'MB' | 'kB' | 'calls' | 'tasks' | 'points'
  /** What is judged: ours ÷ other, or our own figure where the goal is an absolute one. */
  judge: 'ratio' | 'ours'
  better: 'more' | 'less'
  /** What has to be reached, and what would be splendid. */
  bar: number
  stretch: number
  /** What is known of why it falls short, where it does. */
  shortOf?: string
}

export type Figures = {
  /** Where something smaller was measured than the row's name says. */
  name?: string
  ours: number
  other?: number
  /** The median of the paired ratios; `ours ÷ other` where it is left out. */
  ratio?: number
  /** How far apart two equal sides came out in the same run: a smaller difference says nothing. */
  resolution?: number
  /** What else a reader should know, e.g. the CPU time of a request. */
  note?: string
}

export type Result = {
  name: string
  unit: Row['unit']
  ours: number | null
  other: number | null
  ratio: number | null
  judge: Row['judge']
  better: Row['better']
  target: number
  stretch: number
  ok: boolean
  resolution: number | null
  note: string | null
  /** Why it falls short, as far as that is known. */
  reason: string | null
  /** Why there is no figure. */
  skipped: string | null
}

/** Judges what was measured for a row. */
export function resultOf(row: Row, figures: Figures): Result {
  const other = figures.other ?? null
  const ratio = figures.ratio ?? (other === null ? null : figures.ours / other)
  const judged = row.judge === 'ratio' ? ratio : figures.ours
  const reached = (row.better === 'more') === (judged !== null && judged >= row.bar)
  const ok = judged === row.bar || (judged !== null && Number.isFinite(judged) && reached)
  return {
    ...headOf(row),
    name: figures.name ?? row.name,
    ours: rounded(figures.ours),
    other: other && rounded(other),
    ratio: ratio && rounded(ratio),
    ok,
    resolution: figures.resolution === undefined ? null : rounded(figures.resolution),
    note: figures.note ?? null,
    reason: ok ? null : (row.shortOf ?? null),
    skipped: null,
  }
}

/** A row without a figure: never as it should be, and it says why. */
export function skippedRow(row: Row, reason: string): Result {
  const nothing = {
    ours: null,
    other: null,
    ratio: null,
    resolution: null,
    note: null,
    reason: null,
  }
  return { ...headOf(row), ...nothing, ok: false, skipped: reason }
}

function headOf({ name, unit, judge, better, bar, stretch }: Row) {
  return { name, unit, judge, better, target: bar, stretch }
}

/** Three digits that count. */
function rounded(value: number): number {
  return Number(value.toPrecision(Math.abs(value) >= 1000 ? 4 : 3))
}
