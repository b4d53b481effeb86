import type { Generated, Kysely, Transaction } from 'kysely'
import type { ListIssueKind, ListRowState, ListState, PauseReason } from '#contract/deliveries/list'
import type { Exchange } from '#contract/exchange'
import type { Outcome } from '#contract/exchange-filter'
import type { ReceiveIdType } from '#contract/ids'
import type { Language } from '#contract/languages'
import type { EventKind, ResolutionVerdict } from '#contract/ledger'
import type { AppType, Brand, Profile, ProfileColor } from '#contract/profile'
import type {
  AccessTables,
  AuditTables,
  ConnectionTables,
  EventSourceTables,
  ResultTables,
} from './feature-tables.ts'

/** All tables; their migrations describe them. Times are milliseconds since 1970. */
export type Tables = AccessTables &
  AuditTables &
  ConnectionTables &
  EventSourceTables &
  ResultTables & {
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
      /** The id of the delivery that it belongs to. */
      delivery: string | null
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
      source: Generated<'person' | 'chat'>
      /** The message that was found in the chat. */
      message_id: string | null
    }
    in_flight: { seq: number; base_url: string; message_id: string | null; instance: string }
    deliveries: {
      seq: Generated<number>
      id: string
      idempotency_key: string
      fingerprint: string
      actor: string
      profile: string
      base_url: string
      receive_id_type: ReceiveIdType | null
      receive_id: string | null
      label: string | null
      template_id: string | null
      template_version: number | null
      /** JSON of the values by variable. */
      template_values: string | null
      /** The language that the server filled the first message in. */
      template_language: string | null
      /** JSON of a MessageContent. */
      message: string | null
      message_id: string | null
      /** JSON text of the bubbles. */
      follow_ups: string
      /** 0 or 1. */
      exact: number
      uuid: string
      list_id: string | null
      created_at_ms: number
      search: string
      /** 1 until it has its first exchange. */
      unsent: Generated<number>
    }
    lists: {
      seq: Generated<number>
      id: string
      idempotency_key: string
      fingerprint: string
      name: string
      actor: string
      profile: string
      base_url: string
      template_id: string | null
      template_version: number | null
      /** JSON of a MessageContent. */
      message: string | null
      /** JSON of the first message in other languages. */
      message_i18n: string | null
      /** JSON of the bubbles, with variables. */
      follow_ups: string
      pause_percent: number | null
      state: ListState
      paused_by: PauseReason | null
      instance: string | null
      /** JSON of a ListSchedule. */
      schedule: string | null
      starts_at_ms: number | null
      again_of: string | null
      total: number
      created_at_ms: number
      checked_at_ms: number | null
      started_at_ms: number | null
      finished_at_ms: number | null
    }
    list_rows: {
      list_id: string
      n: number
      typed: string
      receive_id_type: ReceiveIdType | null
      receive_id: string | null
      label: string | null
      message_id: string | null
      message_at_ms: number | null
      /** JSON of the values by variable. */
      row_values: string
      /** JSON of the found issues. */
      issues: string
      /** 0 or 1. */
      included: number
      blocked: ListIssueKind | null
      /** The language of its first message; null for the default text. */
      language: string | null
      outcome: ListRowState | null
    }
    sweeps: { n: Generated<number>; upto: number; removed: number; at_ms: number }
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
      /** JSON of the first message. */
      message: string | null
      actor: string
      at_ms: number
    }
    events: {
      seq: Generated<number>
      kind: EventKind
      actor: string
      at_ms: number
      subject: string | null
      name: string | null
      /** JSON of the removed rows. */
      details: string | null
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
    key_check: { n: number; sealed: string }
    /** PostgreSQL only. */
    pasted_tokens: {
      session: string
      profile: string
      base_url: string
      app_id: string
      sealed: string
      fingerprint: string
      expires_at_ms: number | null
      ends_at_ms: number
    }
    /** PostgreSQL only. */
    consoles: {
      instance: string
      number: number
      name: string
      machine: string
      emulator_url: string
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
      language: Language | null
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
