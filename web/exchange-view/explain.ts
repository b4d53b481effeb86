import type { Exchange } from '#contract/exchange'
import { CONSEQUENCES, FAILURES } from '#contract/failures'
import type { Bilingual, Locale } from '#contract/locale'
import { meaningTexts } from './meaning-texts.ts'
import { verdictOf } from './verdict.ts'

/** What happened and what to do, as paragraphs in one language. */
type Explanation = { happened: readonly string[]; advice: readonly string[] }

type Meaning = { meaning: Bilingual; advice: Bilingual }

/**
 * The meaning of an exchange: the catalogue's words where it has some, else the console's own. For
 * a call that got no answer, first what that does to the message, then what went wrong.
 */
export function explain(exchange: Exchange, locale: Locale): Explanation {
  const t = meaningTexts[locale]
  const { code, meaning, failure, endpoint } = exchange
  const verdict = verdictOf(exchange)
  if (verdict === 'running') return t.running
  if (verdict === 'done') return t.done[endpoint]
  const known: (Meaning | null)[] = [
    verdict === 'refused' ? null : CONSEQUENCES[verdict],
    failure ? FAILURES[failure.kind] : null,
    meaning,
  ]
  const parts = known.filter((part) => part !== null)
  const happened = parts.map((part) => part.meaning[locale])
  // Where the code's own advice is known, the general one says nothing more.
  const advice = meaning ? [meaning.advice[locale]] : parts.map((part) => part.advice[locale])
  if (!meaning && code !== null) {
    happened.push(t.unknownCode(code))
    advice.push(t.unknownCodeAdvice)
  }
  return { happened, advice }
}
