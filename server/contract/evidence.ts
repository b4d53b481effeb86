import type { Exchange } from './exchange.ts'
import type { Evidence, ResolutionVerdict } from './ledger.ts'
import type { Bilingual } from './locale.ts'

/** The verdict and the explanation of each evidence. */
export const EVIDENCE_MEANINGS: Record<
  Evidence,
  { verdict: ResolutionVerdict; meaning: Bilingual }
> = {
  repeat_took_effect: {
    verdict: 'not_delivered',
    meaning: {
      zh: '重发返回 0：气泡由这次重发添加，前一次未送达。',
      en: 'The retry returned 0: it added the bubbles, so the first request was not delivered.',
    },
  },
  already_there: {
    verdict: 'delivered',
    meaning: {
      zh: '重发返回 230008：已有气泡，且没有其他记录可能添加它。很可能是前一次已送达（也可能来自其他系统）。',
      en: 'The retry returned 230008: bubbles exist, and no other request in the history can have added them. Most likely this one did, unless another system did.',
    },
  },
  already_there_by_delivery: {
    verdict: 'delivered',
    meaning: {
      zh: '重发返回 230008：已有气泡，且只可能来自这次发送的某个请求。',
      en: 'The retry returned 230008: bubbles exist, and only requests of this delivery can have added them.',
    },
  },
  already_there_perhaps_another: {
    verdict: 'undecided',
    meaning: {
      zh: '重发返回 230008：已有气泡，但可能来自其他记录，无法确定是哪一次。',
      en: 'The retry returned 230008: bubbles exist, but another request in the history may have added them.',
    },
  },
  too_late_to_tell: {
    verdict: 'undecided',
    meaning: {
      zh: '消息已过期或不再是最新消息，无法确定：气泡可能出现过又消失。',
      en: 'The message has expired or is no longer the latest. The bubbles may have appeared and gone.',
    },
  },
  could_not_have_worked: {
    verdict: 'not_delivered',
    meaning: {
      zh: '平台因会话或可见性拒绝了重发。除非期间有变化，前一次也未送达。',
      en: 'The platform rejected the retry because of the chat or visibility. Unless that changed meanwhile, the first request failed too.',
    },
  },
  unknown_again: {
    verdict: 'undecided',
    meaning: {
      zh: '重发也没有收到可用的响应，结果仍然未知。',
      en: 'The retry got no usable response either: still unknown.',
    },
  },
  nothing_learned: {
    verdict: 'undecided',
    meaning: {
      zh: '平台没有检查重发的消息，前一次的结果仍然未知。',
      en: 'The platform did not check the message, so the first result is still unknown.',
    },
  },
  found_in_chat: {
    verdict: 'delivered',
    meaning: {
      zh: '会话中有一条内容完全相同的机器人消息，且不属于其他请求。很可能就是这一条（也可能来自其他系统）。',
      en: 'The chat has a message of the bot with exactly this content, and no other request made it. Most likely this one did, unless another system did.',
    },
  },
  not_in_chat: {
    verdict: 'not_delivered',
    meaning: {
      zh: '会话中没有这条消息，因此未送达。',
      en: 'The chat does not have this message, so it was not delivered.',
    },
  },
}

const TOO_LATE = [230002, 230006]
const IMPOSSIBLE = [230003, 230004, 230005]
const ALREADY_THERE = {
  none: 'already_there',
  same_delivery: 'already_there_by_delivery',
  any: 'already_there_perhaps_another',
} as const

/**
 * Returns what the result of a deliberate repeat, with the same body on the same message, shows about
 * the `unknown` exchange it repeats. Undocumented assumptions: 230008 lasts as long as the bubbles,
 * and the platform handles two pushes on one message one after the other.
 * @param others who else of this ledger may have added the bubbles: other exchanges of the same delivery,
 *   which made the message, or any other exchange
 * @see https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/im-v1/message/push_follow_up
 */
export function readEvidence(
  { outcome, code }: Pick<Exchange, 'outcome' | 'code'>,
  others: 'none' | 'same_delivery' | 'any',
): Evidence {
  if (outcome === 'unknown') return 'unknown_again'
  if (outcome !== 'answered' || code === null) return 'nothing_learned'
  if (code === 0) return 'repeat_took_effect'
  if (code === 230008) {
    return ALREADY_THERE[others]
  }
  if (TOO_LATE.includes(code)) return 'too_late_to_tell'
  return IMPOSSIBLE.includes(code) ? 'could_not_have_worked' : 'nothing_learned'
}
