import { setTimeout } from 'node:timers/promises'
import { StorageError } from '../storage/storage.ts'

export const LEDGER_HEALTHS = [
  'ok',
  /** It cannot be written. */
  'failing',
  /** Its files were removed, renamed or unmounted while they were open. */
  'moved',
] as const
export type LedgerHealth = (typeof LEDGER_HEALTHS)[number]

/** How long a result is cached. */
const CACHED_MS = 1_000
const TIMEOUT_MS = 2_000

/**
 * Returns a function that checks whether the ledger can be written, i.e. whether anything can be sent.
 * @param probe makes a write that changes nothing: reading would still work on a full disk
 */
export function createLedgerHealth(
  probe: () => Promise<void>,
  monotonic: () => number,
): () => Promise<LedgerHealth> {
  let latest: { at: number; health: Promise<LedgerHealth> } | null = null

  async function check(): Promise<LedgerHealth> {
    const cancel = new AbortController()
    const late = setTimeout(TIMEOUT_MS, 'failing' as const, { ref: false, signal: cancel.signal })
    late.catch(() => {})
    const result = probe().then(
      () => 'ok' as const,
      (error: unknown) =>
        error instanceof StorageError && error.fault === 'moved' ? 'moved' : 'failing',
    )
    const health = await Promise.race([result, late])
    cancel.abort()
    return health
  }

  return () => {
    if (latest === null || monotonic() - latest.at >= CACHED_MS) {
      latest = { at: monotonic(), health: check() }
    }
    return latest.health
  }
}
