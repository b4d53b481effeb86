import type { Generated } from 'kysely'
import type {
  EventOutcome,
  EventSourceKind,
  ListeningState,
} from '#contract/event-sources/event-source'
import type { Brand } from '#contract/profile'

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
  seen_events: {
    profile: string
    key: string
    at_ms: number
  }
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
