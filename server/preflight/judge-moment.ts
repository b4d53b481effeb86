import { LIMITS } from '#contract/limits'
import type { Locale } from '#contract/locale'
import { SCOPES } from '#contract/scopes'
import type { ReadMessage } from '../feishu/reading/wire-message.ts'
import type { Facts } from './facts.ts'
import type { Verdict, Verdicts } from './judge-facts.ts'
import { createVerdicts } from './verdict.ts'

const TOO_OLD = 230002
const OVERTAKEN = 230006
const FOLLOWED = 230008

const LIFE_MS = LIMITS.messageAgeSeconds * 1000
/** A push takes its time to arrive. */
const ON_ITS_WAY_MS = 1000

const NEW_ONE = {
  zh: '发送一条新消息，再为它添加气泡。',
  en: 'Send a new message and push bubbles for that one.',
}

/** The conditions that hold at one moment and not at the next. */
export function judgeMoment(
  facts: Facts,
  locale: Locale,
): Pick<Verdicts, 'latest' | 'age' | 'not_followed'> {
  return {
    latest: judgeLatest(facts, locale),
    age: judgeAge(facts, locale),
    not_followed: judgeFollowed(facts, locale),
  }
}

/** When a message becomes too old, by this machine's clock; `null` where its time is not known. */
export function expiryOf({ message, sent, skew }: Pick<Facts, 'message' | 'sent' | 'skew'>) {
  const created = (message.ok ? message.value.create_time_ms : null) ?? sent?.create_time_ms ?? null
  return created === null ? null : created + LIFE_MS - (skew?.ms ?? 0)
}

function judgeLatest({ message_id, latest }: Facts, locale: Locale): Verdict {
  const { pass, fail, open, unread } = createVerdicts(locale)
  if (latest === null) {
    return open({
      zh: '不知道消息在哪个会话里，所以没有查询。',
      en: 'It is not known in which chat the message is, so this was not asked about.',
    })
  }
  if (!latest.ok) return unread(latest.unread, SCOPES.listMessages)
  const [newest] = latest.value
  if (!newest) {
    return open({
      zh: '平台说这个会话里没有消息。',
      en: 'The platform says that the chat holds no message.',
    })
  }
  const assumed = isDoubtful(newest, latest.value)
  if (newest.message_id === message_id) {
    return pass(
      { zh: '它是会话里最新的一条。', en: 'It is the latest message of the chat.' },
      { assumed },
    )
  }
  return fail(
    OVERTAKEN,
    { zh: '会话里有更新的消息。', en: 'The chat holds a newer message.' },
    NEW_ONE,
    { assumed },
  )
}

/** Whether a recall, an edit or a notice makes another message the latest is not documented. */
function isDoubtful(newest: ReadMessage, messages: readonly ReadMessage[]): boolean {
  const since = newest.create_time_ms ?? 0
  const edited = messages.some(({ edited_at_ms }) => edited_at_ms !== null && edited_at_ms >= since)
  return newest.deleted || newest.msg_type === 'system' || edited
}

function judgeAge(facts: Facts, locale: Locale): Verdict {
  const { pass, fail, open } = createVerdicts(locale)
  const expires = expiryOf(facts)
  if (expires === null) {
    return open({
      zh: '不知道消息是什么时候发送的。',
      en: 'It is not known when the message was sent.',
    })
  }
  const left = expires - facts.now_ms
  const doubt = facts.skew?.margin_ms ?? ON_ITS_WAY_MS
  if (left < -doubt) {
    return fail(
      TOO_OLD,
      {
        zh: `消息发送已超过 ${LIMITS.messageAgeSeconds} 秒。`,
        en: `The message was sent more than ${LIMITS.messageAgeSeconds} s ago.`,
      },
      NEW_ONE,
    )
  }
  if (left < doubt + ON_ITS_WAY_MS) {
    return open({
      zh: `消息差不多正好 ${LIMITS.messageAgeSeconds} 秒，说不准还来不来得及。`,
      en: `The message is just about ${LIMITS.messageAgeSeconds} s old: it cannot be told whether there is still time.`,
    })
  }
  const seconds = Math.floor(left / 1000)
  return pass({ zh: `还剩约 ${seconds} 秒。`, en: `About ${seconds} s are left.` })
}

function judgeFollowed({ followed: { is, by } }: Facts, locale: Locale): Verdict {
  const { pass, fail, open } = createVerdicts(locale)
  if (is === 'yes') {
    return fail(
      FOLLOWED,
      { zh: '这条消息已有气泡。', en: 'The message has bubbles already.' },
      NEW_ONE,
    )
  }
  if (is === 'perhaps') {
    return open(
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
