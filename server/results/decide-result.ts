import { hash } from 'node:crypto'
import type { Selectable } from 'kysely'
import { LIMITS } from '#contract/limits'
import type { ResultSource } from '#contract/results/result-kinds'
import type { ResultTables } from '../storage/feature-tables.ts'
import { matchBubble, readUserAgent } from './match-bubble.ts'
import type { BubbleText } from './result-columns.ts'
import type { Observation } from './results.ts'

/** What happened in a chat; also a message of the user that was taken back before it was read. */
export type ChatEvent =
  | Observation['event']
  | { kind: 'unreadable_message'; message_id: string; create_time_ms: number }

type ResultRow = Selectable<ResultTables['results']>

/** The columns of a result that an event decides. */
export type Decision = Pick<
  ResultRow,
  | 'kind'
  | 'certainty'
  | 'bubble'
  | 'matched'
  | 'language'
  | 'language_from'
  | 'client'
  | 'after_ms'
  | 'at_ms'
  | 'event'
  | 'source'
  | 'why'
>

/** Nothing is known. */
export const UNDECIDED = {
  ...{ bubble: null, matched: null, language: null, language_from: null, client: null },
  ...{ after_ms: null, at_ms: null, event: null, source: null, why: null, certainty: 'unknown' },
} as const satisfies Partial<Decision>

/** The push that an event may decide. */
export type DecidedPush = {
  bubbles: readonly (readonly BubbleText[])[]
  message_at_ms: number | null
  /** By the platform's clock. */
  pushed_at_ms: number | null
  /** Whether its stored texts are not what was sent, because a secret was redacted. */
  redacted: boolean
}

/** How long a push is watched, by the platform's clock. */
export const WATCH_MS = LIMITS.messageAgeSeconds * 1000

/**
 * Returns what an event after a push says about its bubbles, if nothing happened before. After the time to
 * watch only a click counts; anything else leaves the push untouched and ends its time for clicks.
 */
export function decide(push: DecidedPush, event: ChatEvent, source: ResultSource): Decision {
  const decision = decideInTime(push, event, source)
  const { kind, at_ms } = decision
  const from_ms = push.pushed_at_ms ?? push.message_at_ms
  const isLate = at_ms !== null && from_ms !== null && at_ms - from_ms > WATCH_MS
  if (kind === 'clicked' || !isLate) return decision
  const { event: decisive } = decision
  return { ...UNDECIDED, kind: 'untouched', certainty: 'certain', at_ms, event: decisive, source }
}

function decideInTime(push: DecidedPush, event: ChatEvent, source: ResultSource): Decision {
  const at_ms = event.kind === 'recalled' ? event.at_ms : event.create_time_ms
  const after_ms = at_ms === null || push.message_at_ms === null ? null : at_ms - push.message_at_ms
  const known = {
    ...UNDECIDED,
    ...{ at_ms, after_ms, source, event: hash('sha256', event.message_id).slice(0, 16) },
  }
  switch (event.kind) {
    case 'recalled':
      return { ...known, kind: 'recalled', certainty: 'certain' }
    case 'bot_message':
      return { ...known, kind: 'superseded', certainty: 'certain' }
    case 'unreadable_message':
      return { ...known, kind: 'unknown', why: 'message_recalled' }
    case 'user_message': {
      const { locale, version: client } = readUserAgent(event.user_agent)
      const match = event.text === null ? null : matchBubble(push.bubbles, event.text, locale)
      if (match) {
        const why = match.bubble === null ? 'ambiguous' : null
        return { ...known, ...match, kind: 'clicked', certainty: 'likely', client, why }
      }
      const language_from = locale === null ? null : 'client'
      const certainty = push.redacted ? 'unknown' : 'certain'
      return { ...known, kind: 'wrote', certainty, client, language: locale, language_from }
    }
  }
}

/**
 * Whether a decision takes the place of the current one. The earliest event decides, in whatever order
 * the sources report them; of two reports of the same message, the one that knows the client.
 */
export function takesPlace(next: Decision, current: Decision): boolean {
  const [rank, currentRank] = [rankOf(next), rankOf(current)]
  if (currentRank === null) return true
  if (rank === null) return false
  const [at, currentAt] = [timeOf(next), timeOf(current)]
  if (at !== currentAt) return at < currentAt
  if (rank !== currentRank) return rank < currentRank
  if (next.event !== current.event) return (next.event ?? '') < (current.event ?? '')
  return next.client !== null && current.client === null
}

const timeOf = ({ at_ms }: Decision) => at_ms ?? Number.POSITIVE_INFINITY

/** Returns which kind of event decides if several have the same time; null if none has decided yet. */
function rankOf({ kind, why, event }: Decision): number | null {
  switch (kind) {
    case 'clicked':
    case 'wrote':
      return 0
    case 'unknown':
      return why === 'message_recalled' ? 1 : null
    case 'superseded':
      return 2
    case 'untouched':
      // Something came after the time to watch.
      return event === null ? null : 2
    case 'recalled':
      return 3
    default:
      return null
  }
}
