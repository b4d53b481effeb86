import type { Page } from '@playwright/test'
import {
  expectAccessible,
  expectAccessibleLooks,
  expectDifferentLook,
  expectNoAxeViolations,
  expectNoMotion,
  expectNoOverflow,
  expectVisibleFocus,
  inEachLanguage,
  WIDE,
} from './accessibility.ts'
import { expect, test } from './fixtures.ts'

test('Compose in all states and Error codes have no axe violation', async ({ page }) => {
  test.slow()
  await page.goto('/')
  await expect(page.getByRole('textbox', { name: 'Bubble 1, Default', exact: true })).toBeVisible()
  await expectAccessible(page)
  // From here the page is in Chinese and, after each check, 390 px wide.
  const first = page.getByRole('textbox', { name: '气泡 1，默认', exact: true })
  const response = page.getByRole('region', { name: '响应', exact: true })

  await page.keyboard.press('ControlOrMeta+Enter')
  await expectAccessible(page)

  await page.setViewportSize(WIDE)
  await first.fill('OK')
  await page.keyboard.press('ControlOrMeta+Enter')
  await expect(response.getByText('气泡已添加').first()).toBeVisible()
  await expectAccessible(page)

  await page.setViewportSize(WIDE)
  await page.keyboard.press('ControlOrMeta+Enter')
  await expect(response.getByText('230008').first()).toBeVisible()
  await inEachLanguage(page, async ({ looks }) => {
    await page.getByRole('button', { name: /^(More ways to send|更多发送方式)$/ }).click()
    await expectAccessibleLooks(page, looks)
    await page.keyboard.press('Escape')
  })

  await page.setViewportSize(WIDE)
  await page.getByRole('tab', { name: 'JSON', exact: true }).click()
  await page.getByRole('textbox', { name: '请求体 JSON' }).fill('{"follow_ups": [')
  await expectAccessible(page)

  await page.setViewportSize(WIDE)
  await page.getByRole('navigation').getByRole('link', { name: '错误码' }).click()
  await expect(page.getByText('230008').first()).toBeVisible()
  await inEachLanguage(page, async ({ looks }) => {
    for (const { width } of looks) {
      await page.setViewportSize({ ...WIDE, width })
      await expectNoOverflow(page)
    }
  })
  // A tenth of the codes, opened, stands for all.
  await page.getByRole('searchbox').fill('23000')
  await page.getByRole('button', { name: '全部展开' }).click()
  await expectAccessible(page)
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
