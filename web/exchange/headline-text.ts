import type { Locale } from '#contract/locale'
import { verdictText } from '../exchange-view/verdict-text.ts'
import type { Asked } from './answer.ts'
import { standingOf } from './standing.ts'
import { texts } from './texts.ts'

/** How a call stands, in a few words. */
export function headlineText(answer: Asked, locale: Locale): string {
  if (answer.status === 'exchange') return verdictText(answer.exchange, locale)
  const { headlines } = texts[locale]
  return headlines[standingOf(answer)]
}
