import type { Generated, Kysely, Transaction } from 'kysely'
import type { Exchange } from '#contract/exchange'
import type { Outcome } from '#contract/exchange-filter'
import type { ReceiveIdType } from '#contract/ids'
import type { ResolutionVerdict } from '#contract/ledger'
import type { AppType, Brand, Profile, ProfileColor } from '#contract/profile'

/** All tables; their migrations describe them. Times are milliseconds since 1970. */
export type Tables = {
  intents: {
    /** Grows with every send: the order of the history, independent of clocks. */
    seq: Generated<number>
    id: string
    idempotency_key: string
    /** SHA-256 of endpoint, target and body: distinguishes a repeated request from a reused key. */
    fingerprint: string
    instance: string
    actor: string
    profile: string
    base_url: string
    endpoint: Exchange['endpoint']
    /** The target of a push; null for a new message. */
    message_id: string | null
    attempt_of: string | null
    url: string
    body: string
    /** SHA-256 of the unredacted body, in hex. */
    body_sha256: string
    started_at_ms: number
    /** The latest `started_at_ms` up to this row: never decreases, so it finds a time by order. */
    latest_at_ms: number
  }
  departures: {
    seq: number
    at_ms: number
    /** JSON of a WireRequest. */
    request: string
  }
  settlements: {
    seq: number
    outcome: Outcome
    code: number | null
    at_ms: number
    /** JSON of a StoredExchange. */
    exchange: string
  }
  resolutions: {
    n: Generated<number>
    seq: number
    verdict: ResolutionVerdict
    note: string | null
    actor: string
    at_ms: number
  }
  in_flight: {
    seq: number
    base_url: string
    message_id: string | null
    instance: string
  }
  sweeps: {
    n: Generated<number>
    upto: number
    removed: number
    at_ms: number
  }
  templates: {
    id: string
    name: string
    note: string
    /** The newest version. */
    version: number
    /** Name, note and texts, normalized for searching. */
    search: string
    actor: string
    created_at_ms: number
    updated_at_ms: number
    deleted_at_ms: number | null
  }
  template_versions: {
    template_id: string
    version: number
    /** JSON of a template's follow_ups. */
    follow_ups: string
    actor: string
    at_ms: number
  }
  profiles: {
    id: string
    name: string
    brand: Brand
    base_url: string
    app_id: string
    app_type: AppType
    color: ProfileColor
    environment: Profile['environment']
    tenant_key: string | null
    receive_id_type: ReceiveIdType | null
    receive_id: string | null
    sealed_secret: string | null
    secret_fingerprint: string | null
    secret_set_at_ms: number | null
    sealed_ticket: string | null
    ticket_fingerprint: string | null
    ticket_set_at_ms: number | null
    created_at_ms: number
    updated_at_ms: number
    removed_at_ms: number | null
  }
  key_check: {
    n: number
    sealed: string
  }
  recipients: {
    profile: string
    base_url: string
    receive_id_type: ReceiveIdType
    receive_id: string
    name: string | null
    chat_id: string | null
    /** 0 or 1. */
    favourite: number
    last_sent_at_ms: number
    search: string
  }
}

export type Database = Kysely<Tables>
/** A running transaction. */
export type Tx = Transaction<Tables>

/** One step of the schema. A released step is never edited: a later one fixes it. */
export type Migration = {
  version: number
  /** The statements for each database, run in one transaction with the new version number. */
  statements: Readonly<Record<'sqlite' | 'postgres', readonly string[]>>
}
