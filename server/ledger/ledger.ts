import type { Exchange, WireRequest } from '#contract/exchange'
import type { ExchangeFilter, Exchanges } from '#contract/exchanges'
import type { InFlight, Verdict } from '#contract/ledger'

/** What is written down before anything is done. It holds no secret: `body` is the redacted one. */
export type Intent = {
  id: string
  idempotency_key: string
  /** SHA-256 of what was asked for: endpoint, target and body. Tells a replay from a reused key. */
  fingerprint: string
  actor: string
  profile: string
  base_url: string
  endpoint: Exchange['endpoint']
  /** The target of a push; `null` for a message that is to be created. */
  message_id: string | null
  attempt_of: string | null
  url: string
  body: string
  /** SHA-256 of the body as it will be sent, in hex. */
  body_sha256: string
  started_at_ms: number
}

export type Begun =
  /** The intent is committed: go on. */
  | { begun: 'now' }
  /** The key was used for the same request: this is what came of it, or how far it is. */
  | { begun: 'before'; exchange: Exchange }
  /** The key was used for another request. */
  | { begun: 'key_reused' }
  /** Another send on the same message is running. */
  | { begun: 'in_flight'; in_flight: InFlight }

export type ResolutionByPerson = { verdict: Verdict; note: string | null; actor: string }

/** How much of the history to keep; what is left out does not limit it. */
export type Retention = { maxAgeMs?: number | undefined; maxCount?: number | undefined }

/** What a retention run removes, or would remove. */
export type Pruned = { count: number; oldest_at: string | null; newest_at: string | null }

/**
 * What was sent and what came of it: rows that are only ever added, each committed to the disk
 * before its method returns.
 *
 * Every method may throw {@link StorageError} (`storage-error.ts`); a write that threw has left
 * nothing behind.
 */
export type Ledger = {
  /**
   * Commits INTENT, unless the key or the message is taken; decided by the database, not by this process.
   * @param request where the call leaves at once: SENDING is committed together with it, see `depart`
   */
  begin(intent: Intent, request?: WireRequest): Promise<Begun>
  /** What an earlier send under this key is to this one; `null` where the key is free. */
  seen(
    intent: Pick<Intent, 'idempotency_key' | 'fingerprint'>,
  ): Promise<Extract<Begun, { begun: 'before' | 'key_reused' }> | null>
  /** Commits SENDING, right before the call leaves; `request` is the redacted one. */
  depart(id: string, request: WireRequest): Promise<void>
  /**
   * Commits the end of a send. The same end may be written again without harm.
   * @throws TransitionError where the state machine forbids it, e.g. a second, different end
   */
  settle(exchange: Exchange): Promise<void>
  /** The exchange as it is now, also while it runs; `null` where there is none. */
  find(id: string): Promise<Exchange | null>
  /**
   * One page, newest first.
   * @param cursor a `next_cursor` of before; a malformed one is a {@link CursorError} (`cursor.ts`)
   */
  list(
    filter: ExchangeFilter,
    page: { limit: number; cursor?: string | undefined },
  ): Promise<Exchanges>
  /** The deliberate repeats of an exchange, oldest first. */
  repeatsOf(id: string): Promise<Exchange[]>
  /**
   * Commits a person's word on an `unknown` send, as a row of its own.
   * @returns the exchange with its resolution; `null` where there is no such exchange
   * @throws TransitionError where the outcome is not `unknown`
   */
  resolve(id: string, resolution: ResolutionByPerson): Promise<Exchange | null>
  /**
   * The body of an exchange for a deliberate repeat.
   * @returns `null` where the stored text is not byte for byte what was sent (a secret was taken out)
   */
  exactBody(id: string): Promise<string | null>
  /**
   * Ends the running sends of consoles that are gone: before the call as `not_sent`, during it as
   * `unknown`, each saying why.
   * @returns how many there were
   */
  recover(): Promise<number>
  /** Removes the oldest exchanges beyond the limits, never a running one; a dry run only counts. */
  prune(retention: Retention, options: { dryRun: boolean }): Promise<Pruned>
}
