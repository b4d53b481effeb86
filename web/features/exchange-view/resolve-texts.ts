import { LIMITS } from '#contract/limits'
import { defineTexts } from '../../i18n/texts.ts'

export const resolveTexts = defineTexts({
  en: {
    title: 'Was it delivered?',
    lead: 'Unknown. Two ways to find out:',
    settled: 'Current result',
    again: 'Change',
    byPerson: (actor: string) => `Checked by ${actor}`,
    byRepeat: (actor: string) => `Confirmed by a retry of ${actor}`,
    note: 'Note',
    seeRepeat: 'View retry',
    repeatTitle: 'Retry to confirm',
    repeatWhy:
      'Sends the same call again. It never adds bubbles twice: if they were delivered, it returns 230008; if not, it adds them. How long 230008 is returned is undocumented.',
    repeat: 'Retry to confirm',
    repeating: 'Retrying…',
    left: (seconds: number) =>
      `About ${seconds} of ${LIMITS.messageAgeSeconds} s left. After that, a retry can’t tell.`,
    late: `The message is older than ${LIMITS.messageAgeSeconds} s: a retry returns 230002 and can’t tell.`,
    personTitle: 'I checked the chat',
    verdict: 'Result',
    noteLabel: 'How do you know? (optional)',
    save: 'Save',
    saving: 'Saving…',
    nowKnown: (verdict: string) => `Saved: ${verdict}`,
    repeatNotRecorded: 'The retry was sent, but its result is not yet saved. It counts once it is.',
  },
  zh: {
    title: '是否已送达？',
    lead: '结果未知。有两种方法确认：',
    settled: '当前结论',
    again: '更改',
    byPerson: (actor) => `由 ${actor} 确认`,
    byRepeat: (actor) => `由 ${actor} 重发确认`,
    note: '备注',
    seeRepeat: '查看重发',
    repeatTitle: '重发确认',
    repeatWhy:
      '再次发送同样的调用，不会重复添加气泡：如果上次已送达，返回 230008；如果没有，这次会添加。230008 会持续多久，文档未说明。',
    repeat: '重发确认',
    repeating: '正在重发…',
    left: (seconds) => `${LIMITS.messageAgeSeconds} 秒内约剩 ${seconds} 秒，之后重发无法确认结果。`,
    late: `消息已超过 ${LIMITS.messageAgeSeconds} 秒：重发会返回 230002，无法从中得知结果。`,
    personTitle: '我已查看会话',
    verdict: '结果',
    noteLabel: '如何确认的？（可选）',
    save: '保存',
    saving: '正在保存…',
    nowKnown: (verdict) => `已保存：${verdict}`,
    repeatNotRecorded: '重发已发出，但结果尚未保存；保存后才会计入。',
  },
})
