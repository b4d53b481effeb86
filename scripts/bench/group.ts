import type { Figures, Row } from './row.ts'

/** How much is measured: all of it, or what two minutes allow. */
export type Effort = {
  quick: boolean
  /** How often both sides are started anew. */
  fresh: number
  /** How often A B B A is run with them. */
  rounds: number
  sliceMs: number
  warmUpMs: number
}

export const EFFORTS: Record<'quick' | 'full', Effort> = {
  quick: { quick: true, fresh: 1, rounds: 2, sliceMs: 300, warmUpMs: 600 },
  full: { quick: false, fresh: 3, rounds: 4, sliceMs: 1000, warmUpMs: 2500 },
}

/** Takes what was measured for one row. */
export type Report = (row: Row, figures: Figures) => void

/** Rows that are measured together; one that is not reported is skipped with the error's message. */
export type Group = {
  name: string
  rows: readonly Row[]
  measure: (effort: Effort, report: Report) => Promise<void>
}

/** Something a row needs cannot be had here; the message says what. */
export class Unavailable extends Error {
  override readonly name = 'Unavailable'
}
