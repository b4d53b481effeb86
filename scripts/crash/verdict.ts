import type { Exchange } from '#contract/exchange'

export type Told = Pick<Exchange, 'id' | 'outcome' | 'recorded'>

export type Findings = {
  /** Took effect, but the ledger does not know it. */
  missing: string[]
  /** Took effect more than once. */
  doubled: string[]
  /** Took effect, and the ledger says that nothing was sent. */
  denied: string[]
  /** The ledger says that it succeeded, and nothing took effect. */
  invented: string[]
  /** Still running, although the console was started anew. */
  unfinished: string[]
  /** Somebody was told another end than the ledger tells now. */
  contradicted: string[]
  /** Two rows for one key. */
  repeatedKeys: string[]
}

type Row = Pick<Exchange, 'id' | 'idempotency_key' | 'state' | 'outcome' | 'code'>

/** Compares what the ledger says with what the platform did and with what was told to those who sent. */
export function judgeLedger(
  rows: readonly Row[],
  executed: ReadonlyMap<string, number>,
  told: ReadonlyMap<string, readonly Told[]>,
): Findings {
  const byKey = new Map(rows.map((row) => [row.idempotency_key, row]))
  const keys = [...executed.keys()]
  const rowKeys = rows.map(({ idempotency_key }) => idempotency_key)
  const happened = (key: string) => (executed.get(key) ?? 0) > 0
  const notSent = ({ outcome }: Row) => outcome === 'not_sent' || outcome === 'token_refused'
  const succeeded = ({ outcome, code }: Row) => outcome === 'answered' && code === 0
  const keysOf = (wanted: (row: Row) => boolean) =>
    rows.filter(wanted).map(({ idempotency_key }) => idempotency_key)

  return {
    missing: keys.filter((key) => !byKey.has(key)),
    doubled: keys.filter((key) => (executed.get(key) ?? 0) > 1),
    denied: keysOf((row) => notSent(row) && happened(row.idempotency_key)),
    invented: keysOf((row) => succeeded(row) && !happened(row.idempotency_key)),
    unfinished: keysOf(({ state }) => state === 'intent' || state === 'sending'),
    contradicted: [...told].flatMap(([key, answers]) => {
      const row = byKey.get(key)
      const wrong = answers.some(
        ({ id, outcome, recorded }) => recorded && (row?.id !== id || row.outcome !== outcome),
      )
      return wrong ? [key] : []
    }),
    repeatedKeys: [...Map.groupBy(rowKeys, (key) => key)].flatMap(([key, { length }]) =>
      length > 1 ? [key] : [],
    ),
  }
}
