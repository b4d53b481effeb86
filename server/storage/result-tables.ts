import type { Generated } from 'kysely'
import type {
  ResultCertainty,
  ResultKind,
  ResultReason,
  ResultSource,
} from '#contract/results/result-kinds'

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
