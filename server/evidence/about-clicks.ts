import type { Result } from '#contract/results/result'
import type { SeenVariant, SentBubbles } from './evidence.ts'

/** What the event of a click says besides its text. */
type ClickEvent = { has_parent: boolean }

/**
 * Returns what a click tells about undocumented rules. A result that is no click tells nothing, as do
 * texts that every rule would have shown.
 */
export function evidenceOfClick(
  bubbles: SentBubbles,
  result: Result | null,
  { has_parent }: ClickEvent,
): SeenVariant[] {
  if (result?.kind !== 'clicked') return []
  return [
    // Only the text of a text message can equal a bubble.
    { assumption: 'click_message_type', variant: 'text' },
    { assumption: 'click_marker', variant: has_parent ? 'parent_id' : 'none' },
    ...evidenceOfLanguage(bubbles, result),
  ]
}

function evidenceOfLanguage(bubbles: SentBubbles, result: Result): SeenVariant[] {
  const { bubble, text, language, language_from } = result
  const shown = bubble === undefined ? undefined : bubbles[bubble]
  if (!shown || text === undefined || !language || language_from !== 'client') return []
  const rows = shown.i18n_contents ?? []
  const own = rows.filter((row) => row.language === language).map(({ content }) => content)
  if (own.length > 0) {
    return agreeing('duplicate_language', text, language, {
      first_wins: own[0],
      last_wins: own.at(-1),
    })
  }
  const english = rows.find((row) => row.language === 'en_us')
  return agreeing('fallback_language', text, language, {
    content: shown.content,
    english_first: (english ?? shown).content,
    first_row: (rows[0] ?? shown).content,
  })
}

/**
 * @param texts what the user would have seen by each value
 * @returns nothing if all values agree, or none does
 */
function agreeing(
  assumption: string,
  text: string,
  detail: string,
  texts: Readonly<Record<string, string | undefined>>,
): SeenVariant[] {
  const entries = Object.entries(texts)
  const values = entries.filter(([, one]) => one?.trim() === text.trim()).map(([value]) => value)
  if (values.length === 0 || values.length === entries.length) return []
  return [{ assumption, variant: values.join(' or '), detail }]
}
