import type { Exchange } from '#contract/exchange'
import type { Locale } from '#contract/locale'
import { meaningTexts } from './meaning-texts.ts'

/** What a reader should know before trusting an answer, as sentences in one language. */
export function explainNotes(exchange: Exchange, locale: Locale): string[] {
  const t = meaningTexts[locale].noteTexts
  const { notes, attempts, code, response } = exchange
  const sentences = notes.map((note) =>
    note === 'http_status_disagrees'
      ? t.http_status_disagrees(`${response?.http_status}`, `${code}`)
      : t[note],
  )
  const renewalFailed = attempts.length > 1 && !notes.includes('token_renewed')
  return renewalFailed ? [...sentences, t.token_not_renewed] : sentences
}
