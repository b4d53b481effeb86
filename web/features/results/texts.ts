import type { ResultKind, ResultReason, ResultSource } from '#contract/results/result-kinds'
import { defineTexts } from '../../i18n/texts.ts'

type Time = string | null
const inEnglish = (before: string, time: Time, after = '') => (time ? before + time + after : '')
const inChinese = (time: Time) => (time ? `${time}后` : '')

/** What became of the bubbles of a push. A time is null if it is not known. */
export const resultTexts = defineTexts({
  en: {
    title: 'Bubble result',
    /** In a column, a filter and a sum. */
    kinds: {
      waiting: 'Waiting',
      clicked: 'Clicked a bubble',
      wrote: 'Wrote something else',
      superseded: 'Newer message came',
      recalled: 'Message recalled',
      untouched: 'Not clicked in 10 min',
      unknown: 'Not known',
    } satisfies Record<ResultKind, string>,
    quoted: (text: string) => `“${text}”`,
    unknownWhy: (why: string) => `Not known: ${why}`,
    cells: {
      clicked: (text: string, time: Time) =>
        `${text ? `“${text}”` : 'Clicked'}${inEnglish(', ', time)}`,
      wrote: (time: Time) => `Wrote something else${inEnglish(', ', time)}`,
    },
    short: {
      clicked: (text: string, time: Time) =>
        `Clicked ${text ? `“${text}”` : 'a bubble'}${inEnglish(' after ', time)}`,
      wrote: (time: Time) => `Wrote something else${inEnglish(' after ', time)}`,
    },
    sentences: {
      waiting: 'Waiting for a click',
      clicked: (number: number, text: string, language: string, time: Time) =>
        `Clicked ${text ? `bubble ${number} “${text}”` : 'a bubble'}${language && ` (${language})`}${inEnglish(', ', time, ' later')}`,
      wrote: (time: Time) => `Wrote something else${inEnglish(', ', time, ' later')}`,
      superseded: (time: Time) => `A newer message came${inEnglish(', ', time, ' later')}`,
      recalled: 'The message was recalled',
    },
    defaultText: 'default text',
    reasons: {
      not_watched: 'the chat was not watched',
      no_scope: 'the permission im:message:readonly is missing',
      chat_unknown: 'the chat of the message was not found',
      chat_unreadable: 'the chat could not be read',
      no_access: 'the app had no usable token',
      rate_limited: 'the rate limit left no call to read the chat',
      console_stopped: 'the console stopped meanwhile',
      message_recalled: 'the user’s message was recalled before it was read',
      ambiguous: 'several bubbles have this text',
      counted_elsewhere: 'counted with another request for this message',
    } satisfies Record<ResultReason, string>,
    sources: {
      poll: 'Read from the chat.',
      webhook: 'Reported by a webhook event.',
      long_connection: 'Reported by an event on the long connection.',
      stdin: 'Reported by another listener.',
      console: 'Known from a later request of this console.',
    } satisfies Record<ResultSource, string>,
    notes: {
      waiting: 'The result appears here as soon as it is known.',
      clicked: 'A typed text that equals a bubble counts as a click.',
      ambiguous: 'Several bubbles have this text, so which one is not known.',
      untouched:
        'A later click still counts if an event reports it. Whether bubbles expire is undocumented.',
    },
    fix: { no_scope: 'Add permission', no_access: 'Test connection', not_watched: 'Watch chats' },
  },
  zh: {
    title: '气泡结果',
    kinds: {
      waiting: '等待点击',
      clicked: '点击了气泡',
      wrote: '发送了其他内容',
      superseded: '已有新消息',
      recalled: '消息已撤回',
      untouched: '10 分钟内未点击',
      unknown: '未知',
    },
    quoted: (text) => `“${text}”`,
    unknownWhy: (why) => `未知：${why}`,
    cells: {
      clicked: (text, time) => `${text ? `“${text}”` : '已点击'}${time ? `，${time}` : ''}`,
      wrote: (time) => `发送了其他内容${time ? `，${time}` : ''}`,
    },
    short: {
      clicked: (text, time) => `${inChinese(time)}点击了${text ? `“${text}”` : '气泡'}`,
      wrote: (time) => `${inChinese(time)}发送了其他内容`,
    },
    sentences: {
      waiting: '等待点击',
      clicked: (number, text, language, time) =>
        `${inChinese(time)}点击了${text ? `气泡 ${number}“${text}”` : '气泡'}${language && `（${language}）`}`,
      wrote: (time) => `${inChinese(time)}发送了其他内容`,
      superseded: (time) => `${inChinese(time)}会话中出现了新消息`,
      recalled: '消息已撤回',
    },
    defaultText: '默认文字',
    reasons: {
      not_watched: '没有查看会话',
      no_scope: '缺少权限 im:message:readonly',
      chat_unknown: '找不到消息所在的会话',
      chat_unreadable: '无法读取会话',
      no_access: '应用没有可用的 token',
      rate_limited: '限流，没有余量读取会话',
      console_stopped: '控制台中途停止',
      message_recalled: '用户的消息在读取之前已撤回',
      ambiguous: '多个气泡的文字相同',
      counted_elsewhere: '已计入同一消息的另一个请求',
    },
    sources: {
      poll: '从会话中读取。',
      webhook: '由 webhook 事件得知。',
      long_connection: '由长连接上的事件得知。',
      stdin: '由其他监听程序提供。',
      console: '由本控制台之后的请求得知。',
    },
    notes: {
      waiting: '得知结果后会立即显示在这里。',
      clicked: '手动输入与气泡相同的文字也算点击。',
      ambiguous: '多个气泡的文字相同，无法确定是哪一个。',
      untouched: '之后由事件得知的点击仍会计入。气泡是否过期，文档未说明。',
    },
    fix: { no_scope: '添加权限', no_access: '检测连接', not_watched: '查看会话' },
  },
})
