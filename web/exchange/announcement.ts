import type { Locale } from '#contract/locale'
import { explain } from '../exchange-view/explain.ts'
import type { Asked } from './answer.ts'
import { headlineText } from './headline-text.ts'
import { texts } from './texts.ts'

/** The whole answer in a breath, for those who hear the page: headline, code, what happened. */
export function announcement(answer: Asked, locale: Locale): string {
  const headline = headlineText(answer, locale)
  const stop = locale === 'zh' ? '。' : '. '
  if (answer.status === 'refused') return [headline, answer.refusal.message].join(stop)
  if (answer.status !== 'exchange') return headline
  const { code } = answer.exchange
  const [happened = ''] = explain(answer.exchange, locale).happened
  const spoken = code === null ? [headline] : [headline, texts[locale].code(code)]
  return [...spoken, happened].join(stop)
}
