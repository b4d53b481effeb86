import { isDeepStrictEqual } from 'node:util'
import { createStand, type Stand } from './stand.ts'

/** Notes down one thing that has to hold after a fault. */
export type Check = (what: string, seen: unknown, wanted: unknown) => void

export type Row = {
  /** Of the matrix of faults; a variant has a letter. */
  id: string
  fault: string
  /** What the console has to do, in a few words. */
  behaviour: string
  /** Why this machine cannot have this fault; `null` where it can. */
  missing?: () => string | null
  run: (stand: Stand, check: Check) => Promise<void>
}

export type Verdict = { what: string; ok: boolean; seen: string }

export type Outcome =
  | { skipped: string; verdicts: readonly Verdict[] }
  | { skipped: null; verdicts: readonly Verdict[]; seconds: number }

const RAN = 'runs to its end'

/** Runs one row on consoles started by `main`; a row that breaks off has failed. */
export async function runRow(row: Row, main: string): Promise<Outcome> {
  const skipped = row.missing?.() ?? null
  if (skipped !== null) return { skipped, verdicts: [] }
  const verdicts: Verdict[] = []
  const stand = createStand(main)
  const started = performance.now()
  try {
    await row.run(stand, (what, seen, wanted) => {
      verdicts.push({ what, ok: isDeepStrictEqual(seen, wanted), seen: tell(seen, wanted) })
    })
    verdicts.push({ what: RAN, ok: true, seen: '' })
  } catch (error) {
    const seen = error instanceof Error ? error.message : String(error)
    verdicts.push({ what: RAN, ok: false, seen })
  } finally {
    await stand.close()
  }
  return { skipped, verdicts, seconds: (performance.now() - started) / 1000 }
}

/** The checks of a row that a console which does everything wrong passed all the same. */
export function toothless(ours: Outcome, naive: Outcome): string[] {
  const failed = new Set(naive.verdicts.filter(({ ok }) => !ok).map(({ what }) => what))
  const names = ours.verdicts.map(({ what }) => what).filter((what) => what !== RAN)
  return [...new Set(names)].filter((what) => !failed.has(what))
}

function tell(seen: unknown, wanted: unknown): string {
  return `${JSON.stringify(seen)} instead of ${JSON.stringify(wanted)}`
}
