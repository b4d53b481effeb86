import { startConsoleProcess } from '../server/testing/console-process.ts'
import { expect, test } from './fixtures.ts'

test('the page runs from its sources in development', async ({ page, origins }) => {
  const development = await startConsoleProcess({}, ['--dev'])
  origins.add(development.url)
  try {
    await page.goto(development.url)
    const bubbles = page.getByRole('region', { name: 'Bubbles', exact: true })
    await expect(bubbles).toBeVisible({ timeout: 20_000 })
    await expect(bubbles.getByRole('textbox').first()).toBeVisible()
    await page.goto(`${development.url}/profiles?add=1`)
    await expect(page).toHaveURL(`${development.url}/apps?add=1`)
  } finally {
    await page.close()
    await development.stop()
  }
})
