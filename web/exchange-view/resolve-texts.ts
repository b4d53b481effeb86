import { LIMITS } from '#contract/limits'
import { defineTexts } from '../i18n/texts.ts'

export const resolveTexts = defineTexts({
  en: {
    title: 'What became of it?',
    lead: 'Nobody knows yet. Two ways to find out; each is written down as a row of its own, and the send itself stays as it is.',
    settled: 'What is known now',
    again: 'Decide anew',
    byPerson: (actor: string) => `Decided by ${actor}`,
    byRepeat: (actor: string) => `Shown by a repeat, sent by ${actor}`,
    note: 'Note',
    seeRepeat: 'See the repeat',
    repeatTitle: 'Send it again, on purpose',
    repeatWhy:
      'The same call goes out once more. No second bubble can appear: a message takes bubbles once. If the first send landed, the platform answers 230008 and nothing changes; if it did not, this one puts the bubbles there. (Assumed: Feishu does not document how long 230008 lasts.)',
    repeat: 'Send again to find out',
    repeating: 'Sending again…',
    left: (seconds: number) =>
      `About ${seconds} of ${LIMITS.messageAgeSeconds} seconds are left; after that the platform only answers that the message has expired.`,
    late: `The ${LIMITS.messageAgeSeconds} seconds are over: the platform will most likely answer 230002, from which nothing can be learned.`,
    personTitle: 'Look in the chat and say what you see',
    verdict: 'What became of the send',
    noteLabel: 'How do you know? (optional)',
    save: 'Write it down',
    saving: 'Writing it down…',
    nowKnown: (verdict: string) => `Written down: ${verdict}`,
    repeatNotRecorded:
      'The repeat was sent, but its end could not be written to the ledger yet; it will count once it is.',
  },
  zh: {
    title: '它到底怎么样了？',
    lead: '目前没有人知道。有两种办法查清；每次判定都单独记一行，原来的发送记录不会改动。',
    settled: '目前所知',
    again: '重新判定',
    byPerson: (actor) => `由 ${actor} 判定`,
    byRepeat: (actor) => `由一次有意的重发得知，发送者 ${actor}`,
    note: '备注',
    seeRepeat: '查看那次重发',
    repeatTitle: '有意再发一次',
    repeatWhy:
      '把同样的调用再发一次，不会产生第二个气泡：一条消息只能添加一次气泡。如果上次已生效，平台返回 230008，什么也不会变；如果没有生效，这次就会添加上。（假定：飞书没有说明 230008 持续多久。）',
    repeat: '再次发送以确认',
    repeating: '正在再次发送…',
    left: (seconds) =>
      `${LIMITS.messageAgeSeconds} 秒里大约还剩 ${seconds} 秒；过后平台只会返回消息已过期。`,
    late: `${LIMITS.messageAgeSeconds} 秒已过：平台多半返回 230002，从中什么也得不知。`,
    personTitle: '到会话里查看，说明你看到了什么',
    verdict: '这次发送的结果',
    noteLabel: '你是怎么知道的？（可不填）',
    save: '记下来',
    saving: '正在记录…',
    nowKnown: (verdict) => `已记录：${verdict}`,
    repeatNotRecorded: '重发已发出，但结果还没能写入账本；写成之后才会计入。',
  },
})
