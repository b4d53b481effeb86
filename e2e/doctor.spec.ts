import type { Page } from '@playwright/test'
import { emulatorStateSchema } from '#contract/emulator/state'
import { controlEmulator, part } from './console-page.ts'
import { startConsole } from './console-server.ts'
import { expect, test } from './fixtures.ts'

const dialog = (page: Page) => page.getByRole('dialog', { name: /^Test connection/ })
const row = (page: Page, name: string) =>
  dialog(page)
    .getByRole('listitem')
    .filter({ hasText: new RegExp(`^${name}`) })

const bar = (page: Page) => page.getByRole('region', { name: 'Message', exact: true })
const status = (page: Page) => bar(page).locator('#bar-checks-button')
const checks = (page: Page) => page.getByRole('dialog', { name: 'Pre-check', exact: true })

/** Sends a new message, which passes the pre-check. */
async function newMessage(page: Page) {
  // Its own ID, as an earlier message may be ready too.
  const message = bar(page).locator('#bar-message-button')
  const before = await message.innerText()
  await bar(page).getByRole('button', { name: 'New message', exact: true }).click()
  await expect(message).not.toHaveText(before)
  await expect(status(page)).toHaveText(/^Ready.*left$/)
}

async function checkAgain(page: Page) {
  await status(page).click()
  await checks(page).getByRole('button', { name: 'Check again' }).click()
}

/** Opens the test of the chosen app, as the command palette does. */
async function openTest(page: Page) {
  await expect(page.locator('#root > main [data-command=check-profile]')).toBeAttached()
  await page.keyboard.press('ControlOrMeta+K')
  await page.getByRole('combobox', { name: /^Page, action/ }).fill('Test connection')
  await page.keyboard.press('Enter')
  await expect(dialog(page)).toBeVisible()
  await expect(dialog(page).getByText('Testing…')).toHaveCount(0)
}

test('the connection test and the pre-check pass a valid app and report what is wrong with it', async ({
  page,
  server,
}) => {
  test.slow()
  const state = await (await fetch(`${server.emulatorUrl}/_emulator/state`)).json()
  const { apps, default_receiver } = emulatorStateSchema.parse(state)
  const scopes = apps.find(({ app_id }) => app_id === 'cli_0123456789abcdef')?.scopes
  const change = (body: object) =>
    controlEmulator(server.emulatorUrl, 'PATCH', '/apps/cli_0123456789abcdef', body)

  await test.step('a valid app passes, also after a reload, and Esc closes the test', async () => {
    await page.goto('/')
    await openTest(page)
    await expect(dialog(page).getByText('All checks passed')).toBeVisible()
    await expect(row(page, 'Token')).toContainText('passed')
    await page.reload()
    await expect(dialog(page).getByText('All checks passed')).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(dialog(page)).toHaveCount(0)
    await expect(page).toHaveURL(/\/(\?profile=\w+)?$/)
  })

  await test.step('a disabled app', async () => {
    await newMessage(page)
    await change({ enabled: false })
    await checkAgain(page)
    await expect(status(page)).toHaveText(/^(Will fail|Partly checked)/)
    await page.keyboard.press('Escape')
    await openTest(page)
    await expect(dialog(page).getByText(/^\d+ checks? failed$/)).toBeVisible()
    await expect(dialog(page).getByText('failed', { exact: true }).first()).toBeAttached()
    await page.keyboard.press('Escape')
    await change({ enabled: true })
  })

  await test.step('a missing scope', async () => {
    await newMessage(page)
    await change({ scopes: ['im:chat:readonly'] })
    await checkAgain(page)
    await expect(status(page)).toHaveText(/^Will fail.*99991672/)
    const failed = checks(page).getByRole('listitem').first()
    await expect(failed, 'failed checks come first').toContainText('Permission')
    await expect(failed).toContainText('failed')
    await checks(page).getByRole('button', { name: 'Test connection' }).click()
    await expect(row(page, 'Permission to send bubbles')).toContainText('failed')
    await expect(row(page, 'Permission to send bubbles')).toContainText('im:message')
    await page.keyboard.press('Escape')
    await expect(dialog(page)).toHaveCount(0)
    await change({ scopes })
  })

  await test.step('a chat without read permission shows the missing scope', async () => {
    await newMessage(page)
    await change({ scopes: ['im:message:send_as_bot'] })
    await bar(page).locator('#bar-message-button').click()
    const panel = page.getByRole('dialog', { name: 'Message', exact: true })
    await panel.getByRole('button', { name: 'Refresh', exact: true }).click()
    await expect(panel.getByText('Chat not loaded')).toBeVisible()
    await expect(panel.getByText(/im:message/).first()).toBeVisible()
    await page.keyboard.press('Escape')
    await change({ scopes })
  })

  await test.step('a user outside the availability range', async () => {
    await newMessage(page)
    await change({ unavailable_to: [default_receiver.receive_id] })
    await checkAgain(page)
    await expect(status(page)).toHaveText(/^Will fail.*230005/)
    await page.keyboard.press('Escape')
    await change({ unavailable_to: [] })
  })
})

test('a clock that is three hours off is corrected and reported', async ({ page, server }) => {
  await controlEmulator(server.emulatorUrl, 'POST', '/clock', {
    action: 'advance',
    ms: 3 * 3_600_000,
  })
  await page.goto('/')
  await newMessage(page)
  await expect(status(page)).toHaveText(/(10:00|9:[45]\d) left$/)
  await openTest(page)
  await expect(row(page, 'Clock')).toContainText(/3 h|180|10,?800/)
})

test('a wrong secret is reported, opened from the response', async ({ page, server, origins }) => {
  const wrong = await startConsole({
    EMULATOR: 'off',
    EMULATOR_PORT: new URL(server.emulatorUrl ?? '').port,
    FEISHU_BASE_URL: server.emulatorUrl ?? '',
    FEISHU_APP_ID: 'cli_0123456789abcdef',
    FEISHU_APP_SECRET: 'not-the-secret-of-the-app',
  })
  origins.add(wrong.url)
  await page.goto(`${wrong.url}/?target=om_dc13264520392913993dd051dba21dcf`)
  const text = page.getByRole('textbox', { name: 'Bubble 1, Default', exact: true })
  await text.fill('OK')
  await part.send(page).click()
  await part
    .response(page)
    .getByRole('button', { name: /^Test connection/ })
    .first()
    .click()
  await expect(row(page, 'Token')).toContainText('failed')
  await expect(row(page, 'Token')).not.toContainText('not-the-secret-of-the-app')
  await expect(row(page, 'Permission to send bubbles')).toContainText('not checked')
  await page.keyboard.press('Escape')
  await expect(dialog(page)).toHaveCount(0)
  await expect(text, 'the draft is kept').toHaveValue('OK')
  await page.goto('about:blank')
  await wrong.stop()
})
