import type { Page } from '@playwright/test'
import { lookUpErrorCode } from '#contract/catalogue/catalogue'
import { defaultText, newMessage, part, pickSample } from './console-page.ts'
import { expect, test } from './fixtures.ts'

async function sendAnyway(page: Page): Promise<void> {
  await page.getByRole('switch', { name: 'Send anyway' }).check()
}

async function editJson(page: Page, body: unknown): Promise<void> {
  await part.composer(page).getByRole('radio', { name: 'JSON' }).check()
  await page.getByRole('textbox', { name: 'Request body as JSON' }).fill(JSON.stringify(body))
}

/** The codes that a sample message shows. */
const SAMPLE_CODES = [230002, 230003, 230004, 230005, 230006, 230008]

/** Presses Send and expects a code with its meaning in both languages. */
async function expectCode(page: Page, code: number): Promise<void> {
  const entry = lookUpErrorCode('push_follow_up', code)
  if (!entry) throw new Error(`${code} is not in the catalogue`)
  await part.send(page).click()
  const response = part.response(page)
  await expect(response.getByText(entry.msg, { exact: true })).toBeVisible()
  await expect(response.getByText(`"code":${code}`)).toBeVisible()
  await expect(response.getByText(entry.meaning.en)).toBeVisible()
  await expect(response.getByText(entry.advice.en)).toBeVisible()

  await page.getByRole('radio', { name: '中文' }).check()
  const responseInChinese = page.getByRole('region', { name: '返回结果' })
  await expect(responseInChinese.getByText(entry.meaning.zh)).toBeVisible()
  await expect(responseInChinese.getByText(entry.advice.zh)).toBeVisible()
  await page.getByRole('radio', { name: 'English' }).check()
}

test('the code of each sample message is shown with its meaning in English and Chinese', async ({
  page,
}) => {
  await page.goto('/')
  await defaultText(page, 1).fill('OK')
  for (const code of SAMPLE_CODES) {
    await test.step(String(code), async () => {
      await pickSample(page, code)
      await expectCode(page, code)
    })
  }
})

test('the codes of invalid bubbles are shown with their meaning in English and Chinese', async ({
  page,
}) => {
  await page.goto('/')
  await newMessage(page)
  await defaultText(page, 1).fill('   ')
  await sendAnyway(page)
  await test.step('230007', () => expectCode(page, 230007))
  await editJson(page, { follow_ups: ['a', 'b', 'c', 'd'].map((content) => ({ content })) })
  await test.step('230001', () => expectCode(page, 230001))
})

test('a body of the wrong shape shows the gateway’s 99992402, an unknown id 99992354', async ({
  page,
}) => {
  await page.goto('/')
  await part.messageId(page).fill('om_unknown')
  await defaultText(page, 1).fill('OK')
  await part.send(page).click()
  await expect(part.response(page).getByText('"code":99992354')).toBeVisible()

  await newMessage(page)
  await editJson(page, {
    follow_ups: [{ content: 'a', i18n_contents: [{ content: 'b', language: 'xx_yy' }] }],
  })
  await expect(part.send(page)).toHaveAttribute('aria-disabled', 'true')
  await sendAnyway(page)
  await part.send(page).click()
  await expect(part.response(page).getByText('"code":99992402')).toBeVisible()
  await expect(part.response(page).getByText('"field_violations"')).toBeVisible()
})
