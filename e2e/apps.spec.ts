import type { Page } from '@playwright/test'
import type { ConsoleProcess } from '../server/testing/console-process.ts'
import {
  chooseLanguage,
  expectAccessibleLooks,
  expectNoAxeViolations,
  WIDE,
} from './accessibility.ts'
import {
  barButton,
  chosenId,
  defaultText,
  enterMessageId,
  expectMessageId,
  newMessage,
  part,
} from './console-page.ts'
import { addApp } from './console-server.ts'
import { expect, test } from './fixtures.ts'

/** An app of the emulator. No page, storage or response may contain its secret. */
const APP = { app_id: 'cli_13579bdf02468ace', app_secret: 'emulator-secret-parcels' }

const card = (page: Page, name: string) => page.getByRole('listitem').filter({ hasText: name })
const form = (page: Page) => page.getByRole('dialog')

test('an app is added, used, changed and removed without revealing its secret', async ({
  page,
  server,
}) => {
  test.slow()
  const bodies: Promise<string>[] = []
  page.on('response', (response) => {
    if (!response.url().includes('/stream')) bodies.push(response.text().catch(() => ''))
  })
  await page.goto('/apps')
  await page.getByRole('button', { name: 'Add manually' }).click()
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

  await page.getByRole('navigation').getByRole('link', { name: 'Apps' }).click()
  await parcels.getByRole('button', { name: 'Edit' }).click()
  await expect(form(page).getByLabel('App Secret')).toHaveValue('')
  await expect(form(page)).toContainText(`Leave empty to keep the current one (${fingerprint}).`)
  await form(page).getByLabel('Name').fill('Parcels, renamed')
  await form(page).getByLabel('App ID').fill('cli_other')
  await expect(form(page)).toContainText('Saving deletes the current one')
  await form(page).getByRole('button', { name: 'Save' }).click()
  const renamed = card(page, 'Parcels, renamed')
  await expect(renamed).toContainText('cli_other')
  await expect(renamed.getByText('missing')).toBeVisible()

  await renamed.getByRole('button', { name: 'Remove' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click()
  await expect(renamed).toHaveCount(0)
  await expect(page.locator('body')).not.toBeFocused()

  await page.getByRole('navigation').getByRole('link', { name: 'History' }).click()
  await expect(page.getByText('Parcels, renamed').first()).toBeVisible()

  const kept = await page.evaluate(() =>
    JSON.stringify([{ ...localStorage }, { ...sessionStorage }, history.state, document.cookie]),
  )
  const everything = [kept, await page.content(), ...(await Promise.all(bodies))].join('\n')
  expect(everything).not.toContain(APP.app_secret)
})

test.describe('the list and the form of apps', () => {
  test.use({ expectedStatuses: [422] })

  test('an app of the environment is read-only; the form shows errors and is restored without its secret', async ({
    page,
  }) => {
    await test.step('an app of the environment can be viewed and tested, not changed', async () => {
      await page.goto('/apps')
      const emulator = card(page, 'cli_0123456789abcdef')
      await expect(emulator).toContainText('read-only here')
      await expect(emulator.getByRole('button', { name: /^(Edit|Remove|Paste)/ })).toHaveCount(0)
      await emulator.getByRole('button', { name: 'Test connection: Emulator' }).click()
      await expect(page.getByRole('dialog')).toContainText('Emulator')
    })

    await test.step('paired fields line up, with or without a hint', async () => {
      await page.goto('/apps?add=1')
      for (const [left, right] of [
        ['Name', 'Platform'],
        ['Test recipient', 'ID type'],
      ] as const) {
        const boxes = await Promise.all(
          [left, right].map((name) => form(page).getByLabel(name).boundingBox()),
        )
        const [first, second] = boxes
        expect(first?.y, `${left} and ${right}`).toBe(second?.y)
        expect(first?.height).toBe(second?.height)
      }
    })

    await test.step('an invalid form shows an error at each field and focuses the first', async () => {
      await form(page).getByLabel('App Secret').fill('short')
      await form(page).getByRole('button', { name: 'Save' }).click()
      await expect(form(page).getByText('Enter a name.')).toBeVisible()
      await expect(form(page).getByText('An App ID must be cli_')).toBeVisible()
      await expect(form(page).getByText('An App Secret must be 8–256 ASCII')).toBeVisible()
      await expect(form(page).getByLabel('Name')).toBeFocused()
      await expectNoAxeViolations(page)
    })

    await test.step('an unfinished form is restored later, without the secret', async () => {
      await form(page).getByLabel('Name').fill('Half done')
      await form(page).getByLabel('App Secret').fill(APP.app_secret)
      await form(page).getByRole('radio', { name: 'Production' }).check()
      await page.goto('/')
      await page.goto('/apps?add=1')
      await expect(form(page)).toContainText('Your unfinished entries are restored.')
      await expect(form(page).getByLabel('Name')).toHaveValue('Half done')
      await expect(form(page).getByRole('radio', { name: 'Production' })).toBeChecked()
      await expect(form(page).getByLabel('App Secret')).toHaveValue('')
      await form(page).getByRole('button', { name: 'Start over' }).click()
      await expect(form(page).getByLabel('Name')).toHaveValue('')
      await page.keyboard.press('Escape')
      await expect(form(page)).toHaveCount(0)
      await expect(page).toHaveURL(/\/apps$/)
    })
  })
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
  const id = await addApp(server, { ...APP, app_secret: null, app_type: 'pasted_token' })

  await page.goto('/apps')
  const parcels = card(page, APP.app_id)
  await parcels.getByRole('button', { name: 'Paste token: Parcels' }).click()
  await form(page).getByLabel('tenant_access_token').fill(tenant_access_token)
  await form(page).getByLabel('Expires in (seconds)').fill('600')
  await form(page).getByRole('button', { name: 'Use token' }).click()
  await expect(parcels).toContainText(/fingerprint [0-9a-f]{8} · (10:00|9:\d\d) left/)

  await page.goto(`/?profile=${id}`)
  await newMessage(page)
  await otherUserPage.goto('/apps')
  await expect(card(otherUserPage, APP.app_id)).toContainText('missing')

  await page.goto('/apps')
  await parcels.getByRole('button', { name: 'Remove token: Parcels' }).click()
  await expect(parcels).toContainText('missing')
  expect(await page.content()).not.toContain(tenant_access_token)
})

test.describe('in production', () => {
  /** Sends a message with an app through the API. @returns its id */
  async function sendMessage(server: ConsoleProcess, profile: string): Promise<string> {
    const state = await (await fetch(`${server.url}/api/emulator/state?profile=${profile}`)).json()
    const { default_receiver } = state as { default_receiver: object }
    const created = await fetch(`${server.url}/api/messages?profile=${profile}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...default_receiver, text: 'Hello' }),
    })
    const { message_id } = (await created.json()) as { message_id: string }
    return message_id
  }

  /** Prepares a push with a production app, up to the press of Send. @returns the app's id */
  async function prepare(page: Page, server: ConsoleProcess): Promise<string> {
    test.slow()
    const id = await addApp(server, {
      ...APP,
      name: 'Live',
      environment: 'production',
      color: 'red',
    })
    await page.goto(`/?profile=${id}`)
    await enterMessageId(page, await sendMessage(server, id))
    await defaultText(page, 1).fill('OK')
    await expect(barButton(page, 'App')).toContainText('Live')
    await expect(barButton(page, 'App')).toContainText('production')
    await expect(page.getByRole('region', { name: 'Send', exact: true })).toContainText(
      'Hold to send',
    )
    return id
  }

  /** Counts the pushes of the page. */
  function watchPushes(page: Page): { sends: number } {
    const pushes = { sends: 0 }
    page.on('request', (request) => {
      if (request.url().includes('push_follow_up')) pushes.sends += 1
    })
    return pushes
  }

  const added = (page: Page) => part.response(page).getByText('Bubbles added').first()
  const confirmation = (page: Page) => page.getByRole('dialog', { name: 'Send in production?' })

  test('sending takes a press of one second, or a click or shortcut and a confirmation', async ({
    page,
    server,
  }) => {
    await prepare(page, server)
    const pushes = watchPushes(page)
    const dialog = confirmation(page)

    await test.step('a click asks for confirmation', async () => {
      await part.send(page).click()
      await expect(dialog).toContainText('Live')
      await expectNoAxeViolations(page)
      await dialog.getByRole('button', { name: 'Cancel' }).click()
      await expect(added(page)).toHaveCount(0)
    })

    await test.step('a press that leaves the button sends nothing', async () => {
      await part.send(page).hover()
      await page.mouse.down()
      await page.mouse.move(0, 0)
      await page.waitForTimeout(1500)
      await page.mouse.up()
      expect(pushes.sends).toBe(0)
      await expect(dialog).toHaveCount(0)
    })

    await test.step('a press of one second sends', async () => {
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

    await test.step('a new message and the shortcut ask for confirmation', async () => {
      const before = await chosenId(page)
      await part.newMessage(page).click()
      await dialog.getByRole('button', { name: 'Cancel' }).click()
      await expectMessageId(page, before)
      await part.newMessage(page).click()
      await dialog.getByRole('button', { name: 'Send', exact: true }).click()
      await expect(part.chosenId(page)).not.toHaveAttribute('title', before)

      const responded = page.waitForResponse(/push_follow_up/)
      await page.keyboard.press('ControlOrMeta+Enter')
      await dialog.getByRole('button', { name: 'Send', exact: true }).click()
      expect(await (await responded).json()).toMatchObject({ msg: 'success' })
      await expect(added(page)).toBeVisible()
      expect(pushes.sends).toBe(2)
    })
  })

  test('holding Enter or Space sends once, a short press asks for confirmation', async ({
    page,
    server,
  }) => {
    const profile = await prepare(page, server)
    const pushes = watchPushes(page)
    const dialog = confirmation(page)
    for (const key of ['Enter', 'Space']) {
      await test.step(key, async () => {
        if (pushes.sends > 0) await enterMessageId(page, await sendMessage(server, profile))
        pushes.sends = 0
        await part.send(page).focus()
        await page.keyboard.press(key)
        await expect(dialog).toBeVisible()
        await page.keyboard.press('Escape')
        expect(pushes.sends).toBe(0)

        await expect(part.send(page)).toBeFocused()
        const responded = page.waitForResponse(/push_follow_up/)
        await page.keyboard.down(key)
        // A held key repeats.
        for (let n = 0; n < 6; n += 1) {
          await page.waitForTimeout(200)
          await page.keyboard.down(key)
        }
        expect(await (await responded).json()).toMatchObject({ msg: 'success' })
        await expect(added(page)).toBeVisible()
        await page.keyboard.down(key)
        await page.keyboard.up(key)
        expect(pushes.sends).toBe(1)
        await expect(dialog).toHaveCount(0)
      })
    }
  })
})

test('the apps have no axe violation and fit the window', async ({ page, server }) => {
  test.slow()
  const id = await addApp(server, {
    ...APP,
    name: '订单通知机器人（一个名字很长很长很长的应用配置，用来看看会不会撑破页面）',
    app_type: 'store',
    app_ticket: 'ticket-of-the-test',
    environment: 'production',
    test_recipient: { receive_id_type: 'email', receive_id: `${'a'.repeat(200)}@example.test` },
  })
  const dialog = page.getByRole('dialog')
  /** Goes to an address without a reload, as a link of the page does. */
  const show = (path: string) => page.evaluate((to) => history.pushState(null, '', to), path)
  await page.goto('/apps')
  for (const { locale, looks } of [
    { locale: 'en-US', looks: [{ colorScheme: 'light', width: 390 }] },
    {
      locale: 'zh-CN',
      looks: [
        { colorScheme: 'light', width: 1440 },
        { colorScheme: 'dark', width: 390, rules: 'appearance' },
      ],
    },
  ] as const) {
    await test.step(locale, async () => {
      const check = () => expectAccessibleLooks(page, looks)
      await page.setViewportSize(WIDE)
      await chooseLanguage(page, locale)
      await show('/apps')
      await expect(page.getByRole('heading', { level: 3 })).toHaveCount(2)
      await check()
      await show(`/apps?edit=${id}`)
      await expect(dialog.getByLabel('tenant_key')).toBeVisible()
      await check()
      await page.keyboard.press('Escape')
      await expect(dialog).toHaveCount(0)
      await show(`/apps?paste=${id}`)
      await expect(dialog).toContainText('tenant_access_token')
      await check()
      await page.keyboard.press('Escape')
      await expect(dialog).toHaveCount(0)
      await show(`/?profile=${id}`)
      await expect(
        page.getByRole('button', { name: locale === 'zh-CN' ? '发送' : 'Send', exact: true }),
      ).toBeVisible()
      await check()
    })
  }
})
