import { expect, test } from './fixtures.ts'

test('language and theme are kept after a reload', async ({ page }) => {
  await page.goto('/')
  await page.getByRole('radio', { name: '中文' }).check()
  await expect(page.getByRole('heading', { name: '跟随气泡控制台' })).toBeVisible()
  await page.getByRole('radio', { name: '深色' }).first().check()
  await page.reload()
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN')
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false, locale: 'zh-CN' })

  test('the page is shown in the language of the browser or the chosen one', async ({
    page,
    context,
  }) => {
    await page.goto('/')
    await expect(page.locator('h1')).toHaveText('跟随气泡控制台')
    await expect(page.locator('textarea')).toBeVisible()
    await context.addCookies([{ name: 'follow-up-console.locale', value: 'en', url: page.url() }])
    await page.goto('/history')
    await expect(page.locator('h1')).toHaveText('Follow-up Console')
    await expect(page.locator('[aria-current="page"]')).toHaveText('History')
  })
})

test.describe('at an unknown URL', () => {
  test.use({ expectedStatuses: [404] })
  test('the page says so and links to Compose', async ({ page }) => {
    for (const path of ['/unknown', '/history~', '/phone/1']) {
      const response = await page.goto(path)
      expect(response?.status()).toBe(404)
      await expect(page.getByText('There is no such page')).toBeVisible()
    }
    await page.getByRole('link', { name: 'To the console' }).click()
    await expect(page.getByRole('region', { name: 'Compose' })).toBeVisible()
  })
})

test.describe('if the server fails', () => {
  test.use({ expectedStatuses: [503] })
  test('the page says that the server does not answer, and can retry', async ({ page }) => {
    let down = true
    await page.route('**/api/profiles', (route) =>
      down ? route.fulfill({ status: 503, body: 'gone' }) : route.continue(),
    )
    await page.goto('/')
    await expect(page.getByText('The console’s server does not answer.')).toBeVisible()
    down = false
    await page.getByRole('button', { name: 'Try again' }).click()
    await expect(page.getByRole('region', { name: 'Compose' })).toBeVisible()
  })
})

test('a page whose script cannot be loaded says so, and the other pages work', async ({
  browser,
  server,
}) => {
  // In a context without page guard: the browser logs an error about the missing script.
  const context = await browser.newContext({ baseURL: server.url, locale: 'en-US' })
  const page = await context.newPage()
  await page.route(/\/assets\/emulator-page-.*\.js$/, (route) => route.abort())
  await page.goto('/')
  await page.getByRole('link', { name: 'Phone' }).click()
  await expect(page.getByRole('alert')).toContainText('This page cannot go on')
  await page.getByRole('link', { name: 'History' }).click()
  await expect(page.getByRole('heading', { name: 'History' })).toBeVisible()

  await page.unrouteAll()
  await page.getByRole('link', { name: 'Phone' }).click()
  await page.getByRole('button', { name: 'Load the page again' }).click()
  await expect(page.getByRole('textbox', { name: /^Write as/ })).toBeVisible()
  await context.close()
})
