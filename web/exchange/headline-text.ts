import type { Locale } from '#contract/locale'
import type { Answer } from './answer.ts'
import { texts } from './texts.ts'
import { standingOf } from './verdict.ts'

/** How a call stands, in a few words. */
export function headlineText(answer: Answer, locale: Locale): string {
  const { headlines } = texts[locale]
  const standing = standingOf(answer)
  if (standing !== 'done') return headlines[standing]
  return headlines.done[answer.status === 'exchange' ? answer.exchange.endpoint : 'push_follow_up']
}
