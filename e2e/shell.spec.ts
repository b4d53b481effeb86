import type { Page } from '@playwright/test'
import {
  chooseLanguage,
  expectAccessible,
  expectNoAxeViolations,
  expectNoOverflow,
  inEachLanguage,
  WIDE,
} from './accessibility.ts'
import { expect, test } from './fixtures.ts'

const pageLink = (page: Page, name: string) =>
  page.getByRole('navigation').getByRole('link', { name, exact: true })

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false, locale: 'zh-CN' })

  test('the page is shown in the language of the browser or the chosen one', async ({
    page,
    context,
  }) => {
    await page.goto('/')
    await expect(page.locator('h1')).toHaveText('跟随气泡控制台')
    await expect(page.locator('main textarea').first()).toBeVisible()
    await context.addCookies([{ name: 'follow-up-console.locale', value: 'en', url: page.url() }])
    await page.goto('/history')
    await expect(page.locator('h1')).toHaveText('Follow-up Console')
    await expect(page.locator('[aria-current="page"]')).toHaveText('History')
  })
})

test('the header is one line at every width, with a menu on a phone, and keeps its choices', async ({
  page,
}) => {
  await page.goto('/apps')
  await inEachLanguage(page, async ({ locale }) => {
    const say = <T>(zh: T, en: T) => (locale === 'zh-CN' ? zh : en)
    await test.step('remembers the language for the server, which renders the next page in it', async () => {
      const cookies = await page.context().cookies()
      expect(cookies).toContainEqual(
        expect.objectContaining({
          name: 'follow-up-console.locale',
          value: say('zh', 'en'),
          path: '/',
          sameSite: 'Lax',
        }),
      )
      const html = await (await page.request.get('/apps')).text()
      expect(html).toContain(`<html lang="${locale === 'zh-CN' ? 'zh-CN' : 'en'}"`)
    })
    await test.step('is one line of at most 48 px', async () => {
      for (const width of [1920, 1440, 1280, 1024, 390]) {
        await page.setViewportSize({ width, height: 844 })
        const header = page.getByRole('banner')
        const box = await header.boundingBox()
        expect(box, `${width} px`).toMatchObject({ x: 0, y: 0, width })
        expect(box?.height, `${width} px`).toBeLessThanOrEqual(48)
        await expectNoOverflow(page, `${width} px`)
        const name = page.getByRole('heading', { level: 1 })
        expect(await name.evaluate((one) => one.scrollWidth - one.clientWidth)).toBe(0)
      }
    })

    await test.step('has a menu with pages, language and theme', async () => {
      const menu = page.getByRole('button', { name: say('菜单', 'Menu') })
      await expect(page.getByRole('navigation')).toBeHidden()
      await menu.click()
      await expectNoAxeViolations(page)
      await expectNoOverflow(page)
      const theme = page.getByRole('combobox', { name: say('主题', 'Theme'), exact: true })
      await theme.selectOption(say('light', 'dark'))
      await expect(page.locator('html')).toHaveAttribute('data-theme', say('light', 'dark'))
      await page.keyboard.press('Escape')
      await expect(page.getByRole('navigation')).toBeHidden()
      await expect(menu).toBeFocused()

      await menu.click()
      await pageLink(page, say('应用', 'History')).click()
      await expect(page).toHaveURL(say(/\/apps$/, /\/history$/))
      await expect(page.getByRole('navigation')).toBeHidden()
      await expect(page.locator('body')).not.toBeFocused()
    })
  })

  await test.step('keeps language and theme after a reload', async () => {
    await page.setViewportSize(WIDE)
    await chooseLanguage(page, 'zh-CN')
    await expect(page.getByRole('heading', { name: '跟随气泡控制台' })).toBeVisible()
    await page.getByRole('combobox', { name: '主题', exact: true }).selectOption('深色')
    await page.reload()
    await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN')
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
    await expect(page.getByRole('combobox', { name: '主题', exact: true })).toHaveValue('dark')
  })
})

test('the first Tab stop goes to the first text of Compose, else to the content', async ({
  page,
}) => {
  await test.step('Compose keeps its address', async () => {
    await page.goto('/?x=1')
    await expect(page.locator('#root > main [data-first-text]').first()).toBeVisible()
    await page.keyboard.press('Tab')
    await expect(page.getByRole('link', { name: 'Skip to content' })).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(page.locator('[data-first-text]:focus')).toBeVisible()
    await page.keyboard.type('Hello')
    await expect(page.locator('textarea:focus, input:focus')).toHaveValue(/Hello/)
    expect(new URL(page.url()).hash).toBe('')
  })

  await test.step('Apps', async () => {
    await page.goto('/apps')
    await expect(page.getByRole('button', { name: 'Add manually' })).toBeVisible()
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('main')).toBeFocused()
    await page.keyboard.press('Tab')
    await expect(page.getByRole('button', { name: 'Add manually' })).toBeFocused()
  })
})

test.describe('an address', () => {
  test.use({ expectedStatuses: [404] })

  test('of an earlier version opens its page, an unknown one says so and links to Compose', async ({
    page,
    baseURL,
  }) => {
    const moved = [
      ['/phone?tab=clock#x', '/emulator?tab=clock#x'],
      ['/profiles?add=1', '/apps?add=1'],
    ] as const
    for (const [from, to] of moved) {
      await test.step(`${from} on the server`, async () => {
        await page.goto(from)
        await expect(page).toHaveURL(`${baseURL}${to}`)
        await expect(page.locator('#root > main')).toBeVisible()
      })
    }
    // From the last page to the first one and back.
    for (const [from, to] of moved) {
      await test.step(`${from} in the page`, async () => {
        await page.evaluate((path) => history.pushState(null, '', path), from)
        await expect(page).toHaveURL(`${baseURL}${to}`)
      })
    }

    // Every object inherits the last ones, so a careless look-up would find them.
    const unknown = ['/unknown', '/history~', '/phone/1', '/%ff']
    for (const path of [...unknown, '/constructor', '/toString', '/__proto__']) {
      await test.step(path, async () => {
        expect((await page.request.get(path)).status()).toBe(404)
        await page.evaluate((to) => history.pushState(null, '', to), path)
        await expect(page.getByText('Page not found')).toBeVisible()
        await page.evaluate(() => history.pushState(null, '', '/apps'))
        await expect(page.getByText('Page not found')).toHaveCount(0)
      })
    }
    expect((await page.goto('/unknown'))?.status()).toBe(404)
    await expect(page.getByText('Page not found')).toBeVisible()
    await expectAccessible(page)
    await chooseLanguage(page, 'en-US')
    await page.getByRole('link', { name: 'Go to Compose' }).click()
    await expect(page.getByRole('region', { name: 'Bubbles' })).toBeVisible()
  })
})

test('all pages with a heading have it at the same left edge', async ({ page }) => {
  const edges: Record<string, number> = {}
  await page.goto('/error-codes')
  for (const [name, title] of [
    ['History', 'History'],
    ['Emulator', 'Emulator'],
    ['Apps', 'Apps'],
    ['Error codes', 'Error codes'],
  ] as const) {
    await pageLink(page, name).click()
    const heading = page.locator('#root > main').getByRole('heading', { level: 2 }).first()
    await expect(heading).toHaveText(title)
    edges[name] = Math.round((await heading.boundingBox())?.x ?? -1)
  }
  expect(new Set(Object.values(edges)).size, JSON.stringify(edges)).toBe(1)
})

test.describe('what cannot be loaded', () => {
  test.use({ expectedStatuses: [503] })

  test('is reported and can be retried: the data of a page or its script', async ({
    page,
    browser,
    server,
  }) => {
    await test.step('the server does not respond', async () => {
      let down = true
      await page.route('**/api/profiles', (route) =>
        down ? route.fulfill({ status: 503, body: 'gone' }) : route.continue(),
      )
      await page.goto('/apps')
      await expect(page.getByText('Could not load the apps')).toBeVisible()
      down = false
      await page.getByRole('button', { name: 'Try again' }).click()
      await expect(page.getByText('cli_0123456789abcdef').first()).toBeVisible()
      await expect(page.locator('body')).not.toBeFocused()
    })

    await test.step('the script is missing, and the other pages work', async () => {
      // In a context without page guard: the browser logs an error about the missing script.
      const context = await browser.newContext({ baseURL: server.url, locale: 'en-US' })
      const other = await context.newPage()
      await other.route(/\/assets\/emulator-page-.*\.js$/, (route) => route.abort())
      await other.goto('/')
      await pageLink(other, 'Emulator').click()
      await expect(other.getByRole('alert')).toContainText('Something went wrong')
      await pageLink(other, 'Apps').click()
      await expect(other.getByRole('heading', { name: 'Apps' })).toBeVisible()

      await other.unrouteAll()
      await pageLink(other, 'Emulator').click()
      await other.getByRole('button', { name: 'Reload' }).click()
      await expect(other.locator('#root > main').getByRole('textbox').first()).toBeVisible()
      await context.close()
    })
  })
})
