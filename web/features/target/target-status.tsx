import { MESSAGE_ID } from '#contract/ids'
import { defineTexts, useTexts } from '../../i18n/texts.ts'
import { useNow } from '../../ui/use-time.ts'
import type { Target } from './use-target.ts'

const texts = defineTexts({
  en: {
    ready: 'Ready',
    nextMessage: 'new message',
    nextMessageLong: 'Ready: Send creates a new message.',
    none: 'No message',
    choose: 'choose one',
    chooseLong: 'Choose a message.',
    badId: 'Invalid ID',
    badIdLong: 'Message ID must start with om_.',
    checking: 'Checking…',
    idle: 'Not checked',
    failed: 'Not checked',
    failedLong: 'Not checked: the console is not responding.',
    readyLong: 'Ready to send.',
    stale: 'Was ready over 30 s ago.',
    partly: 'Partly checked',
    unknown: (count: number) => `${count} unknown`,
    fails: 'Will fail',
    done: 'Has bubbles',
    doneDetail: 'takes no more (230008)',
    doneLong: 'The message has bubbles and takes no more (230008).',
    over: 'Expired',
    overLong: 'Expired: older than 600 s (230002).',
    failsLong: (code: number, undocumented: boolean, why: string) =>
      `Will fail: ${code}${undocumented ? ' (undocumented)' : ''}${why && `: ${why}`}`,
    left: (time: string) => `${time} left`,
    separator: ' · ',
    colon: ': ',
  },
  zh: {
    ready: '可以发送',
    nextMessage: '新消息',
    nextMessageLong: '可以发送：发送时会创建新消息。',
    none: '未选消息',
    choose: '请选择',
    chooseLong: '请选择一条消息。',
    badId: 'ID 无效',
    badIdLong: '消息 ID 必须以 om_ 开头。',
    checking: '检查中…',
    idle: '未检查',
    failed: '未检查',
    failedLong: '未检查：控制台没有响应。',
    readyLong: '可以发送。',
    stale: '30 多秒前检查时可以发送。',
    partly: '部分已检查',
    unknown: (count) => `${count} 项未知`,
    fails: '将失败',
    done: '已有气泡',
    doneDetail: '不能再加（230008）',
    doneLong: '这条消息已有气泡，不能再加（230008）。',
    over: '已过期',
    overLong: '已过期：超过 600 秒（230002）。',
    failsLong: (code, undocumented, why) =>
      `将失败：${code}${undocumented ? '（文档未说明）' : ''}${why && `：${why}`}`,
    left: (time) => `剩余 ${time}`,
    separator: ' · ',
    colon: '：',
  },
})

/** Why a push is rejected, in a few words. */
export const reasonTexts = defineTexts({
  en: {
    230001: 'Not sent by this bot',
    230002: 'Expired',
    230003: 'Not one-to-one',
    230004: 'Not visible to the bot',
    230005: 'User unavailable',
    230006: 'Not the latest message',
    230008: 'Already has bubbles',
  } as Record<number, string>,
  zh: {
    230001: '不是此机器人发送',
    230002: '已过期',
    230003: '不是单聊',
    230004: '机器人不可见',
    230005: '用户不可用',
    230006: '不是最新一条消息',
    230008: '已有气泡',
  } as Record<number, string>,
})

const HAS_BUBBLES = 230008

export type Tone = 'good' | 'bad' | 'unsure' | 'quiet'

/** The pre-check in few words: *Ready · 9:42 left*, *Will fail: 230006 Not the latest message*. */
export type Status = {
  tone: Tone
  word: string
  /** Empty if the time left is shown instead, or nothing. */
  detail: string
  /** When the message becomes too old, in milliseconds since 1970; null if it is not shown. */
  until: number | null
  /** Stands between word and detail for screen readers. */
  separator: string
  /** A whole sentence, without the time left. */
  sentence: string
}

/** Returns the status of the target; the time left is up to the component. */
export function useStatus(target: Target): Status {
  const t = useTexts(texts)
  const reasons = useTexts(reasonTexts)
  const { messageId, check } = target
  const { precheck, expiresAt, stale } = check
  const status = (
    tone: Tone,
    word: string,
    detail: string,
    sentence: string,
    until = expiresAt,
  ) => ({
    tone,
    word,
    detail,
    sentence,
    until: detail === '' ? until : null,
    separator: t.separator,
  })
  if (target.sendKind() === 'new_message') {
    if (target.recipient === null) return status('quiet', t.idle, '', t.idle)
    return { ...status('good', t.ready, t.nextMessage, t.nextMessageLong), separator: t.colon }
  }
  if (messageId === '') return status('quiet', t.none, t.choose, t.chooseLong)
  if (!MESSAGE_ID.test(messageId)) return status('bad', t.badId, 'om_…', t.badIdLong)
  switch (precheck.kind) {
    case 'checking':
      return status('quiet', t.checking, '', t.checking)
    case 'idle':
      return status('quiet', t.idle, '', t.idle)
    case 'failed':
      return status('unsure', t.failed, '', t.failedLong)
    case 'over':
      return { ...status('bad', `${t.fails}${t.colon}230002`, t.over, t.overLong), separator: ' ' }
    case 'works':
      return status(stale ? 'quiet' : 'good', t.ready, '', stale ? t.stale : t.readyLong)
    case 'refused': {
      const { code, assumed, why } = precheck
      // No fault: after each success the message is in this state.
      if (code === HAS_BUBBLES) {
        return { ...status('quiet', t.done, t.doneDetail, t.doneLong), separator: t.colon }
      }
      const reason = reasons[code] ?? ''
      const sentence = t.failsLong(code, assumed, why || reason)
      return {
        ...status('bad', `${t.fails}${t.colon}${code}`, reason, sentence, null),
        separator: ' ',
      }
    }
    case 'unclear': {
      const detail = expiresAt === null ? t.unknown(precheck.unknown.length) : ''
      return status('unsure', t.partly, detail, t.partly)
    }
  }
}

/** The second part of a status: its detail, or the time left, which counts down. */
export function StatusDetail({ detail, until }: Pick<Status, 'detail' | 'until'>) {
  return until === null ? detail : <TimeLeftText until={until} />
}

function TimeLeftText({ until }: { until: number }) {
  const t = useTexts(texts)
  return t.left(formatLeft(until - useNow()))
}

/** Formats milliseconds as minutes and seconds, `9:05`, rounded up. */
export function formatLeft(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000))
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}
