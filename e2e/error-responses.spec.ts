import type { Page } from '@playwright/test'
import { lookUpErrorCode } from '#contract/catalogue/catalogue'
import type { ErrorMeaning } from '#contract/catalogue/error-code'
import { chooseLanguage } from './accessibility.ts'
import { defaultText, newMessage, part, pickSample } from './console-page.ts'
import { expect, test } from './fixtures.ts'

async function setSkipValidation(page: Page, skip: boolean): Promise<void> {
  await page.getByRole('button', { name: 'More ways to send', exact: true }).click()
  await page.getByRole('menuitemcheckbox', { name: 'Skip validation' }).setChecked(skip)
  await page.keyboard.press('Escape')
}

async function editJson(page: Page, body: unknown): Promise<void> {
  await part.composer(page).getByRole('tab', { name: 'JSON', exact: true }).click()
  await page.getByRole('textbox', { name: 'Request body as JSON' }).fill(JSON.stringify(body))
}

/** The codes that a sample message shows. */
const SAMPLE_CODES = [230002, 230003, 230004, 230005, 230006, 230008]

/** Presses Send and expects a code with its meaning. */
async function expectCode(page: Page, code: number): Promise<ErrorMeaning> {
  const entry = lookUpErrorCode('push_follow_up', code)
  if (!entry) throw new Error(`${code} is not in the catalogue`)
  await part.send(page).click()
  const response = part.response(page)
  await expect(response.getByRole('heading', { name: new RegExp(`^${code} \\S`) })).toBeVisible()
  await expect(response.getByText(`"code": ${code}`)).toBeVisible()
  await expect(response.getByText(`"msg": "${entry.msg}"`)).toBeVisible()
  await expect(response.getByText(entry.meaning.en)).toBeVisible()
  await expect(response.getByText(entry.advice.en)).toBeVisible()
  return entry
}

test('each code is shown with its meaning, in Chinese after a change of the language', async ({
  page,
}) => {
  test.slow()
  await page.goto('/?target=om_unknown')
  await defaultText(page, 1).fill('OK')

  await test.step('an unknown ID: 99992354', async () => {
    await part.send(page).click()
    await expect(part.response(page).getByText('"code": 99992354')).toBeVisible()
  })

  for (const code of SAMPLE_CODES) {
    await test.step(`a sample message: ${code}`, async () => {
      await pickSample(page, code)
      await expectCode(page, code)
    })
  }

  await test.step('an empty text: 230007', async () => {
    await newMessage(page)
    await defaultText(page, 1).fill('   ')
    await setSkipValidation(page, true)
    await expectCode(page, 230007)
  })

  await test.step('a body of the wrong shape: the gateway’s 99992402', async () => {
    await setSkipValidation(page, false)
    await editJson(page, {
      follow_ups: [{ content: 'a', i18n_contents: [{ content: 'b', language: 'xx_yy' }] }],
    })
    await expect(part.send(page)).toHaveAttribute('aria-disabled', 'true')
    await setSkipValidation(page, true)
    await part.send(page).click()
    await expect(part.response(page).getByText('"code": 99992402')).toBeVisible()
    await expect(part.response(page).getByText('"field_violations"')).toBeVisible()
  })

  await test.step('four bubbles: 230001', async () => {
    await editJson(page, { follow_ups: ['a', 'b', 'c', 'd'].map((content) => ({ content })) })
    const { meaning, advice } = await expectCode(page, 230001)
    await chooseLanguage(page, 'zh-CN')
    const response = page.getByRole('region', { name: '响应', exact: true })
    await expect(response.getByText(meaning.zh)).toBeVisible()
    await expect(response.getByText(advice.zh)).toBeVisible()
  })
})
