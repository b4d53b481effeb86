import type { Page } from '@playwright/test'
import { lookUpErrorCode } from '#contract/catalogue'
import { defaultText, newMessage, part, pickPrepared } from './console.ts'
import { expect, test } from './fixtures.ts'

async function sendAnyway(page: Page): Promise<void> {
  await page.getByRole('switch', { name: 'Send anyway' }).check()
}

async function editJson(page: Page, body: unknown): Promise<void> {
  await part.composer(page).getByRole('radio', { name: 'JSON' }).check()
  await page.getByRole('textbox', { name: 'Request body as JSON' }).fill(JSON.stringify(body))
}

/** How a person brings each code about with what the page offers. */
const WAYS: Record<number, (page: Page) => Promise<void>> = {
  230001: async (page) => {
    await newMessage(page)
    await editJson(page, { follow_ups: ['a', 'b', 'c', 'd'].map((content) => ({ content })) })
    await sendAnyway(page)
  },
  230002: (page) => pickPrepared(page, 230002),
  230003: (page) => pickPrepared(page, 230003),
  230004: (page) => pickPrepared(page, 230004),
  230005: (page) => pickPrepared(page, 230005),
  230006: (page) => pickPrepared(page, 230006),
  230007: async (page) => {
    await newMessage(page)
    await defaultText(page, 1).fill('   ')
    await sendAnyway(page)
  },
  230008: (page) => pickPrepared(page, 230008),
}

for (const [number, bringAbout] of Object.entries(WAYS)) {
  const code = Number(number)
  test(`${code} is shown with its meaning in English and Chinese`, async ({ page }) => {
    const known = lookUpErrorCode('push_follow_up', code)
    if (!known) throw new Error(`${code} is not in the catalogue`)
    await page.goto('/')
    await defaultText(page, 1).fill('OK')
    await bringAbout(page)
    await part.send(page).click()

    const answer = part.answer(page)
    await expect(answer.getByText(known.msg, { exact: true })).toBeVisible()
    await expect(answer.getByText(`"code":${code}`)).toBeVisible()
    await expect(answer.getByText(known.meaning.en)).toBeVisible()
    await expect(answer.getByText(known.advice.en)).toBeVisible()

    await page.getByRole('radio', { name: '中文' }).check()
    const answerInChinese = page.getByRole('region', { name: '返回结果' })
    await expect(answerInChinese.getByText(known.meaning.zh)).toBeVisible()
    await expect(answerInChinese.getByText(known.advice.zh)).toBeVisible()
  })
}

test('a body of the wrong shape shows the gateway’s 99992402', async ({ page }) => {
  await page.goto('/')
  await newMessage(page)
  await editJson(page, {
    follow_ups: [{ content: 'a', i18n_contents: [{ content: 'b', language: 'xx_yy' }] }],
  })
  await expect(part.send(page)).toHaveAttribute('aria-disabled', 'true')
  await sendAnyway(page)
  await part.send(page).click()
  await expect(part.answer(page).getByText('"code":99992402')).toBeVisible()
  await expect(part.answer(page).getByText('"field_violations"')).toBeVisible()
})

test('an id that nobody gave out shows 99992354', async ({ page }) => {
  await page.goto('/')
  await part.messageId(page).fill('om_nobody')
  await defaultText(page, 1).fill('OK')
  await part.send(page).click()
  await expect(part.answer(page).getByText('"code":99992354')).toBeVisible()
})
