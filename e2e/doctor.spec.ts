import type { Page } from '@playwright/test'
import { startConsoleProcess } from '../scripts/console-process.ts'
import { defaultText, newMessage, part } from './console.ts'
import { expect, test } from './fixtures.ts'
import { control, findPerson, target } from './target-parts.ts'

const dialog = (page: Page) => page.getByRole('dialog', { name: /^Check this profile/ })
const row = (page: Page, name: string) =>
  dialog(page)
    .getByRole('listitem')
    .filter({ hasText: new RegExp(`^${name}`) })

async function check(page: Page) {
  await part.target(page).getByRole('button', { name: 'Check this profile' }).click()
  await expect(dialog(page).getByText('Asking the platform…')).toHaveCount(0)
}

test('a sound profile is found sound, and the check goes away again', async ({ page }) => {
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

test('an app that is switched off is named by the check and by the preflight', async ({
  page,
  house,
}) => {
  await page.goto('/')
  await newMessage(page)
  await expect(target.outlook(page).getByText('Would work now')).toBeVisible()
  await control(house.emulatorUrl, 'PATCH', '/apps/cli_emulator', { enabled: false })
  await target.outlook(page).getByRole('button', { name: 'Check again' }).click()
  await expect(target.outlook(page).getByText(/Would be refused|Cannot be told/)).toBeVisible()
  await check(page)
  await expect(dialog(page).getByText(/stand(s)? in the way/)).toBeVisible()
  await expect(dialog(page).getByText('failed').first()).toBeAttached()
})

test('a missing scope is named, in the check and before the send', async ({ page, house }) => {
  await page.goto('/')
  await newMessage(page)
  await control(house.emulatorUrl, 'PATCH', '/apps/cli_emulator', { scopes: ['im:chat:readonly'] })
  await page.getByRole('button', { name: 'Check again' }).click()
  await expect(target.outlook(page).getByText(/Would be refused with 99991672/)).toBeVisible()
  await page.getByRole('button', { name: 'What was checked' }).click()
  await expect(target.check(page, 'Permission')).toContainText('failed')
  await page
    .getByRole('region', { name: 'What was checked' })
    .getByRole('button', { name: 'Check this profile' })
    .click()
  await expect(row(page, 'Permission to push')).toContainText('failed')
  await expect(row(page, 'Permission to push')).toContainText('im:message')
})

test('a chat that may not be read says so, and how it may be', async ({ page, house }) => {
  await page.goto('/')
  await findPerson(page, 'wang.fang@example.com')
  await control(house.emulatorUrl, 'PATCH', '/apps/cli_emulator', {
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

test('a person out of range is foreseen', async ({ page, house }) => {
  await page.goto('/')
  await newMessage(page)
  const state = await (await fetch(`${house.emulatorUrl}/_emulator/state`)).json()
  await control(house.emulatorUrl, 'PATCH', '/apps/cli_emulator', {
    unavailable_to: [state.default_receiver.receive_id],
  })
  await page.getByRole('button', { name: 'Check again' }).click()
  await expect(target.outlook(page).getByText(/Would be refused with 230005/)).toBeVisible()
})

test('a clock three hours off is counted in, and told', async ({ page, house }) => {
  await control(house.emulatorUrl, 'POST', '/clock', { action: 'advance', ms: 3 * 3_600_000 })
  await page.goto('/')
  await newMessage(page)
  await expect(target.outlook(page).getByText('Would work now')).toBeVisible()
  await expect(target.timer(page)).toHaveText(/^(10:00|9:[45]\d)$/)
  await check(page)
  await expect(row(page, 'Clock')).toContainText(/3 h|180|10,?800/)
})

test('a wrong secret is found, from the answer to the check', async ({ page, house, origins }) => {
  const wrong = await startConsoleProcess({
    EMULATOR: 'off',
    EMULATOR_PORT: new URL(house.emulatorUrl ?? '').port,
    FEISHU_BASE_URL: house.emulatorUrl ?? '',
    FEISHU_APP_ID: 'cli_emulator',
    FEISHU_APP_SECRET: 'not-the-secret-of-the-app',
  })
  origins.add(wrong.url)
  await page.goto(wrong.url)
  await part.messageId(page).fill('om_dc13264520392913993dd051dba21dcf')
  await defaultText(page, 1).fill('OK')
  await part.send(page).click()
  await part.answer(page).getByRole('link', { name: 'Check this profile, step by step' }).click()
  await expect(row(page, 'Token')).toContainText('failed')
  await expect(row(page, 'Token')).not.toContainText('not-the-secret-of-the-app')
  await expect(row(page, 'Permission to push')).toContainText('not checked')
  await page.keyboard.press('Escape')
  await expect(part.messageId(page), 'nothing composed is lost').toHaveValue(/^om_dc13/)
  await page.goto('about:blank')
  await wrong.stop()
})
