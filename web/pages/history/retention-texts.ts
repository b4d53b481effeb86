import { defineTexts } from '../../i18n/texts.ts'

const requests = (count: number) => (count === 1 ? '1 request' : `${count} requests`)

/** The texts of the dialog that deletes old requests. */
export const retentionTexts = defineTexts({
  en: {
    retentionTitle: 'Delete old requests',
    retentionLead:
      'Permanently deletes requests beyond either limit. Requests still being sent are kept. Export or back up what you need first.',
    standing: (limits: string) =>
      `Automatic cleanup keeps ${limits} and runs every hour (RETENTION_DAYS, RETENTION_ROWS).`,
    standingDays: (days: number) => (days === 1 ? 'the last day' : `the last ${days} days`),
    standingCount: (count: number) => `at most ${requests(count)}`,
    standingAnd: ', ',
    standingNone: 'Automatic cleanup is off. Set RETENTION_DAYS or RETENTION_ROWS to turn it on.',
    cleanupHeld: (count: number, total: number) =>
      `${count} of ${requests(total)} are too old. They are deleted if a check a day later agrees.`,
    clockAhead: 'The server’s clock is far ahead of the latest request. Check it.',
    clockBehind: 'The server’s clock is behind the latest request. Check it.',
    maxAge: 'Days to keep',
    maxCount: 'Requests to keep',
    noLimit: 'no limit',
    maxAgeError: 'Enter a whole number from 1 to 36,500, or leave it empty.',
    maxCountError: 'Enter a whole number from 1 to 10,000,000, or leave it empty.',
    dryRun: 'Preview',
    wouldRemove: (count: number, from: string, to: string) =>
      `${requests(count)} will be deleted, from ${from} to ${to}.`,
    wouldRemoveNone: 'No requests to delete.',
    removed: (count: number) => `${requests(count)} deleted.`,
    remove: 'Delete permanently',
    working: 'Working…',
  },
  zh: {
    retentionTitle: '删除旧记录',
    retentionLead: '超出任一上限的记录会被永久删除，发送中的请求除外。需要的记录请先导出或备份。',
    standing: (limits) => `服务器每小时自动清理，${limits}（RETENTION_DAYS、RETENTION_ROWS）。`,
    standingDays: (days) => `保留最近 ${days} 天`,
    standingCount: (count) => `最多保留 ${count} 条`,
    standingAnd: '，',
    standingNone: '自动清理未开启，可用 RETENTION_DAYS 或 RETENTION_ROWS 开启。',
    cleanupHeld: (count, total) =>
      `${total} 条中有 ${count} 条已超期。一天后再次检查，结果一致才会删除。`,
    clockAhead: '服务器时钟比最近一条记录快很多，请检查。',
    clockBehind: '服务器时钟比最近一条记录慢，请检查。',
    maxAge: '保留天数',
    maxCount: '保留条数',
    noLimit: '不限',
    maxAgeError: '请输入 1–36,500 的整数，或留空。',
    maxCountError: '请输入 1–10,000,000 的整数，或留空。',
    dryRun: '预览',
    wouldRemove: (count, from, to) => `将删除 ${count} 条记录，从 ${from} 到 ${to}。`,
    wouldRemoveNone: '没有需要删除的记录。',
    removed: (count) => `已删除 ${count} 条记录。`,
    remove: '永久删除',
    working: '处理中…',
  },
})
