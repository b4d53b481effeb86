import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { startConsoleProcess } from '../server/testing/console-process.ts'
import { expect, test } from './fixtures.ts'

test('the page runs from its sources in development', async ({ page, origins }) => {
  // As `npm run dev` does, with Node's own watch mode.
  const folder = fileURLToPath(new URL('..', import.meta.url))
  const project = JSON.parse(readFileSync(`${folder}package.json`, 'utf8'))
  const [, ...flags] = project.scripts.dev.split('bootstrap.mjs')[1]?.split(' ') ?? []
  const development = await startConsoleProcess({}, flags.slice(1), {
    folder,
    main: flags[0] ?? '',
  })
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
