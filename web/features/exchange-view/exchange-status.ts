import {
  CircleCheck,
  CircleHelp,
  CircleX,
  Hourglass,
  KeyRound,
  type LucideIcon,
  Unplug,
} from 'lucide-react'
import type { Exchange } from '#contract/exchange'
import type { Locale } from '#contract/locale'
import { defineTexts } from '../../i18n/texts.ts'
import type { Tone } from '../../ui/callout/callout.tsx'

/** The status of an exchange; `done` is code 0, whatever the HTTP status. */
export type ExchangeStatus =
  | 'running'
  | 'done'
  | 'refused'
  | 'token_refused'
  | 'not_sent'
  | 'unknown'

export function exchangeStatus({
  state,
  outcome,
  code,
}: Pick<Exchange, 'state' | 'outcome' | 'code'>): ExchangeStatus {
  if (state === 'intent' || state === 'sending') return 'running'
  if (outcome !== 'answered') return outcome
  return code === 0 ? 'done' : 'refused'
}

const texts = defineTexts({
  en: {
    running: 'Sending',
    done: {
      push_follow_up: 'Bubbles added',
      create_message: 'Message sent',
      recall_message: 'Message recalled',
    },
    refused: 'Rejected',
    token_refused: 'Token rejected, not sent',
    not_sent: 'Not sent',
    unknown: 'Result unknown',
  },
  zh: {
    running: '正在发送',
    done: {
      push_follow_up: '气泡已发送',
      create_message: '消息已发送',
      recall_message: '消息已撤回',
    },
    refused: '被拒绝',
    token_refused: '获取 token 被拒绝，未发送',
    not_sent: '未发送',
    unknown: '结果未知',
  },
})

/** The status of an exchange in a few words. */
export function statusText(
  exchange: Pick<Exchange, 'state' | 'outcome' | 'code' | 'endpoint'>,
  locale: Locale,
): string {
  const status = exchangeStatus(exchange)
  return status === 'done' ? texts[locale].done[exchange.endpoint] : texts[locale][status]
}

/** The icon and tone of each status. */
export const STATUS_LOOKS: Record<ExchangeStatus, { icon: LucideIcon; tone: Tone }> = {
  running: { icon: Hourglass, tone: 'info' },
  done: { icon: CircleCheck, tone: 'good' },
  refused: { icon: CircleX, tone: 'bad' },
  token_refused: { icon: KeyRound, tone: 'bad' },
  not_sent: { icon: Unplug, tone: 'warn' },
  unknown: { icon: CircleHelp, tone: 'unsure' },
}
