import type { Page } from '@playwright/test'
import { expectFocusInSight, expectNoMotion, expectNoOverflow, expectStandsOut } from './at-ease.ts'
import { expectNoAxeViolations } from './axe.ts'
import { defaultText, newMessage, sendAndExpect } from './console.ts'
import { expect, test } from './fixtures.ts'
import { LOOKS } from './looks.ts'

for (const { locale, colorScheme, width } of LOOKS) {
  test.describe(`${locale}, ${colorScheme}, ${width} px`, () => {
    test.use({ locale, colorScheme, viewport: { width, height: 900 } })

    const zh = locale === 'zh-CN'
    const name = (inChinese: string, inEnglish: string) => (zh ? inChinese : inEnglish)

    test('axe finds nothing on the console in any of its states', async ({ page }) => {
      const newMessage = page.getByRole('button', {
        name: name('新消息', 'New message'),
        exact: true,
      })
      await page.goto('/')
      await expect(newMessage).toBeVisible()
      await page.getByText(name('发给谁、写什么', 'To whom, and what it says')).click()
      await page.getByText(name('预置消息', 'Prepared messages'), { exact: false }).click()
      await expectNoAxeViolations(page)

      await newMessage.click()
      await expect(
        page.getByRole('heading', { name: name('消息已发送', 'Message sent') }),
      ).toBeVisible()
      await page
        .getByRole('button', { name: name('添加语言', 'Add a language') })
        .first()
        .click()
      await page.keyboard.press('Control+Enter')
      await expectNoAxeViolations(page)

      await page.getByRole('textbox', { name: name('英语文字', 'Text in English') }).fill('OK')
      await page.getByLabel(name('默认文字', 'Default text')).first().fill('好')
      await page.keyboard.press('Control+Enter')
      await expect(
        page.getByRole('heading', { name: name('气泡已添加', 'Bubbles added') }),
      ).toBeVisible()
      await expectNoAxeViolations(page)

      await page.keyboard.press('Control+Enter')
      await expect(page.getByText('follow up already exist.').first()).toBeVisible()
      await page.getByRole('radio', { name: 'JSON' }).check()
      await page
        .getByRole('textbox', { name: name('请求体 JSON', 'Request body as JSON') })
        .fill('{"follow_ups": [')
      await expectNoAxeViolations(page)
    })

    test('axe finds nothing on the error codes, and nothing is wider than the page', async ({
      page,
    }) => {
      await page.goto('/error-codes')
      await expect(page.getByText('230008').first()).toBeVisible()
      await expectNoAxeViolations(page)
      await expectNoOverflow(page)
    })
  })
}

test.describe('200 % zoom, less motion, forced colours', () => {
  // What is left of 1440 × 900 at twice the size.
  test.use({ viewport: { width: 720, height: 450 }, deviceScaleFactor: 2 })

  const PAGES: Record<string, (page: Page) => Promise<void>> = {
    Console: answered,
    Support: async (page) => {
      await page.goto('/support')
      await page.getByRole('radio', { name: /^Confirm or cancel/ }).check()
      await page.getByRole('button', { name: 'Next', exact: true }).click()
      await page.getByRole('radio', { name: 'ou_' }).first().check()
    },
    History: async (page) => {
      await answered(page)
      await page.goto('/history')
      await expect(page.getByRole('list', { name: 'Sends, newest first' })).toBeVisible()
    },
    Phone: async (page) => {
      await page.goto('/phone')
      await expect(page.getByRole('region', { name: 'Messages' })).toBeVisible()
    },
    Profiles: async (page) => {
      await page.goto('/profiles')
      await expect(page.getByText('cli_emulator').first()).toBeVisible()
    },
  }

  async function answered(page: Page): Promise<void> {
    await page.goto('/')
    await newMessage(page)
    await defaultText(page, 1).fill('Progress')
    await sendAndExpect(page, 'Bubbles added')
  }

  test.skip(
    ({ browserName }) => browserName !== 'chromium',
    'only Chromium can be told to have less motion and forced colours',
  )

  for (const [name, open] of Object.entries(PAGES)) {
    test(`${name} takes all three`, async ({ page }) => {
      await open(page)
      await expectNoOverflow(page)
      await expectNoAxeViolations(page)
      await expectNoMotion(page)

      await page.emulateMedia({ forcedColors: 'active' })
      await expectNoAxeViolations(page)
      const link = (which: string) =>
        page.getByRole('navigation').getByRole('link', { name: which })
      await expectStandsOut(link(name), link('Error codes'))
      await page.locator('body').focus()
      await expectFocusInSight(page, 30)
    })
  }
})
