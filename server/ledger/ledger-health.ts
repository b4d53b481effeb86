import { setTimeout } from 'node:timers/promises'

export type LedgerHealth = 'ok' | 'failing'

/** For so long an answer holds, so that asking often costs no more than asking rarely. */
const HOLDS_MS = 1_000
const PATIENCE_MS = 2_000

/**
 * Whether the ledger can be written right now, which is whether anything can be sent: found out by
 * writing, as a full disk is still read well.
 * @param probe makes a write that changes nothing
 */
export function createLedgerHealth(
  probe: () => Promise<void>,
  monotonic: () => number,
): () => Promise<LedgerHealth> {
  let latest: { at: number; health: Promise<LedgerHealth> } | null = null

  async function ask(): Promise<LedgerHealth> {
    const giveUp = new AbortController()
    const late = setTimeout(PATIENCE_MS, 'failing' as const, { ref: false, signal: giveUp.signal })
    late.catch(() => {})
    const answer = probe().then(
      () => 'ok' as const,
      () => 'failing' as const,
    )
    const health = await Promise.race([answer, late])
    giveUp.abort()
    return health
  }

  return () => {
    if (latest === null || monotonic() - latest.at >= HOLDS_MS) {
      latest = { at: monotonic(), health: ask() }
    }
    return latest.health
  }
}
