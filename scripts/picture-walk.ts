import type { Page } from '@playwright/test'

export type Locale = 'zh' | 'en'
/** Chooses the label in the language of the console. */
export type Say = (labels: Record<Locale, string>) => string

/** @param pause called after each thing that is done on the way */
export type Step = (page: Page, say: Say, pause?: () => Promise<unknown>) => Promise<void>

/** What is done on the page before its picture is taken, in order. */
export const WALK: readonly Step[] = [createMessage, composeTwoBubbles, send]

async function createMessage(page: Page, say: Say): Promise<void> {
  const name = say({ zh: '新消息', en: 'New message' })
  await page.getByRole('button', { name, exact: true }).click()
  await answer(page, say)
    .getByText(/om_\w+/)
    .first()
    .waitFor()
}

async function composeTwoBubbles(page: Page, say: Say, pause?: () => Promise<unknown>) {
  await composeBubble(page, say, 1, '查看物流进度', 'Track my parcel')
  await pause?.()
  await page.getByRole('button', { name: say({ zh: '添加气泡', en: 'Add a bubble' }) }).click()
  await composeBubble(page, say, 2, '联系人工客服 🙋', 'Talk to a person 🙋')
}

async function composeBubble(page: Page, say: Say, n: number, text: string, english: string) {
  const name = say({ zh: `气泡 ${n}`, en: `Bubble ${n}` })
  const bubble = page.getByRole('group', { name, exact: true })
  const field = (label: string) => bubble.getByRole('textbox', { name: label })
  await field(say({ zh: '默认文字', en: 'Default text' })).fill(text)
  await bubble.getByRole('button', { name: say({ zh: '添加语言', en: 'Add a language' }) }).click()
  await field(say({ zh: '英语文字', en: 'Text in English' })).fill(english)
}

async function send(page: Page, say: Say): Promise<void> {
  await page.getByRole('button', { name: say({ zh: '发送', en: 'Send' }), exact: true }).click()
  await answer(page, say).getByText('{"code":0,"msg":"success","data":{}}').waitFor()
  // What would come of a second one is asked after the answer, and takes room of its own.
  const refused = say({ zh: '会被拒绝，错误码 230008', en: 'Would be refused with 230008' })
  await page.getByText(refused).first().waitFor()
}

/** The check before the send, on the page for whoever never reads JSON. */
export async function prepareSupport(page: Page, say: Say): Promise<void> {
  const next = page.getByRole('button', { name: say({ zh: '下一步', en: 'Next' }), exact: true })
  await page.goto('/support')
  await page.getByRole('radio', { name: /^(Confirm or cancel|确认或取消)/ }).check()
  await next.click()
  await page.getByRole('radio', { name: 'ou_' }).first().check()
  await next.click()
  await page.getByRole('figure').waitFor()
}

/** The list of what was sent. */
export async function lookAtHistory(page: Page): Promise<void> {
  await page.goto('/history')
  await page
    .getByRole('list', { name: /^(Sends|发送记录)/ })
    .getByRole('link')
    .first()
    .waitFor()
}

function answer(page: Page, say: Say) {
  return page.getByRole('region', { name: say({ zh: '返回结果', en: 'Answer' }) })
}
