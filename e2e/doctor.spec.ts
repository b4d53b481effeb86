import type { Page } from '@playwright/test'
import { controlEmulator, defaultText, findUser, newMessage, part, target } from './console-page.ts'
import { startConsole } from './console-server.ts'
import { expect, test } from './fixtures.ts'

const dialog = (page: Page) => page.getByRole('dialog', { name: /^Check this profile/ })
const row = (page: Page, name: string) =>
  dialog(page)
    .getByRole('listitem')
    .filter({ hasText: new RegExp(`^${name}`) })

async function check(page: Page) {
  await part.target(page).getByRole('button', { name: 'Check this profile' }).click()
  await expect(dialog(page).getByText('Asking the platform…')).toHaveCount(0)
}

test('a valid profile passes the check, and Esc closes it', async ({ page }) => {
  await page.goto('/')
  await check(page)
  await expect(dialog(page).getByText('Nothing stands in the way.')).toBeVisible()
  await expect(row(page, 'Token')).toContainText('passed')
  await page.reload()
  await expect(dialog(page).getByText('Nothing stands in the way.')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(dialog(page)).toHaveCount(0)
  await expect(page).toHaveURL(/\/(\?profile=\w+)?$/)
})

test('a disabled app is reported by the check and the pre-check', async ({ page, server }) => {
  await page.goto('/')
  await newMessage(page)
  await expect(target.precheck(page).getByText('Would work now')).toBeVisible()
  await controlEmulator(server.emulatorUrl, 'PATCH', '/apps/cli_emulator', { enabled: false })
  await target.precheck(page).getByRole('button', { name: 'Check again' }).click()
  await expect(target.precheck(page).getByText(/Would be refused|Cannot be told/)).toBeVisible()
  await check(page)
  await expect(dialog(page).getByText(/stand(s)? in the way/)).toBeVisible()
  await expect(dialog(page).getByText('failed').first()).toBeAttached()
})

test('a missing scope is reported by the check and the pre-check', async ({ page, server }) => {
  await page.goto('/')
  await newMessage(page)
  await controlEmulator(server.emulatorUrl, 'PATCH', '/apps/cli_emulator', {
    scopes: ['im:chat:readonly'],
  })
  await page.getByRole('button', { name: 'Check again' }).click()
  await expect(target.precheck(page).getByText(/Would be refused with 99991672/)).toBeVisible()
  await page.getByRole('button', { name: 'What was checked' }).click()
  await expect(target.check(page, 'Permission')).toContainText('failed')
  await page
    .getByRole('region', { name: 'What was checked' })
    .getByRole('button', { name: 'Check this profile' })
    .click()
  await expect(row(page, 'Permission to push')).toContainText('failed')
  await expect(row(page, 'Permission to push')).toContainText('im:message')
})

test('a chat without read permission shows the missing scope', async ({ page, server }) => {
  await page.goto('/')
  await findUser(page, 'wang.fang@example.com')
  await controlEmulator(server.emulatorUrl, 'PATCH', '/apps/cli_emulator', {
    scopes: ['im:message:send_as_bot'],
  })
  await target.messages(page).getByRole('button', { name: 'Read the chat again' }).click()
  await expect(target.messages(page).getByText('The chat was not read')).toBeVisible()
  await expect(
    target
      .messages(page)
      .getByText(/im:message/)
      .first(),
  ).toBeVisible()
})

test('the pre-check predicts a user outside the availability range', async ({ page, server }) => {
  await page.goto('/')
  await newMessage(page)
  const state = await (await fetch(`${server.emulatorUrl}/_emulator/state`)).json()
  await controlEmulator(server.emulatorUrl, 'PATCH', '/apps/cli_emulator', {
    unavailable_to: [state.default_receiver.receive_id],
  })
  await page.getByRole('button', { name: 'Check again' }).click()
  await expect(target.precheck(page).getByText(/Would be refused with 230005/)).toBeVisible()
})

test('a clock that is three hours off is corrected and reported', async ({ page, server }) => {
  await controlEmulator(server.emulatorUrl, 'POST', '/clock', {
    action: 'advance',
    ms: 3 * 3_600_000,
  })
  await page.goto('/')
  await newMessage(page)
  await expect(target.precheck(page).getByText('Would work now')).toBeVisible()
  await expect(target.timer(page)).toHaveText(/^(10:00|9:[45]\d)$/)
  await check(page)
  await expect(row(page, 'Clock')).toContainText(/3 h|180|10,?800/)
})

test('a wrong secret is reported by the check, opened from the response', async ({
  page,
  server,
  origins,
}) => {
  const wrong = await startConsole({
    EMULATOR: 'off',
    EMULATOR_PORT: new URL(server.emulatorUrl ?? '').port,
    FEISHU_BASE_URL: server.emulatorUrl ?? '',
    FEISHU_APP_ID: 'cli_emulator',
    FEISHU_APP_SECRET: 'not-the-secret-of-the-app',
  })
  origins.add(wrong.url)
  await page.goto(wrong.url)
  await part.messageId(page).fill('om_dc13264520392913993dd051dba21dcf')
  await defaultText(page, 1).fill('OK')
  await part.send(page).click()
  await part.response(page).getByRole('link', { name: 'Check this profile, step by step' }).click()
  await expect(row(page, 'Token')).toContainText('failed')
  await expect(row(page, 'Token')).not.toContainText('not-the-secret-of-the-app')
  await expect(row(page, 'Permission to push')).toContainText('not checked')
  await page.keyboard.press('Escape')
  await expect(part.messageId(page), 'the draft is kept').toHaveValue(/^om_dc13/)
  await page.goto('about:blank')
  await wrong.stop()
})
