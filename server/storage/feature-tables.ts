import type { Generated } from 'kysely'
import type { ApprovalState } from '#contract/access/approvals'
import type { SignInWay } from '#contract/access/session'
import type { ConnectionState } from '#contract/connections/connection'
import type {
  EventOutcome,
  EventSourceKind,
  ListeningState,
} from '#contract/event-sources/event-source'
import type { Brand } from '#contract/profile'
import type {
  ResultCertainty,
  ResultKind,
  ResultReason,
  ResultSource,
} from '#contract/results/result-kinds'

/** The tables of people and how they sign in; migrations 13 and 15 describe them. */
export type AccessTables = {
  people: {
    id: string
    way: SignInWay
    subject: string
    name: string
    password_hash: string | null
    /** JSON of the grants. */
    grants: string
    created_at_ms: number
    last_active_at_ms: number | null
    disabled_at_ms: number | null
    removed_at_ms: number | null
  }
  sessions: {
    /** SHA-256 of the cookie's secret. */
    hash: string
    id: string
    person: string
    way: SignInWay
    created_at_ms: number
    seen_at_ms: number
    ends_at_ms: number
    user_agent: string | null
    address: string | null
  }
  sign_ins: {
    hash: string
    way: SignInWay
    redirect_uri: string
    return_to: string
    ends_at_ms: number
  }
  sign_in_links: {
    hash: string
    /** Null for the link that makes the first admin. */
    person: string | null
    ends_at_ms: number
  }
  api_tokens: {
    id: string
    hash: string
    name: string
    person: string
    /** JSON of the grants. */
    grants: string
    created_at_ms: number
    ends_at_ms: number
    last_used_at_ms: number | null
    revoked_at_ms: number | null
  }
  approval_apps: { profile: string; since_ms: number }
  list_editors: { list_id: string; actor: string }
  approvals: {
    id: string
    idempotency_key: string
    state: Exclude<ApprovalState, 'expired'>
    profile: string
    base_url: string
    app_id: string
    actor: string
    author: string
    /** JSON of an array of people. */
    makers: string
    list_id: string | null
    /** JSON of an ApprovalContent. */
    content: string
    digest: string
    created_at_ms: number
    ends_at_ms: number
    decided_at_ms: number | null
    decided_by: string | null
    note: string | null
    /** JSON of what approving it has done. */
    result: string | null
  }
}

/** The tables of the audit; their migration describes them. */
export type AuditTables = {
  audit_events: {
    /** Without gaps. */
    seq: number
    at_ms: number
    actor: string | null
    action: string
    status: number
    app: string | null
    subject: string | null
    /** JSON of the details of an AuditEvent. */
    details: string
    request_id: string | null
    address: string | null
    hash: string
  }
  audit_head: { n: number; seq: number; hash: string }
  audit_begun: {
    id: string
    instance: string
    /** JSON of an event without its status. */
    event: string
  }
}

/** Apps that are connected by scan. Times are milliseconds since 1970. */
export type ConnectionTables = {
  connections: {
    id: string
    /** Who started it. */
    actor: string
    brand: Brand
    base_url: string
    /** The host that is polled. */
    accounts_url: string
    /** The profile that gets scopes; null for a new app. */
    asked_profile: string | null
    /** The profile that was added or changed. */
    profile: string | null
    app_id: string | null
    open_id: string | null
    state: ConnectionState
    user_code: string
    verification_url: string
    sealed_device_code: string | null
    interval_ms: number
    /** Also reserves a poll: a console that polls moves it ahead first. */
    next_poll_at_ms: number
    created_at_ms: number
    expires_at_ms: number
    ended_at_ms: number | null
    /** JSON of a Notice. */
    notice: string | null
  }
}

/** Events of the platform, and evidence for undocumented rules; migration 12 describes them. */
export type EventSourceTables = {
  event_sources: {
    profile: string
    base_url: string
    app_id: string
    sealed_token: string | null
    token_fingerprint: string | null
    token_set_at_ms: number | null
    sealed_key: string | null
    key_fingerprint: string | null
    key_set_at_ms: number | null
    pass_on_url: string | null
    /** 0 or 1. */
    listening: Generated<number>
    /** 0 or 1. */
    confirmed: Generated<number>
    ends_at_ms: number | null
    instance: string | null
    state: Generated<ListeningState>
    state_at_ms: number | null
    failure: string | null
  }
  seen_events: { profile: string; key: string; at_ms: number }
  event_counts: {
    profile: string
    source: EventSourceKind
    outcome: EventOutcome
    count: number
    last_at_ms: number
  }
  evidence: {
    brand: Brand
    assumption: string
    variant: string
    detail: string
    count: number
    first_at_ms: number
    last_at_ms: number
  }
}

/** The tables of what became of bubbles. Times are milliseconds since 1970. */
export type ResultTables = {
  results: {
    seq: number
    profile: string
    base_url: string
    template_id: string | null
    list_id: string | null
    started_at_ms: number
    instance: string
    /** 0 or 1. */
    prepared: Generated<number>
    chat_id: string | null
    message_at_ms: number | null
    pushed_at_ms: number | null
    texts: string | null
    recipient_language: string | null
    kind: Generated<ResultKind>
    bubble: number | null
    matched: string | null
    /** Of the user: from the client or the clicked text. */
    language: string | null
    language_from: 'client' | 'text' | null
    client: string | null
    after_ms: number | null
    at_ms: number | null
    event: string | null
    source: ResultSource | null
    certainty: Generated<ResultCertainty>
    why: ResultReason | null
    /** 0 or 1. */
    watched: Generated<number>
    looks: Generated<number>
  }
  result_watching: {
    profile: string
    /** 0 or 1. */
    polling: number
  }
}
