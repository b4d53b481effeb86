import type { Page } from '@playwright/test'
import { profilesSchema } from '#contract/profile'
import type { ConsoleProcess } from '../server/testing/console-process.ts'
import { expectNoAxeViolations, expectNoOverflow, inEachLook } from './accessibility.ts'
import { defaultText, newMessage, part } from './console-page.ts'
import { expect, test } from './fixtures.ts'

/** An app of the emulator. No page, storage or response may contain its secret. */
const APP = { app_id: 'cli_emulator_parcels', app_secret: 'emulator-secret-parcels' }

const card = (page: Page, name: string) => page.getByRole('listitem').filter({ hasText: name })
const form = (page: Page) => page.getByRole('dialog')

async function listProfiles(server: ConsoleProcess) {
  return profilesSchema.parse(await (await fetch(`${server.url}/api/profiles`)).json()).profiles
}

/** Adds a profile of the emulator through the API. @returns its id */
async function addProfile(server: ConsoleProcess, more: object = {}): Promise<string> {
  const profile = { name: 'Parcels', base_url: server.emulatorUrl, ...APP, ...more }
  const response = await fetch(`${server.url}/api/profiles`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(profile),
  })
  expect(response.status).toBe(201)
  const { id } = (await response.json()) as { id: string }
  return id
}

test.afterEach(async ({ server }) => {
  for (const { id, source } of await listProfiles(server)) {
    if (source === 'stored') await fetch(`${server.url}/api/profiles/${id}`, { method: 'DELETE' })
  }
})

test('a profile is added, used, changed and removed without revealing its secret', async ({
  page,
  server,
}) => {
  test.slow()
  const bodies: Promise<string>[] = []
  page.on('response', (response) => {
    if (!response.url().includes('/stream')) bodies.push(response.text().catch(() => ''))
  })
  await page.goto('/profiles')
  await page.getByRole('button', { name: 'Add a profile' }).click()
  const port = new URL(server.emulatorUrl ?? '').port
  await form(page).getByLabel('Name').fill('Parcels')
  await form(page)
    .getByLabel('Platform')
    .selectOption({ label: `Emulator · 127.0.0.1:${port}` })
  await form(page).getByLabel('App ID').fill(APP.app_id)
  await form(page).getByLabel('App Secret').fill(APP.app_secret)
  await form(page).getByRole('radio', { name: 'Green' }).check()
  await form(page).getByLabel('Test recipient').fill('ou_tester')
  await form(page).getByRole('button', { name: 'Save' }).click()

  const parcels = card(page, APP.app_id)
  await expect(parcels).toContainText(/fingerprint [0-9a-f]{8} · set /)
  await expect(parcels).toContainText('open_id ou_tester')
  await expect(parcels).toContainText('test')
  const fingerprint = /fingerprint ([0-9a-f]{8})/.exec(await parcels.innerText())?.[1]

  await parcels.getByRole('link', { name: 'Use' }).click()
  await expect(page).toHaveURL(/profile=/)
  await newMessage(page)
  await defaultText(page, 1).fill('OK')
  await part.send(page).click()
  await expect(part.response(page).getByText('Bubbles added').first()).toBeVisible()

  await page.getByRole('link', { name: 'Profiles' }).click()
  await parcels.getByRole('button', { name: 'Edit' }).click()
  await expect(form(page).getByLabel('App Secret')).toHaveValue('')
  await expect(form(page)).toContainText(`Leave empty to keep the one set (${fingerprint}).`)
  await form(page).getByLabel('Name').fill('Parcels, renamed')
  await form(page).getByLabel('App ID').fill('cli_other')
  await expect(form(page)).toContainText('will be erased: enter it anew')
  await form(page).getByRole('button', { name: 'Save' }).click()
  const renamed = card(page, 'Parcels, renamed')
  await expect(renamed).toContainText('cli_other')
  await expect(renamed.getByText('missing')).toBeVisible()

  await renamed.getByRole('button', { name: 'Remove' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click()
  await expect(renamed).toHaveCount(0)

  await page.getByRole('link', { name: 'History' }).click()
  await expect(page.getByText('Parcels, renamed').first()).toBeVisible()

  const kept = await page.evaluate(() =>
    JSON.stringify([{ ...localStorage }, { ...sessionStorage }, history.state, document.cookie]),
  )
  const everything = [kept, await page.content(), ...(await Promise.all(bodies))].join('\n')
  expect(everything).not.toContain(APP.app_secret)
})

test.describe('an invalid form', () => {
  test.use({ expectedStatuses: [422] })

  test('shows an error at each field and focuses the first', async ({ page }) => {
    await page.goto('/profiles?add=1')
    await form(page).getByLabel('App Secret').fill('short')
    await form(page).getByRole('button', { name: 'Save' }).click()
    await expect(form(page).getByText('Give it a name.')).toBeVisible()
    await expect(form(page).getByText('An App ID is cli_ followed by')).toBeVisible()
    await expect(form(page).getByText('An App Secret is 8–256 ASCII')).toBeVisible()
    await expect(form(page).getByLabel('Name')).toBeFocused()
    await expectNoAxeViolations(page)
  })
})

test('an unfinished form is restored later, without the secret', async ({ page }) => {
  await page.goto('/profiles?add=1')
  await form(page).getByLabel('Name').fill('Half done')
  await form(page).getByLabel('App Secret').fill(APP.app_secret)
  await form(page).getByRole('radio', { name: 'Production' }).check()
  await page.goto('/')
  await page.goto('/profiles?add=1')
  await expect(form(page)).toContainText('This is what you had not finished.')
  await expect(form(page).getByLabel('Name')).toHaveValue('Half done')
  await expect(form(page).getByRole('radio', { name: 'Production' })).toBeChecked()
  await expect(form(page).getByLabel('App Secret')).toHaveValue('')
  await form(page).getByRole('button', { name: 'Start over' }).click()
  await expect(form(page).getByLabel('Name')).toHaveValue('')
  await page.keyboard.press('Escape')
  await expect(form(page)).toHaveCount(0)
  await expect(page).toHaveURL(/\/profiles$/)
})

test('a profile of the environment can be viewed and checked, not changed', async ({ page }) => {
  await page.goto('/profiles')
  const emulator = card(page, 'cli_emulator')
  await expect(emulator).toContainText('read-only here')
  await expect(emulator.getByRole('button')).toHaveCount(1)
  await emulator.getByRole('button', { name: 'Check: Emulator' }).click()
  await expect(page.getByRole('dialog')).toContainText('Emulator')
})

test('a pasted token is used in its own browser session only', async ({
  page,
  server,
  otherUserPage,
}) => {
  const response = await fetch(
    `${server.emulatorUrl}/open-apis/auth/v3/tenant_access_token/internal`,
    {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(APP),
    },
  )
  const { tenant_access_token } = (await response.json()) as { tenant_access_token: string }
  const id = await addProfile(server, { app_secret: null, app_type: 'pasted_token' })

  await page.goto('/profiles')
  const parcels = card(page, APP.app_id)
  await parcels.getByRole('button', { name: 'Paste a token: Parcels' }).click()
  await form(page).getByLabel('tenant_access_token').fill(tenant_access_token)
  await form(page).getByLabel('Seconds left').fill('600')
  await form(page).getByRole('button', { name: 'Use it in this session' }).click()
  await expect(parcels).toContainText(/fingerprint [0-9a-f]{8} · (10:00|9:\d\d) left/)

  await page.goto(`/?profile=${id}`)
  await newMessage(page)
  await otherUserPage.goto('/profiles')
  await expect(card(otherUserPage, APP.app_id)).toContainText('missing')

  await page.goto('/profiles')
  await parcels.getByRole('button', { name: 'Drop the token: Parcels' }).click()
  await expect(parcels).toContainText('missing')
  expect(await page.content()).not.toContain(tenant_access_token)
})

test.describe('in production', () => {
  /** Fills in the form of a production profile, up to the press of Send. */
  async function prepare(page: Page, server: ConsoleProcess): Promise<void> {
    test.slow()
    const id = await addProfile(server, { name: 'Live', environment: 'production', color: 'red' })
    const state = await (await fetch(`${server.url}/api/emulator/state?profile=${id}`)).json()
    const { default_receiver } = state as { default_receiver: object }
    const created = await fetch(`${server.url}/api/messages?profile=${id}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...default_receiver, text: 'Hello' }),
    })
    const { message_id } = (await created.json()) as { message_id: string }
    await page.goto(`/?profile=${id}`)
    await part.messageId(page).fill(message_id)
    await defaultText(page, 1).fill('OK')
    await expect(part.send(page).locator('..')).toContainText('Live')
    await expect(part.send(page).locator('..')).toContainText('production')
  }
  const added = (page: Page) => part.response(page).getByText('Bubbles added').first()

  test('sending takes a press of one second on the button, or a click and a confirmation', async ({
    page,
    server,
  }) => {
    await prepare(page, server)
    await part.send(page).click()
    const dialog = page.getByRole('dialog', { name: 'Send in production?' })
    await expect(dialog).toContainText('Live')
    await expectNoAxeViolations(page)
    await dialog.getByRole('button', { name: 'Cancel' }).click()
    await expect(added(page)).toHaveCount(0)

    await test.step('a press that leaves the button sends nothing', async () => {
      let sends = 0
      page.on('request', (request) => {
        if (request.url().includes('push_follow_up')) sends += 1
      })
      await part.send(page).hover()
      await page.mouse.down()
      await page.mouse.move(0, 0)
      await page.waitForTimeout(1500)
      await page.mouse.up()
      expect(sends).toBe(0)
      await expect(dialog).toHaveCount(0)
    })

    const sent = page.waitForRequest(/push_follow_up/)
    const pressed = Date.now()
    await part.send(page).hover()
    await page.mouse.down()
    await sent
    expect(Date.now() - pressed).toBeGreaterThanOrEqual(1000)
    await expect(added(page)).toBeVisible()
    // The release is not another click.
    await page.mouse.up()
    await expect(dialog).toHaveCount(0)
  })

  for (const key of ['Enter', 'Space']) {
    test(`holding ${key} sends once, a short press asks for confirmation`, async ({
      page,
      server,
    }) => {
      await prepare(page, server)
      let sends = 0
      page.on('request', (request) => {
        if (request.url().includes('push_follow_up')) sends += 1
      })
      await part.send(page).focus()
      await page.keyboard.press(key)
      const dialog = page.getByRole('dialog', { name: 'Send in production?' })
      await expect(dialog).toBeVisible()
      await page.keyboard.press('Escape')
      expect(sends).toBe(0)

      await expect(part.send(page)).toBeFocused()
      await page.keyboard.down(key)
      // A held key repeats.
      for (let n = 0; n < 6; n += 1) {
        await page.waitForTimeout(200)
        await page.keyboard.down(key)
      }
      await expect(added(page)).toBeVisible()
      await page.keyboard.down(key)
      await page.keyboard.up(key)
      expect(sends).toBe(1)
      await expect(dialog).toHaveCount(0)
    })
  }

  test('a new message and the shortcut ask for confirmation', async ({ page, server }) => {
    await prepare(page, server)
    const before = await part.messageId(page).inputValue()
    await page.getByRole('button', { name: 'New message', exact: true }).click()
    const dialog = page.getByRole('dialog', { name: 'Send in production?' })
    await dialog.getByRole('button', { name: 'Cancel' }).click()
    await expect(part.messageId(page)).toHaveValue(before)
    await page.getByRole('button', { name: 'New message', exact: true }).click()
    await dialog.getByRole('button', { name: 'Send', exact: true }).click()
    await expect(part.messageId(page)).not.toHaveValue(before)

    await page.keyboard.press('ControlOrMeta+Enter')
    await dialog.getByRole('button', { name: 'Send', exact: true }).click()
    await expect(added(page)).toBeVisible()
  })
})

for (const { locale, looks } of [
  { locale: 'en-US', looks: [{ colorScheme: 'light', width: 390 }] },
  {
    locale: 'zh-CN',
    looks: [
      { colorScheme: 'light', width: 1440 },
      { colorScheme: 'dark', width: 390 },
    ],
  },
] as const) {
  test.describe(locale, () => {
    test.use({ locale })

    test('the profiles have no axe violation and fit the window', async ({ page, server }) => {
      test.slow()
      const id = await addProfile(server, {
        name: '订单通知机器人（一个名字很长很长很长的应用配置，用来看看会不会撑破页面）',
        app_type: 'store',
        app_ticket: 'ticket-of-the-test',
        environment: 'production',
        test_recipient: { receive_id_type: 'email', receive_id: `${'a'.repeat(200)}@example.test` },
      })
      const check = () =>
        inEachLook(page, looks, async () => {
          await expectNoAxeViolations(page)
          await expectNoOverflow(page)
        })
      await page.goto('/profiles')
      await expect(page.getByRole('heading', { level: 3 })).toHaveCount(2)
      await check()
      await page.goto(`/profiles?edit=${id}`)
      await expect(page.getByRole('dialog').getByLabel('tenant_key')).toBeVisible()
      await check()
      await page.goto(`/profiles?paste=${id}`)
      await expect(page.getByRole('dialog')).toContainText('tenant_access_token')
      await check()
      await page.goto(`/?profile=${id}`)
      await expect(
        page.getByRole('button', { name: locale === 'zh-CN' ? '发送' : 'Send', exact: true }),
      ).toBeVisible()
      await check()
    })
  })
}
