import type { Generated, Kysely } from 'kysely'
import type { Exchange } from '#contract/exchange'
import type { Verdict } from '#contract/ledger'
import type { Outcome } from '#contract/outcome'
import type { AppType, Brand, Profile, ProfileColor } from '#contract/profile'
import type { ReceiveIdType } from '#contract/receive-id-types'

/** All tables. Times are milliseconds since 1970; what a table holds stands with its migration. */
export type Tables = {
  intents: {
    /** Grows with every send; the order of the history, which no clock can disturb. */
    seq: Generated<number>
    id: string
    idempotency_key: string
    fingerprint: string
    instance: string
    actor: string
    profile: string
    base_url: string
    endpoint: Exchange['endpoint']
    message_id: string | null
    attempt_of: string | null
    url: string
    body: string
    body_sha256: string
    started_at_ms: number
    /** The latest `started_at_ms` up to this row; finds a time by order, which a clock cannot disturb. */
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
    /** JSON of an Exchange, without what is read from the other tables. */
    exchange: string
  }
  resolutions: {
    n: Generated<number>
    seq: number
    verdict: Verdict
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
    /** Name, note and texts as a search reads them. */
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
