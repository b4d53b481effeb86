import type { Selectable } from 'kysely'
import type { Exchange, WireRequest } from '#contract/exchange'
import type { ExchangeFilter } from '#contract/exchanges'
import type { InFlight, ResolutionVerdict } from '#contract/ledger'
import type { Tables } from '../storage/database.ts'
import type { ListedExchanges } from './list-exchanges.ts'
import type { SendLimitError } from './send-limits.ts'

/** The actor of every send and change: the console has no user accounts. */
export const LOCAL_ACTOR = 'local'

/** What is committed before a call is made. Contains no secrets: `url` and `body` are redacted. */
export type Intent = Omit<Selectable<Tables['intents']>, 'seq' | 'instance' | 'latest_at_ms'>

export type BeginResult =
  /** The intent is committed. */
  | { begun: 'now' }
  /** The key was used for the same request; its exchange may still be running. */
  | { begun: 'before'; exchange: Exchange }
  /** The key was used for another request. */
  | { begun: 'key_reused' }
  /** Another send on the same message is running. */
  | { begun: 'in_flight'; in_flight: InFlight }
  /** A limit of the operator is reached. */
  | { begun: 'limited'; limit: SendLimitError }

export type ResolutionInput = {
  verdict: ResolutionVerdict
  note: string | null
  actor: string
  /** The chat showed it, with this message; otherwise a person decided. */
  chat?: { message_id: string | null }
}

/** How much of the history to keep; an omitted limit does not apply. */
export type RetentionLimits = { maxAgeMs?: number | undefined; maxCount?: number | undefined }

/** What a retention run removes or, in a dry run, would remove. */
export type PruneResult = { count: number; oldest_at: string | null; newest_at: string | null }

/**
 * The record of all sends and their results. Rows are only added, and each is on the disk before its
 * method returns. Every method may throw {@link StorageError}; a write that threw changed nothing.
 */
export type Ledger = {
  /**
   * Commits INTENT, unless the key is used or another send on the message is running.
   * @param request if the call is made at once: commits SENDING too, see `depart`
   */
  begin(intent: Intent, request?: WireRequest): Promise<BeginResult>
  /** Returns how an earlier send with this key relates to this one; null if the key is unused. */
  seen(
    intent: Pick<Intent, 'idempotency_key' | 'fingerprint'>,
  ): Promise<Extract<BeginResult, { begun: 'before' | 'key_reused' }> | null>
  /** Commits SENDING with the redacted request, right before the call is made. */
  depart(id: string, request: WireRequest): Promise<void>
  /**
   * Commits the end of a send; committing the same end again has no effect.
   * @throws TransitionError if the state machine forbids it, e.g. a second, different end
   */
  settle(exchange: Exchange): Promise<void>
  /** Returns an exchange, also while it is running; null if there is none. */
  find(id: string): Promise<Exchange | null>
  /**
   * Returns one page, newest first, with the labels of its recipients.
   * @param page.cursor the `next_cursor` of the page before
   * @throws CursorError if the cursor is malformed
   */
  list(
    filter: ExchangeFilter,
    page: { limit: number; cursor?: string | undefined },
  ): Promise<ListedExchanges>
  /** Returns the deliberate repeats of an exchange, oldest first. */
  repeatsOf(id: string): Promise<Exchange[]>
  /**
   * Commits the resolution of an `unknown` send by a person or from its chat, as a separate row.
   * @returns the exchange with its resolution; null if there is no such exchange
   * @throws TransitionError if the outcome is not `unknown`
   */
  resolve(id: string, resolution: ResolutionInput): Promise<Exchange | null>
  /**
   * Returns the body of an exchange for a deliberate repeat; null if the stored text is not byte for
   * byte what was sent, because a secret was redacted.
   */
  exactBody(id: string): Promise<string | null>
  /**
   * Ends the running sends of crashed consoles: as `not_sent` before the call, else as `unknown`.
   * @returns the number of sends
   */
  recover(): Promise<number>
  /**
   * Removes the oldest exchanges beyond the limits, each delivery as a whole, never one that is running
   * or of unknown outcome; a dry run only counts.
   */
  prune(
    retention: RetentionLimits,
    options: { dryRun: boolean; actor: string },
  ): Promise<PruneResult>
}
