import { EventDispatcher, WSClient } from '@larksuiteoapi/node-sdk'
import type { Page } from '@playwright/test'
import { emulatorStateSchema } from '#contract/emulator/state'
import type { ConsoleProcess } from '../server/testing/console-process.ts'
import { expectAccessibleLooks, expectNoAxeViolations } from './accessibility.ts'
import { controlEmulator } from './console-page.ts'
import { createMessage } from './console-server.ts'
import { expect, test } from './fixtures.ts'

/** The emulator's default app. */
const APP = { appId: 'cli_0123456789abcdef', appSecret: 'emulator-secret' }
const SECRETS = { verification_token: 'token-of-events', encrypt_key: 'key-of-events' }
const SILENT = { error() {}, warn() {}, info() {}, debug() {}, trace() {} }

const events = (page: Page) => page.getByRole('dialog', { name: 'Events of Emulator' })
const section = (page: Page, name: string) =>
  events(page)
    .locator('section')
    .filter({ has: page.getByRole('heading', { name }) })

async function readState({ emulatorUrl }: ConsoleProcess) {
  return emulatorStateSchema.parse(await (await fetch(`${emulatorUrl}/_emulator/state`)).json())
}

async function write(server: ConsoleProcess): Promise<void> {
  const { default_receiver } = await readState(server)
  const path = `/users/${default_receiver.receive_id}/messages`
  await controlEmulator(server.emulatorUrl, 'POST', path, { app_id: APP.appId, text: 'hello' })
}

test.afterEach(async ({ server }) => {
  const source = `${server.url}/api/event-sources`
  await fetch(`${source}/long_connection?profile=emulator`, { method: 'DELETE' })
  await fetch(`${server.emulatorUrl}/_emulator/apps/${APP.appId}/subscription`, {
    method: 'DELETE',
  })
})

test.use({ expectedStatuses: [409, 422] })

test('events come by the event URL, and by long connection only after a question if the bot listens', async ({
  page,
  server,
}) => {
  await page.goto('/apps')
  await page.getByRole('button', { name: 'Events: Emulator' }).click()
  await expect(events(page).getByText('No event yet.')).toBeVisible()
  const url = await section(page, 'Event URL').locator('code').innerText()
  expect(url).toBe(`${server.url}/api/events/emulator`)
  await page.getByLabel('Verification Token').fill(SECRETS.verification_token)
  await page.getByLabel('Encrypt Key').fill(SECRETS.encrypt_key)
  await page.getByLabel('Pass on to').fill('https://bot.example/event')
  await page.keyboard.press('Enter')
  await expect(events(page).getByText(/or of a host in EVENT_PASS_ON_HOSTS/)).toBeVisible()
  await page.getByLabel('Pass on to').fill('')
  await page.keyboard.press('Enter')
  await expect(events(page).getByText(/^Saved \([0-9a-f]{8}\)/)).toHaveCount(2)
  await expect(page.getByLabel('Verification Token')).toHaveValue('')

  const subscription = `/apps/${APP.appId}/subscription`
  await controlEmulator(server.emulatorUrl, 'POST', subscription, { url, ...SECRETS })
  await write(server)
  const row = section(page, 'Received').getByRole('row', { name: 'Event URL' })
  await expect(row.getByRole('cell')).toHaveText(['1', '0', '0', '0'])

  // The bot of the app listens, too.
  await controlEmulator(server.emulatorUrl, 'POST', subscription, { kind: 'long_connection' })
  const domain = server.emulatorUrl ?? ''
  const bot = new WSClient({ ...APP, domain, logger: SILENT })
  await bot.start({ eventDispatcher: new EventDispatcher({ logger: SILENT }) })
  const connections = async () => (await readState(server)).deliveries.connections.length
  await expect.poll(connections).toBe(1)
  const connection = section(page, 'Long connection')
  await connection.getByRole('button', { name: 'Listen' }).click()
  await expect(connection).toContainText('Another client of this app listens now.')
  await expectNoAxeViolations(page)
  await connection.getByRole('button', { name: 'Listen anyway' }).click()
  await expect(connection.getByRole('status')).toHaveText('Listening')
  await expect(connection).toContainText(/^.*Ends at .*because other clients miss events\./)
  await connection.getByRole('button', { name: 'Stop' }).click()
  await expect(connection.getByRole('status')).toHaveText('Off')

  bot.close({ force: true })
  await expect.poll(connections).toBe(0)
  await connection.getByRole('button', { name: 'Listen' }).click()
  await expect(connection.getByRole('status')).toHaveText('Listening')
  await write(server)
  await expect(
    section(page, 'Received').getByRole('row', { name: 'Long connection' }),
  ).toBeVisible()

  // Back closes it, and a reload keeps it.
  await page.reload()
  await expect(connection.getByRole('status')).toHaveText('Listening')
  const looks = [
    { colorScheme: 'light', width: 1440 },
    { colorScheme: 'dark', width: 390 },
  ] as const
  await expectAccessibleLooks(page, looks)
  await page.keyboard.press('Escape')
  await expect(events(page)).toHaveCount(0)
})

test('what was seen of an undocumented rule stands beside it', async ({ page, server }) => {
  await createMessage(server)
  await page.goto('/emulator?tab=assumptions')
  const rule = page.getByRole('listitem').filter({ hasText: 'message_id_shape' })
  await expect(rule.getByText(/^x100b \d+ times · emulator$|^x100b once · emulator$/)).toBeVisible()
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Export what was seen' }).click(),
  ])
  expect(file.suggestedFilename()).toMatch(/^evidence-\d{8}T\d{6}Z\.json$/)
})
