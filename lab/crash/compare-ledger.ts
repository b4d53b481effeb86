import type { Exchange } from '#contract/exchange'

/** What a client received for one send. */
export type ReportedOutcome = Pick<Exchange, 'id' | 'outcome' | 'recorded'>

export type LedgerFindings = {
  /** Took effect, but has no row. */
  missing: string[]
  /** Took effect more than once. */
  doubled: string[]
  /** Took effect although the ledger says that nothing was sent. */
  denied: string[]
  /** Did not take effect although the ledger says that it succeeded. */
  invented: string[]
  /** Still in progress after a restart of the console. */
  unfinished: string[]
  /** A client got a recorded outcome that differs from the ledger. */
  contradicted: string[]
  /** Has two rows. */
  repeatedKeys: string[]
}

type LedgerRow = Pick<Exchange, 'id' | 'idempotency_key' | 'state' | 'outcome' | 'code'>

/**
 * Compares the ledger with the sends that took effect on the platform and with the outcomes that
 * clients received.
 * @param executed how often the send with each idempotency key took effect
 * @returns the idempotency keys of wrong rows
 */
export function compareLedger(
  rows: readonly LedgerRow[],
  executed: ReadonlyMap<string, number>,
  reported: ReadonlyMap<string, readonly ReportedOutcome[]>,
): LedgerFindings {
  const byKey = new Map(rows.map((row) => [row.idempotency_key, row]))
  const keys = [...executed.keys()]
  const rowKeys = rows.map(({ idempotency_key }) => idempotency_key)
  const happened = (key: string) => (executed.get(key) ?? 0) > 0
  const notSent = ({ outcome }: LedgerRow) => outcome === 'not_sent' || outcome === 'token_refused'
  const succeeded = ({ outcome, code }: LedgerRow) => outcome === 'answered' && code === 0
  const keysOf = (wanted: (row: LedgerRow) => boolean) =>
    rows.filter(wanted).map(({ idempotency_key }) => idempotency_key)

  return {
    missing: keys.filter((key) => !byKey.has(key)),
    doubled: keys.filter((key) => (executed.get(key) ?? 0) > 1),
    denied: keysOf((row) => notSent(row) && happened(row.idempotency_key)),
    invented: keysOf((row) => succeeded(row) && !happened(row.idempotency_key)),
    unfinished: keysOf(({ state }) => state === 'intent' || state === 'sending'),
    contradicted: [...reported].flatMap(([key, outcomes]) => {
      const row = byKey.get(key)
      const wrong = outcomes.some(
        ({ id, outcome, recorded }) => recorded && (row?.id !== id || row.outcome !== outcome),
      )
      return wrong ? [key] : []
    }),
    repeatedKeys: [...Map.groupBy(rowKeys, (key) => key)].flatMap(([key, { length }]) =>
      length > 1 ? [key] : [],
    ),
  }
}
