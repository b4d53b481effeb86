import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { connectionsSchema } from '#contract/connections/connection'
import { chooseLanguage, expectAccessibleLooks, expectNoAxeViolations } from './accessibility.ts'
import { controlEmulator, openBar, part } from './console-page.ts'
import { startConsole } from './console-server.ts'
import { expect, test } from './fixtures.ts'

/** The longest time from the start of the console to bubbles in a chat. */
const LIMIT_MS = 60_000

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const user = (page: Page) => page.getByRole('combobox', { name: 'Scan as' })

async function cancelAll(url: string): Promise<void> {
  const { connections } = connectionsSchema.parse(
    await (await fetch(`${url}/api/connections`)).json(),
  )
  for (const { id } of connections) {
    await fetch(`${url}/api/connections/${id}`, { method: 'DELETE' })
  }
}

test.describe('from nothing', () => {
  test.use({ firstVisit: true })

  test('one scan and no form lead to bubbles in a chat within a minute, and no secret reaches the page', async ({
    page,
    origins,
  }) => {
    test.slow()
    const started = Date.now()
    const console = await startConsole()
    origins.add(console.url)
    const bodies: Promise<string>[] = []
    page.on('response', (response) => {
      if (!response.url().includes('stream')) bodies.push(response.text().catch(() => ''))
    })
    await page.goto(console.url)
    const app = await openBar(page, 'App')
    await app.getByRole('link', { name: 'Connect to Feishu / Lark…' }).click()
    await press(page, 'Connect the emulator').click()
    await expect(page.getByRole('img', { name: /^QR code of/ })).toBeVisible()
    await expect(user(page)).toHaveValue(/^ou_/)
    await press(page, 'Scan and approve').click()
    await expect(page.getByText(/^Connected in \d+ s$/).first()).toBeVisible({ timeout: 15_000 })
    await expect(page.getByText(/checks passed$/).first()).toBeVisible()
    await press(page, 'Send a first message').click()
    await part.send(page).click()
    await expect(part.response(page).getByText('Bubbles added').first()).toBeVisible()
    const profile = new URL(page.url()).searchParams.get('profile')
    await page.goto(`${console.url}/emulator`)
    await page.getByRole('button', { name: /林晓雨.*Follow-up Console/s }).click()
    await expect(press(page, '我的包裹到哪了？')).toBeVisible()
    const took = Date.now() - started
    process.stdout.write(`From the start of the console to bubbles by scan: ${took} ms\n`)
    expect(took).toBeLessThan(LIMIT_MS)

    const { profiles } = await (await fetch(`${console.url}/api/profiles`)).json()
    expect(profiles.at(-1)).toMatchObject({ id: profile, name: 'Follow-up Console' })
    const seen = [await page.content(), ...(await Promise.all(bodies))].join('\n')
    // The secret of the emulator has 32 hex digits, and so have only IDs with a prefix.
    expect(seen).not.toMatch(/"(?:client_secret|app_secret|device_code)"/)
    await page.close()
    await console.stop()
    expect(console.stderr()).toBe('')
  })
})

test('a link is right after a reload, Back and in a second tab; a denied and an expired one are reported', async ({
  page,
  server,
}) => {
  test.slow()
  await cancelAll(server.url)
  await page.goto('/apps')
  await press(page, 'Connect the emulator').press('Enter')
  const waiting = page.getByText('Waiting for the scan and approval')
  await expect(waiting).toBeVisible()
  const link = page.url()
  for (const { locale, colorScheme, rules } of [
    { locale: 'en-US', colorScheme: 'light', rules: 'all' },
    { locale: 'zh-CN', colorScheme: 'dark', rules: 'appearance' },
  ] as const) {
    await chooseLanguage(page, locale)
    const looks = [1440, 390].map((width) => ({ colorScheme, width, rules }))
    await expectAccessibleLooks(page, looks)
    await page.setViewportSize({ width: 1440, height: 900 })
  }
  await chooseLanguage(page, 'en-US')

  await page.reload()
  await expect(waiting).toBeVisible()
  await page.goBack()
  await press(page, 'Show').click()
  await expect(page).toHaveURL(link)
  // A second press shows the link that waits already.
  await press(page, 'Connect the emulator').click()
  await expect(page).toHaveURL(link)

  const second = await page.context().newPage()
  await second.goto('/emulator')
  await press(second, 'Deny').click()
  await expect(page.getByText('The user denied the request.').first()).toBeVisible({
    timeout: 15_000,
  })

  await press(page, 'Start again').click()
  await expect(waiting).toBeVisible()
  await second.goto(page.url())
  await controlEmulator(server.emulatorUrl, 'POST', '/clock', { action: 'advance', ms: 600_000 })
  for (const one of [page, second]) {
    await expect(one.getByText('The link has expired.').first()).toBeVisible({ timeout: 15_000 })
  }
  await press(page, 'Close').click()
  await expect(page).toHaveURL(/\/apps$/)
  await second.reload()
  await expect(second.getByText(/^This connection was cancelled/)).toBeVisible()
})

test('a connection survives a restart of the console, and missing scopes are added by another scan', async ({
  page,
  server,
  origins,
}) => {
  test.slow()
  const folder = mkdtempSync(join(tmpdir(), 'follow-up-console-'))
  const settings = {
    ...{ EMULATOR: 'off', FEISHU_BASE_URL: server.emulatorUrl ?? '', DATA_DIR: folder },
    EMULATOR_PORT: new URL(server.emulatorUrl ?? '').port,
    ...{ FEISHU_APP_ID: 'cli_0123456789abcdef', FEISHU_APP_SECRET: 'emulator-secret' },
  }
  const first = await startConsole(settings)
  const begun = await fetch(`${first.url}/api/connections`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ brand: 'emulator' }),
  })
  const { connection } = await begun.json()
  await first.kill()
  const again = await startConsole(settings)
  origins.add(again.url)
  await page.goto(`${again.url}/apps?connect=${connection.id}`)
  await press(page, 'Scan and approve').click()
  await expect(page.getByText(/^Connected in/).first()).toBeVisible({ timeout: 20_000 })
  await expectNoAxeViolations(page)

  await expect(page.getByText('Optional scopes are missing')).toBeVisible()
  await press(page, 'Add scopes by scan').click()
  await expect(
    page.getByText('Approve to add the missing scopes to Follow-up Console.'),
  ).toBeVisible()
  await press(page, 'Scan and approve').click()
  await expect(page.getByText(/^Approved\. The checks show/).first()).toBeVisible({
    timeout: 15_000,
  })
  await expect(page.getByText(/checks passed$/).first()).toBeVisible()
  await expect(page.getByText('Optional scopes are missing')).toHaveCount(0)
  await page.close()
  await again.stop()
  rmSync(folder, { recursive: true, force: true })
})
