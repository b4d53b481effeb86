import type { Exchange } from '#contract/exchange'
import type { Locale } from '#contract/locale'
import { defineTexts } from '../i18n/texts.ts'
import { verdictOf } from './verdict.ts'

const texts = defineTexts({
  en: {
    running: 'Being sent',
    done: { push_follow_up: 'Bubbles added', create_message: 'Message sent' },
    refused: 'Refused by the platform',
    token_refused: 'Token refused, nothing sent',
    not_sent: 'Not sent',
    unknown: 'Outcome unknown',
  },
  zh: {
    running: '正在发送',
    done: { push_follow_up: '气泡已添加', create_message: '消息已发送' },
    refused: '平台拒绝了这次调用',
    token_refused: '未取得 token，没有发出',
    not_sent: '没有发出',
    unknown: '结果未知',
  },
})

/** How an exchange stands, in a few words. */
export function verdictText(
  exchange: Pick<Exchange, 'state' | 'outcome' | 'code' | 'endpoint'>,
  locale: Locale,
): string {
  const verdict = verdictOf(exchange)
  return verdict === 'done' ? texts[locale].done[exchange.endpoint] : texts[locale][verdict]
}
