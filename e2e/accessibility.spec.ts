import type { Page } from '@playwright/test'
import {
  chooseLanguage,
  expectDifferentLook,
  expectNoAxeViolations,
  expectNoMotion,
  expectNoOverflow,
  expectVisibleFocus,
  inEachLook,
  LANGUAGES,
  WIDE,
} from './accessibility.ts'
import { forgetOnLeave } from './console-page.ts'
import { expect, test } from './fixtures.ts'

test('Compose in all states and Error codes have no axe violation', async ({ page }) => {
  test.slow()
  for (const { locale, looks } of LANGUAGES) {
    await test.step(locale, async () => {
      const name = (zh: string, en: string) => (locale === 'zh-CN' ? zh : en)
      await page.goto('/')
      await page.setViewportSize(WIDE)
      await chooseLanguage(page, locale)
      const check = () => inEachLook(page, looks, () => expectNoAxeViolations(page))
      const first = page.getByRole('textbox', {
        name: name('气泡 1，默认', 'Bubble 1, Default'),
        exact: true,
      })
      const response = page.getByRole('region', { name: name('响应', 'Response'), exact: true })
      const added = response.getByText(name('气泡已添加', 'Bubbles added')).first()
      await expect(first).toBeVisible()
      await check()

      await page.setViewportSize(WIDE)
      const bar = page.getByRole('region', { name: name('目标消息', 'Message'), exact: true })
      const parts = bar.locator('button[aria-haspopup=dialog][popovertarget]')
      for (const part of await parts.all()) {
        await part.click()
        await expect(page.getByRole('dialog').first()).toBeVisible()
        await expectNoAxeViolations(page)
        await page.keyboard.press('Escape')
        await expect(part).toBeFocused()
      }

      await first.fill('')
      await page.keyboard.press('ControlOrMeta+Enter')
      await check()

      await page.setViewportSize(WIDE)
      await first.fill('OK')
      await page.keyboard.press('ControlOrMeta+Enter')
      await expect(added).toBeVisible()
      await check()

      await page.setViewportSize(WIDE)
      await page.keyboard.press('ControlOrMeta+Enter')
      await expect(response.getByText('230008').first()).toBeVisible()
      await page.getByRole('button', { name: name('更多发送方式', 'More ways to send') }).click()
      await check()
      await page.keyboard.press('Escape')

      await page.setViewportSize(WIDE)
      await page.getByRole('tab', { name: 'JSON', exact: true }).click()
      await page
        .getByRole('textbox', { name: name('请求体 JSON', 'Request body as JSON') })
        .fill('{"follow_ups": [')
      await check()

      await page.setViewportSize(WIDE)
      await page
        .getByRole('navigation')
        .getByRole('link', { name: name('错误码', 'Error codes') })
        .click()
      await expect(page.getByRole('searchbox')).toBeVisible()
      await expect(page.getByText('230008').first()).toBeVisible()
      await inEachLook(page, looks, async () => {
        await expectNoAxeViolations(page)
        await expectNoOverflow(page)
      })
      await forgetOnLeave(page)
    })
  }
})

test.describe('200 % zoom, reduced motion, forced colors', () => {
  // A window of 1440 × 900 at 200 %.
  test.use({ viewport: { width: 720, height: 450 }, deviceScaleFactor: 2 })

  test.skip(
    ({ browserName }) => browserName !== 'chromium',
    'only Chromium emulates reduced motion and forced colors',
  )

  /** The pages with what brings them into the state to check. */
  const PAGES: Record<string, (page: Page) => Promise<void>> = {
    Compose: async (page) => {
      await page.getByRole('textbox', { name: 'Bubble 1, Default', exact: true }).fill('Progress')
      await page.keyboard.press('ControlOrMeta+Enter')
      await expect(page.getByText('Bubbles added').first()).toBeVisible()
    },
    // After Compose, so that it lists a send.
    History: async (page) => {
      await expect(page.getByText('Progress').first()).toBeVisible()
    },
    Support: async (page) => {
      await page.getByRole('button', { name: 'Confirm or cancel', exact: true }).click()
      const finder = page.getByRole('combobox', { name: /^Name, email/ })
      await finder.fill('emma.clarke@example.com')
      await finder.press('Enter')
      await expect(page.getByRole('group', { name: 'Recipient', exact: true })).toBeVisible()
    },
    Emulator: async (page) => {
      await expect(page.getByRole('region', { name: 'Messages' })).toBeVisible()
    },
    Apps: async (page) => {
      await expect(page.getByText('cli_0123456789abcdef').first()).toBeVisible()
    },
  }

  test('every page supports all three', async ({ page }) => {
    test.slow()
    // At this width the navigation is in the menu.
    const menu = page.getByRole('button', { name: 'Menu', exact: true })
    const link = (which: string) => page.getByRole('navigation').getByRole('link', { name: which })
    await page.goto('/')
    for (const [name, prepare] of Object.entries(PAGES)) {
      await test.step(name, async () => {
        await page.emulateMedia({ forcedColors: 'none' })
        if (name !== 'Compose') {
          await menu.click()
          await link(name).click()
        }
        await expect(page.locator('[aria-current=page]').first()).toHaveText(name)
        await prepare(page)
        await expectNoOverflow(page)
        await expectNoAxeViolations(page)
        await expectNoMotion(page)

        await page.emulateMedia({ forcedColors: 'active' })
        await expectNoAxeViolations(page)
        await menu.click()
        await expectDifferentLook(link(name), link('Error codes'))
        await page.keyboard.press('Escape')
        await page.locator('body').focus()
        await expectVisibleFocus(page, 30)
      })
    }
  })
})
