import { startConsoleProcess } from '../server/testing/console-process.ts'
import { part } from './console-page.ts'
import { expect, test } from './fixtures.ts'

test('the page runs from its sources in development', async ({ page, origins }) => {
  const development = await startConsoleProcess({}, ['--dev'])
  origins.add(development.url)
  try {
    await page.goto(development.url)
    await expect(part.composer(page)).toBeVisible({ timeout: 20_000 })
    await expect(part.target(page).getByText('Prepared messages')).toBeVisible()
  } finally {
    await page.close()
    await development.stop()
  }
})
