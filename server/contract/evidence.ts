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
      zh: '重发返回 0：气泡是这次重发放上的，所以前一次没有生效。',
      en: 'The repeat was answered 0: it put the bubbles there, so the send before it had not taken effect.',
    },
  },
  already_there: {
    verdict: 'delivered',
    meaning: {
      zh: '重发返回 230008：气泡已经在了，而账本里没有别的发送能放上它，所以很可能是前一次放上的（其他系统也可能）。',
      en: 'The repeat was answered 230008: bubbles are there, and no other send in this ledger can have put them there, so most likely this one did (another system could have, too).',
    },
  },
  already_there_perhaps_another: {
    verdict: 'undecided',
    meaning: {
      zh: '重发返回 230008：气泡已经在了，但账本里还有别的发送也可能放上它，分不清是哪一次。',
      en: 'The repeat was answered 230008: bubbles are there, but another send in this ledger may have put them there as well, so it cannot be told which one did.',
    },
  },
  too_late_to_tell: {
    verdict: 'undecided',
    meaning: {
      zh: '消息已过期或不再是最新一条，再也查不出来：气泡可能出现过，又消失了。',
      en: 'The message has expired or is no longer the latest, so nothing more can be learned: the bubbles may have been there and gone.',
    },
  },
  could_not_have_worked: {
    verdict: 'not_delivered',
    meaning: {
      zh: '平台以会话或可见性为由拒绝了重发；除非期间有变化，前一次也不可能生效。',
      en: 'The platform refused the repeat because of the chat or of visibility; unless that has changed in between, the send before it cannot have worked either.',
    },
  },
  unknown_again: {
    verdict: 'undecided',
    meaning: {
      zh: '重发也没有得到可用的回答，仍然没有人知道。',
      en: 'The repeat got no usable answer either: still nobody knows.',
    },
  },
  nothing_learned: {
    verdict: 'undecided',
    meaning: {
      zh: '重发没有走到平台检查这条消息的那一步，关于前一次什么也没有得知。',
      en: 'The repeat did not get as far as the platform looking at the message, so nothing was learned about the send before it.',
    },
  },
}

const TOO_LATE = [230002, 230006]
const IMPOSSIBLE = [230003, 230004, 230005]

/**
 * Returns what the result of a deliberate repeat, with the same body on the same message, shows about
 * the `unknown` exchange it repeats. Undocumented assumptions: 230008 lasts as long as the bubbles,
 * and the platform handles two pushes on one message one after the other.
 * @param othersMayHaveWorked whether a third exchange of this ledger may have added the bubbles
 * @see https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/im-v1/message/push_follow_up
 */
export function readEvidence(
  { outcome, code }: Pick<Exchange, 'outcome' | 'code'>,
  othersMayHaveWorked: boolean,
): Evidence {
  if (outcome === 'unknown') return 'unknown_again'
  if (outcome !== 'answered' || code === null) return 'nothing_learned'
  if (code === 0) return 'repeat_took_effect'
  if (code === 230008) {
    return othersMayHaveWorked ? 'already_there_perhaps_another' : 'already_there'
  }
  if (TOO_LATE.includes(code)) return 'too_late_to_tell'
  return IMPOSSIBLE.includes(code) ? 'could_not_have_worked' : 'nothing_learned'
}
