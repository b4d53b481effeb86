import type { Page } from '@playwright/test'

export type PictureLocale = 'zh' | 'en'
/** Returns the label in the language of the console. */
export type ChooseLabel = (labels: Record<PictureLocale, string>) => string

/** @param pause called between the actions of the step */
export type WalkStep = (
  page: Page,
  label: ChooseLabel,
  pause?: () => Promise<unknown>,
) => Promise<void>

/** The steps before a picture is taken, from an empty page to the response. */
export const WALK: readonly WalkStep[] = [createMessage, composeTwoBubbles, send]

async function createMessage(page: Page, label: ChooseLabel): Promise<void> {
  const name = label({ zh: '新消息', en: 'New message' })
  await page.getByRole('button', { name, exact: true }).click()
  await responsePane(page, label)
    .getByText(/om_\w+/)
    .first()
    .waitFor()
}

async function composeTwoBubbles(page: Page, label: ChooseLabel, pause?: () => Promise<unknown>) {
  await composeBubble(page, label, 1, '查看物流进度', 'Track my parcel')
  await pause?.()
  await page.getByRole('button', { name: label({ zh: '添加气泡', en: 'Add a bubble' }) }).click()
  await composeBubble(page, label, 2, '联系人工客服 🙋', 'Talk to a person 🙋')
}

async function composeBubble(
  page: Page,
  label: ChooseLabel,
  n: number,
  text: string,
  english: string,
) {
  const name = label({ zh: `气泡 ${n}`, en: `Bubble ${n}` })
  const bubble = page.getByRole('group', { name, exact: true })
  const field = (label: string) => bubble.getByRole('textbox', { name: label })
  await field(label({ zh: '默认文字', en: 'Default text' })).fill(text)
  await bubble
    .getByRole('button', { name: label({ zh: '添加语言', en: 'Add a language' }) })
    .click()
  await field(label({ zh: '英语文字', en: 'Text in English' })).fill(english)
}

async function send(page: Page, label: ChooseLabel): Promise<void> {
  await page.getByRole('button', { name: label({ zh: '发送', en: 'Send' }), exact: true }).click()
  await responsePane(page, label).getByText('{"code":0,"msg":"success","data":{}}').waitFor()
  // The pre-check of a second push appears after the response and changes the layout.
  const rejected = label({ zh: '会被拒绝，错误码 230008', en: 'Would be refused with 230008' })
  await page.getByText(rejected).first().waitFor()
}

/** Fills the support page up to the last check before the send. */
export async function prepareSupport(page: Page, label: ChooseLabel): Promise<void> {
  const next = page.getByRole('button', { name: label({ zh: '下一步', en: 'Next' }), exact: true })
  await page.goto('/support')
  await page.getByRole('radio', { name: /^(Confirm or cancel|确认或取消)/ }).check()
  await next.click()
  await page.getByRole('radio', { name: 'ou_' }).first().check()
  await next.click()
  await page.getByRole('figure').waitFor()
}

/** Opens the list of requests. */
export async function openHistory(page: Page): Promise<void> {
  await page.goto('/history')
  await page
    .getByRole('list', { name: /^(Sends|发送记录)/ })
    .getByRole('link')
    .first()
    .waitFor()
}

function responsePane(page: Page, label: ChooseLabel) {
  return page.getByRole('region', { name: label({ zh: '返回结果', en: 'Answer' }) })
}
