import type { Page } from '@playwright/test'
import {
  expectDifferentLook,
  expectNoAxeViolations,
  expectNoMotion,
  expectNoOverflow,
  expectVisibleFocus,
  inEachLook,
  LANGUAGES,
} from './accessibility.ts'
import { defaultText, newMessage, sendAndExpect } from './console-page.ts'
import { expect, test } from './fixtures.ts'

for (const { locale, looks } of LANGUAGES) {
  test.describe(locale, () => {
    test.use({ locale })

    const name = (zh: string, en: string) => (locale === 'zh-CN' ? zh : en)

    test('Compose in all states and Error codes have no axe violation', async ({ page }) => {
      const check = () => inEachLook(page, looks, () => expectNoAxeViolations(page))
      const newMessage = page.getByRole('button', {
        name: name('新消息', 'New message'),
        exact: true,
      })
      await page.goto('/')
      await expect(newMessage).toBeVisible()
      await page.getByText(name('发给谁、写什么', 'To whom, and what it says')).click()
      await page.getByText(name('预置消息', 'Prepared messages'), { exact: false }).click()
      await check()

      await newMessage.click()
      await expect(
        page.getByRole('heading', { name: name('消息已发送', 'Message sent') }),
      ).toBeVisible()
      await page
        .getByRole('button', { name: name('添加语言', 'Add a language') })
        .first()
        .click()
      await page.keyboard.press('Control+Enter')
      await check()

      await page.getByRole('textbox', { name: name('英语文字', 'Text in English') }).fill('OK')
      await page.getByLabel(name('默认文字', 'Default text')).first().fill('好')
      await page.keyboard.press('Control+Enter')
      await expect(
        page.getByRole('heading', { name: name('气泡已添加', 'Bubbles added') }),
      ).toBeVisible()
      await check()

      await page.keyboard.press('Control+Enter')
      await expect(page.getByText('follow up already exist.').first()).toBeVisible()
      await page.getByRole('radio', { name: 'JSON' }).check()
      await page
        .getByRole('textbox', { name: name('请求体 JSON', 'Request body as JSON') })
        .fill('{"follow_ups": [')
      await check()

      await page.goto('/error-codes')
      await expect(page.getByText('230008').first()).toBeVisible()
      await inEachLook(page, looks, async () => {
        await expectNoAxeViolations(page)
        await expectNoOverflow(page)
      })
    })
  })
}

test.describe('200 % zoom, reduced motion, forced colors', () => {
  // A window of 1440 × 900 at 200 %.
  test.use({ viewport: { width: 720, height: 450 }, deviceScaleFactor: 2 })

  test.skip(
    ({ browserName }) => browserName !== 'chromium',
    'only Chromium emulates reduced motion and forced colors',
  )

  const PAGES: Record<string, (page: Page) => Promise<void>> = {
    Console: async (page) => {
      await page.goto('/')
      await newMessage(page)
      await defaultText(page, 1).fill('Progress')
      await sendAndExpect(page, 'Bubbles added')
    },
    // After Console, so that it lists a send.
    History: async (page) => {
      await page.goto('/history')
      await expect(page.getByRole('list', { name: 'Sends, newest first' })).toBeVisible()
    },
    Support: async (page) => {
      await page.goto('/support')
      await page.getByRole('radio', { name: /^Confirm or cancel/ }).check()
      await page.getByRole('button', { name: 'Next', exact: true }).click()
      await page.getByRole('radio', { name: 'ou_' }).first().check()
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

  test('every page supports all three', async ({ page }) => {
    test.slow()
    for (const [name, open] of Object.entries(PAGES)) {
      await test.step(name, async () => {
        await page.emulateMedia({ forcedColors: 'none' })
        await open(page)
        await expectNoOverflow(page)
        await expectNoAxeViolations(page)
        await expectNoMotion(page)

        await page.emulateMedia({ forcedColors: 'active' })
        await expectNoAxeViolations(page)
        const link = (which: string) =>
          page.getByRole('navigation').getByRole('link', { name: which })
        await expectDifferentLook(link(name), link('Error codes'))
        await page.locator('body').focus()
        await expectVisibleFocus(page, 30)
      })
    }
  })
})
