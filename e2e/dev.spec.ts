import { startConsoleProcess } from '../scripts/console-process.ts'
import { part } from './console.ts'
import { expect, test } from './fixtures.ts'

test('the page also runs from its sources, as a developer of the console has it', async ({
  page,
  origins,
}) => {
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
