import type { PreflightCheckName } from '#contract/checks'
import { LIMITS } from '#contract/limits'
import { SCOPES } from '#contract/scopes'
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
  zh: '发送一条新消息，再为它添加气泡。',
  en: 'Send a new message and push bubbles for that one.',
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
      zh: '不知道消息在哪个会话里，所以没有查询。',
      en: 'It is not known in which chat the message is, so this was not asked about.',
    })
  }
  if (!latest.ok) return unanswered(latest.failure, SCOPES.listMessages)
  const [newest] = latest.value
  if (!newest) {
    return notChecked({
      zh: '平台说这个会话里没有消息。',
      en: 'The platform says that the chat holds no message.',
    })
  }
  const assumed = isUncertain(newest, latest.value)
  if (newest.message_id === message_id) {
    return pass(
      { zh: '它是会话里最新的一条。', en: 'It is the latest message of the chat.' },
      { assumed },
    )
  }
  return fail(
    NOT_LATEST,
    { zh: '会话里有更新的消息。', en: 'The chat holds a newer message.' },
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
    return notChecked({
      zh: '不知道消息是什么时候发送的。',
      en: 'It is not known when the message was sent.',
    })
  }
  const left = expires - facts.now_ms
  const margin = facts.skew?.margin_ms ?? TRANSIT_MS
  if (left < -margin) {
    return fail(
      TOO_OLD,
      {
        zh: `消息发送已超过 ${LIMITS.messageAgeSeconds} 秒。`,
        en: `The message was sent more than ${LIMITS.messageAgeSeconds} s ago.`,
      },
      SEND_NEW_MESSAGE,
    )
  }
  if (left < margin + TRANSIT_MS) {
    return notChecked({
      zh: `消息差不多正好 ${LIMITS.messageAgeSeconds} 秒，说不准还来不来得及。`,
      en: `The message is just about ${LIMITS.messageAgeSeconds} s old: it cannot be told whether there is still time.`,
    })
  }
  const seconds = Math.floor(left / 1000)
  return pass({ zh: `还剩约 ${seconds} 秒。`, en: `About ${seconds} s are left.` })
}

function checkNotFollowed({ followed: { is, by } }: PushFacts): CheckResult {
  if (is === 'yes') {
    return fail(
      HAS_FOLLOW_UPS,
      { zh: '这条消息已有气泡。', en: 'The message has bubbles already.' },
      SEND_NEW_MESSAGE,
    )
  }
  if (is === 'perhaps') {
    return notChecked(
      {
        zh: '有一次发送的结果未知，气泡可能已经加上。',
        en: 'A send of unknown outcome may have added bubbles.',
      },
      {
        zh: '到会话里看一眼，或在历史里为那次发送做出判定。',
        en: 'Look in the chat, or settle that send in the history.',
      },
    )
  }
  if (by === 'emulator') {
    return pass({
      zh: '模拟器说它还没有气泡；真实平台没有接口能查这一点。',
      en: 'The emulator says that it has no bubbles; the real platform has no call to ask.',
    })
  }
  return pass(
    {
      zh: '就账本所知还没有气泡。平台没有接口能查别的程序是否添加过。',
      en: 'No bubbles as far as the ledger knows. The platform has no call that tells whether another program added some.',
    },
    { assumed: true },
  )
}
