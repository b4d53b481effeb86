import type { Exchange } from '#contract/exchange'
import { CONSEQUENCES, FAILURES } from '#contract/failures'
import type { Bilingual, Locale } from '#contract/locale'
import { exchangeStatus } from './exchange-status.ts'
import { meaningTexts } from './meaning-texts.ts'

/** What happened and what to do, as paragraphs. */
type ExchangeExplanation = { happened: readonly string[]; advice: readonly string[] }

type MeaningText = { meaning: Bilingual; advice: Bilingual }

/**
 * Explains an exchange with the texts of the catalogue, or the console's own. For a call without a
 * response: first the consequence for the message, then the failure.
 */
export function explain(exchange: Exchange, locale: Locale): ExchangeExplanation {
  const t = meaningTexts[locale]
  const { code, meaning, failure, endpoint } = exchange
  const status = exchangeStatus(exchange)
  if (status === 'running') return t.running
  if (status === 'done') return t.done[endpoint]
  const known: (MeaningText | null)[] = [
    status === 'refused' ? null : CONSEQUENCES[status],
    failure ? FAILURES[failure.kind] : null,
    meaning,
  ]
  const parts = known.filter((part) => part !== null)
  const happened = parts.map((part) => part.meaning[locale])
  // The advice of the code replaces the general one.
  const advice = meaning ? [meaning.advice[locale]] : parts.map((part) => part.advice[locale])
  if (!meaning && code !== null) {
    happened.push(t.unknownCode(code))
    advice.push(t.unknownCodeAdvice)
  }
  return { happened, advice }
}
