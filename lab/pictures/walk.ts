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

/** The steps before a picture is taken, from the example to the response. */
export const WALK: readonly WalkStep[] = [addLanguage, send]

async function addLanguage(page: Page, label: ChooseLabel, pause?: () => Promise<unknown>) {
  // A phone shows one language at a time.
  if ((page.viewportSize()?.width ?? 0) < 701) return
  await page
    .getByRole('button', { name: label({ zh: '语言', en: 'Languages' }), exact: true })
    .click()
  await page.getByRole('checkbox', { name: label({ zh: '日语', en: 'Japanese' }) }).check()
  await pause?.()
  await page.keyboard.press('Escape')
  for (const [n, text] of ['荷物はどこですか', '返金したい'].entries()) {
    const name = label({ zh: `气泡 ${n + 1}，日语`, en: `Bubble ${n + 1}, Japanese` })
    await page.getByRole('textbox', { name, exact: true }).fill(text)
    await pause?.()
  }
}

async function send(page: Page, label: ChooseLabel): Promise<void> {
  await page.getByRole('button', { name: label({ zh: '发送', en: 'Send' }), exact: true }).click()
  await page
    .getByRole('region', { name: label({ zh: '响应', en: 'Response' }) })
    .getByText('HTTP 200')
    .first()
    .waitFor()
  // The pre-check of a second push follows the response.
  await page.getByText('230008').filter({ visible: true }).first().waitFor()
}

/** Clicks the first bubble as the user of the emulator, and waits until the response shows it. */
export async function clickBubble(page: Page, label: ChooseLabel): Promise<void> {
  await page.evaluate(async () => {
    type Message = { message_id: string; create_time_ms: number; follow_ups: unknown[] }
    type Chat = { open_ids: string[]; messages: Message[] }
    const { chats } = (await (await fetch('/api/emulator/state')).json()) as { chats: Chat[] }
    const found = chats
      .flatMap(({ open_ids, messages }) => messages.map((one) => ({ ...one, user: open_ids[0] })))
      .filter(({ follow_ups }) => follow_ups.length > 0)
      .toSorted((a, b) => a.create_time_ms - b.create_time_ms)
      .at(-1)
    await fetch(`/api/emulator/users/${found?.user}/clicks`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ message_id: found?.message_id, index: 0 }),
    })
  })
  await page
    .getByRole('region', { name: label({ zh: '响应', en: 'Response' }) })
    .getByText(label({ zh: '点击了气泡 1', en: 'Clicked bubble 1' }))
    .waitFor()
}

/** Fills the support page up to the press of Send. */
export async function prepareSupport(page: Page, label: ChooseLabel): Promise<void> {
  const example = label({ zh: '确认或取消', en: 'Confirm or cancel' })
  await page.goto('/support')
  await page.getByRole('button', { name: example, exact: true }).click()
  const finder = page.getByRole('combobox', { name: /^(Name, email|姓名、邮箱)/ })
  await finder.fill('emma.clarke@example.com')
  await finder.press('Enter')
  await page.getByRole('figure').waitFor()
  await page.getByText(label({ zh: '可用', en: 'Available' }), { exact: true }).waitFor()
}

/** Opens the list of requests. */
export async function openHistory(page: Page): Promise<void> {
  await page.goto('/history')
  await page
    .getByRole('table', { name: /^(Deliveries and requests|发送记录)/ })
    .getByRole('link')
    .first()
    .waitFor()
}
