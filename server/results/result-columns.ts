import type { Selectable } from 'kysely'
import { isJsonObject, member, parseJson } from '#contract/json'
import type { Result } from '#contract/results/result'
import type { ResultTables } from '../storage/feature-tables.ts'

/** The columns of `results`, as table `r`, that make a {@link Result}. */
export const RESULT_COLUMNS = [
  'r.kind as result_kind',
  'r.bubble',
  'r.matched',
  'r.language',
  'r.language_from',
  'r.recipient_language',
  'r.client',
  'r.after_ms',
  'r.at_ms',
  'r.source',
  'r.certainty',
  'r.why',
] as const

type ResultRow = Selectable<ResultTables['results']>

/** The row of a result, or nulls if the push did not land. */
export type ResultColumns = {
  result_kind: ResultRow['kind'] | null
  certainty: ResultRow['certainty'] | null
} & Pick<
  ResultRow,
  | 'bubble'
  | 'matched'
  | 'language'
  | 'language_from'
  | 'recipient_language'
  | 'client'
  | 'after_ms'
  | 'at_ms'
  | 'source'
  | 'why'
>

/**
 * Returns the result of a row; undefined if it has none.
 * @param body the JSON text of the push, which has the text of the clicked bubble
 */
export function toResult(row: Partial<ResultColumns>, body: string): Result | undefined {
  const {
    result_kind: kind,
    certainty,
    bubble,
    matched,
    client,
    after_ms,
    at_ms,
    source,
    why,
  } = row
  if (!kind || !certainty) return undefined
  const text = bubble == null ? undefined : bubbleText(body, bubble, matched ?? 'default')
  const language = row.language ?? row.recipient_language ?? null
  const from = row.language == null ? 'recipient' : (row.language_from ?? undefined)
  return {
    kind,
    certainty,
    ...(bubble != null && { bubble }),
    ...(text !== undefined && { text }),
    ...(matched != null && { matched }),
    ...((kind === 'clicked' || language !== null) && { language }),
    ...(language !== null && { language_from: from }),
    ...(client != null && { client }),
    ...(after_ms != null && { after_ms }),
    // Of an untouched one they say what ended the time for clicks.
    ...(kind !== 'untouched' && at_ms != null && { at_ms }),
    ...(kind !== 'untouched' && source != null && { source }),
    ...(why != null && { why }),
  }
}

function bubbleText(body: string, bubble: number, matched: string): string | undefined {
  const texts = bubbleTexts(body)[bubble] ?? []
  return texts.find(({ language }) => language === matched)?.content
}

/** A text of a bubble; `language` is `default` for the default text. */
export type BubbleText = { language: string; content: string }

/** Returns all texts of each bubble in a push's JSON text; empty for a body of another shape. */
export function bubbleTexts(body: string): BubbleText[][] {
  const follow_ups = member(parseJson(body), 'follow_ups')
  if (!Array.isArray(follow_ups)) return []
  return follow_ups.map((bubble) => {
    const rows = member(bubble, 'i18n_contents')
    const localized = (Array.isArray(rows) ? rows : []).map((row) => ({
      language: member(row, 'language'),
      content: member(row, 'content'),
    }))
    return [{ language: 'default', content: member(bubble, 'content') }, ...localized].filter(
      isText,
    )
  })
}

function isText(text: { language: unknown; content: unknown }): text is BubbleText {
  return isJsonObject(text) && typeof text.language === 'string' && typeof text.content === 'string'
}
