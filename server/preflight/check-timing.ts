import { type PreflightCheckName, SCOPES } from '#contract/checks'
import { LIMITS } from '#contract/limits'
import type { ReadMessage } from '../feishu/queries/wire-message.ts'
import {
  type CheckResult,
  type FactsCheck,
  fail,
  notChecked,
  pass,
  unanswered,
} from './check-result.ts'
import type { PushFacts } from './facts.ts'

const TOO_OLD = 230002
const NOT_LATEST = 230006
const HAS_FOLLOW_UPS = 230008

const MAX_AGE_MS = LIMITS.messageAgeSeconds * 1000
/** The time that a push may take to arrive. */
const TRANSIT_MS = 1000

const SEND_NEW_MESSAGE = {
  zh: '请发送新消息，再给它发送气泡。',
  en: 'Send a new message and add the bubbles to it.',
}

/** The conditions that change with time. */
export const TIMING_CHECKS = {
  latest: checkLatest,
  age: checkAge,
  not_followed: checkNotFollowed,
} satisfies Partial<Record<PreflightCheckName, FactsCheck>>

/** Returns when a message becomes too old, by this machine's clock; null if its time is unknown. */
export function expiryOf({ message, sent, skew }: Pick<PushFacts, 'message' | 'sent' | 'skew'>) {
  const created = (message.ok ? message.value.create_time_ms : null) ?? sent?.create_time_ms ?? null
  return created === null ? null : created + MAX_AGE_MS - (skew?.ms ?? 0)
}

function checkLatest({ message_id, latest }: PushFacts): CheckResult {
  if (latest === null) {
    return notChecked({
      zh: '消息所在的会话未知，未检查。',
      en: 'Not checked: the chat of the message is unknown.',
    })
  }
  if (!latest.ok) return unanswered(latest.failure, SCOPES.listMessages)
  const [newest] = latest.value
  if (!newest) {
    return notChecked({
      zh: '平台返回的会话中没有消息。',
      en: 'The platform returned no messages for the chat.',
    })
  }
  const assumed = isUncertain(newest, latest.value)
  if (newest.message_id === message_id) {
    return pass(
      { zh: '是会话的最新消息。', en: 'It is the latest message of the chat.' },
      { assumed },
    )
  }
  return fail(
    NOT_LATEST,
    { zh: '会话里有更新的消息。', en: 'The chat has a newer message.' },
    SEND_NEW_MESSAGE,
    { assumed },
  )
}

/** It is undocumented whether a recall, an edit or a system message changes which one is the latest. */
function isUncertain(newest: ReadMessage, messages: readonly ReadMessage[]): boolean {
  const since = newest.create_time_ms ?? 0
  const edited = messages.some(({ edited_at_ms }) => edited_at_ms !== null && edited_at_ms >= since)
  return newest.deleted || newest.msg_type === 'system' || edited
}

function checkAge(facts: PushFacts): CheckResult {
  const expires = expiryOf(facts)
  if (expires === null) {
    return notChecked({ zh: '消息的发送时间未知。', en: 'The time of the message is unknown.' })
  }
  const left = expires - facts.now_ms
  const margin = facts.skew?.margin_ms ?? TRANSIT_MS
  if (left < -margin) {
    return fail(
      TOO_OLD,
      {
        zh: `消息已超过 ${LIMITS.messageAgeSeconds} 秒。`,
        en: `The message is older than ${LIMITS.messageAgeSeconds} s.`,
      },
      SEND_NEW_MESSAGE,
    )
  }
  if (left < margin + TRANSIT_MS) {
    return notChecked({
      zh: `消息约 ${LIMITS.messageAgeSeconds} 秒，无法确定是否过期。`,
      en: `The message is about ${LIMITS.messageAgeSeconds} s old; it may have expired.`,
    })
  }
  const seconds = Math.floor(left / 1000)
  return pass({ zh: `约剩 ${seconds} 秒。`, en: `About ${seconds} s left.` })
}

function checkNotFollowed({ followed: { is, by } }: PushFacts): CheckResult {
  if (is === 'yes') {
    return fail(
      HAS_FOLLOW_UPS,
      { zh: '消息已有气泡。', en: 'The message already has bubbles.' },
      SEND_NEW_MESSAGE,
    )
  }
  if (is === 'perhaps') {
    return notChecked(
      {
        zh: '有请求结果未知，气泡可能已添加。',
        en: 'A request with an unknown result may have added bubbles.',
      },
      {
        zh: '请查看会话，或在“历史”中确认该请求的结果。',
        en: 'Check the chat, or resolve that request in History.',
      },
    )
  }
  if (by === 'emulator') {
    return pass({
      zh: '模拟器显示还没有气泡。真实平台无法查询。',
      en: 'No bubbles in the emulator. The real platform has no call for this.',
    })
  }
  return pass(
    {
      zh: '发送记录中还没有气泡。无法查询其他程序是否发送过。',
      en: 'No bubbles in the history. Other programs may have added some; the platform has no call for this.',
    },
    { assumed: true },
  )
}
