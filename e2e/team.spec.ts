import type { Page } from '@playwright/test'
import type { ConsoleProcess } from '../server/testing/console-process.ts'
import { expectNoAxeViolations } from './accessibility.ts'
import { cell, part } from './console-page.ts'
import { startConsole } from './console-server.ts'
import { expect, test } from './fixtures.ts'

const PASSWORD = 'correct horse battery staple'

/** A console that asks to sign in, below a base path as behind a proxy. */
let team: ConsoleProcess

test.beforeAll(async () => {
  team = await startConsole({ LOCAL_ACCOUNTS: 'on', BASE_PATH: '/console' })
})
test.afterAll(() => team.stop())
test.beforeEach(({ origins }) => void origins.add(new URL(team.url).origin))
test.use({ expectedStatuses: [401, 403, 422] })
// The second test signs in with the account that the first one makes.
test.describe.configure({ mode: 'serial' })

const account = (page: Page, name: string) =>
  page.getByRole('button', { name: `Account of ${name}`, exact: true })

async function signIn(page: Page, name: string): Promise<void> {
  await page.getByLabel('Name', { exact: true }).fill(name)
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: /^Sign/ })).toHaveCount(0)
}

async function setPassword(page: Page, link: string, name?: string): Promise<void> {
  await page.goto(link)
  if (name !== undefined) await page.getByLabel('Name', { exact: true }).fill(name)
  await page.getByLabel('New password').fill(PASSWORD)
  await page.getByRole('button', { name: 'Save and sign in' }).click()
}

test('the first admin adds a viewer, who may look and not send, and the audit has it all', async ({
  page,
  browser,
  contextOptions,
}) => {
  await page.goto(`${team.url}/history`)
  await expect(page.getByRole('button', { name: 'Sign in', exact: true })).toBeVisible()
  await expectNoAxeViolations(page)
  await page.getByLabel('Name', { exact: true }).fill('anna')
  await page.getByLabel('Password', { exact: true }).fill('wrong')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alert').filter({ hasText: 'Sign-in failed' })).toBeVisible()

  await test.step('by the link that was printed at start', async () => {
    await setPassword(page, team.setupUrl() ?? '', 'anna')
    await expect(account(page, 'anna')).toBeVisible()
    await expect(page).toHaveURL(`${team.url}/`)
    await cell(page, 1, 'Default').fill('Where is it?')
    await part.send(page).click()
    await expect(part.response(page).getByText('Bubbles added').first()).toBeVisible()
    await page.getByRole('link', { name: 'Emulator', exact: true }).click()
    await expect(page.getByRole('region', { name: 'Messages' })).toContainText('Where is it?')
  })

  const link = await test.step('adds ben', async () => {
    await page.getByRole('link', { name: 'Team', exact: true }).click()
    await page.getByRole('button', { name: 'Add a person…' }).click()
    await page.getByLabel('Sign-in name').fill('ben')
    await page.getByRole('button', { name: 'Add a right' }).click()
    await page.getByLabel('Role', { exact: true }).selectOption('Viewer')
    await expectNoAxeViolations(page)
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    const shown = await page.locator('code').filter({ hasText: '#setup=' }).textContent()
    await page.getByRole('button', { name: 'Done' }).click()
    await expect(page.getByRole('row', { name: /^ben invited/ })).toContainText('Viewer')
    await expectNoAxeViolations(page)
    return shown ?? ''
  })

  const context = await browser.newContext({ ...contextOptions, locale: 'en-US' })
  const ben = await context.newPage()
  await test.step('ben may look and not send', async () => {
    await setPassword(ben, link)
    await expect(account(ben, 'ben')).toBeVisible()
    await expect(ben.getByRole('link', { name: 'Team', exact: true })).toHaveCount(0)
    await expect(ben.getByText('Your role does not allow sending with this app')).toBeVisible()
    await expect(part.send(ben)).toHaveAttribute('aria-disabled', 'true')
    await ben.goto(`${team.url}/history`)
    await expect(ben.getByText('Where is it?').first()).toBeVisible()
    await expect(ben.getByRole('table')).toContainText('anna')
    await expect(ben.getByRole('button', { name: /^Delete old/ })).toHaveCount(0)
    await ben.getByRole('link', { name: 'Emulator', exact: true }).click()
    await expect(ben.getByText('The emulator is for editors')).toBeVisible()
    await ben.goto(`${team.url}/team/audit`)
    await expect(ben.getByText('Only admins can open this page')).toBeVisible()
  })

  await test.step('the audit', async () => {
    await page.getByRole('link', { name: 'Audit', exact: true }).click()
    await expect(page.getByRole('row', { name: /anna Added a person ben/ })).toContainText(
      'rights: Viewer · All apps',
    )
    await expect(page.getByRole('row', { name: /^.*Sign-in rejected/ })).toBeVisible()
    await expect(page.getByText(/✓ Chain verified at/)).toBeVisible()
    await expectNoAxeViolations(page)
    await page.getByLabel('Result').selectOption('Denied')
    await expect(page.getByRole('row', { name: /Added a person/ })).toHaveCount(0)
  })

  await test.step('ends the sessions of ben, whose page says so', async () => {
    await page.getByRole('link', { name: 'People', exact: true }).click()
    await page.getByRole('button', { name: 'Edit ben' }).click()
    await page.getByRole('button', { name: 'Sign out everywhere' }).click()
    await expect(page.getByRole('dialog').getByText('None.')).toBeVisible()
    await ben.getByRole('link', { name: 'History', exact: true }).click()
    await expect(ben.getByRole('dialog', { name: 'Signed out' })).toBeVisible()
    await ben.getByRole('button', { name: 'Sign in again' }).click()
    await signIn(ben, 'ben')
    await expect(ben).toHaveURL(`${team.url}/history`)
  })
  await context.close()
})

test('a stream that a proxy holds back is replaced by regular reads, and the page says so', async ({
  page,
}) => {
  await page.clock.install()
  await page.route('**/api/emulator/stream?*', () => new Promise(() => {}))
  await page.goto(`${team.url}/emulator`)
  await signIn(page, 'anna')
  const messages = page.getByRole('region', { name: 'Messages' })
  await expect(messages).toContainText('Where is it?')
  await page.clock.fastForward(6_000)
  await expect(page.getByText('Live updates do not arrive')).toBeVisible()
  const state = await (await fetch(`${team.emulatorUrl}/_emulator/state`)).json()
  const { apps, default_receiver } = state as {
    apps: { app_id: string }[]
    default_receiver: { receive_id: string }
  }
  const sent = await fetch(`${team.emulatorUrl}/_emulator/bots/${apps[0]?.app_id}/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      open_id: default_receiver.receive_id,
      text: 'Sent behind the proxy',
    }),
  })
  expect(sent.status).toBe(200)
  await page.clock.fastForward(6_000)
  await expect(messages).toContainText('Sent behind the proxy')
})

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 } })

  test('an API token is made, shown once and revoked, the password is changed, and signing out leads to the sign-in page', async ({
    page,
  }) => {
    await page.goto(`${team.url}/team/tokens`)
    await signIn(page, 'anna')
    await page.getByRole('button', { name: 'New token…' }).click()
    await page.getByLabel('Name', { exact: true }).fill('nightly')
    await page.getByRole('button', { name: 'Create', exact: true }).click()
    const secret = (await page.locator('code').filter({ hasText: 'fuc_' }).textContent()) ?? ''
    const read = () =>
      fetch(`${team.url}/api/history`, { headers: { authorization: `Bearer ${secret}` } })
    expect((await read()).status).toBe(200)
    await page.getByRole('button', { name: 'Done' }).click()
    await expectNoAxeViolations(page)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
    await page.getByRole('button', { name: 'Revoke nightly' }).click()
    await expect(page.getByText('No tokens.')).toBeVisible()
    expect((await read()).status).toBe(401)

    const openMenu = async () => {
      await page.getByRole('button', { name: 'Menu', exact: true }).click()
      await account(page, 'anna').click()
    }
    await openMenu()
    await page.getByRole('button', { name: 'Change password…' }).click()
    const dialog = page.getByRole('dialog', { name: 'Change password' })
    await dialog.getByLabel('Current password').fill('not this one')
    await dialog.getByLabel('New password').fill(`${PASSWORD} 2`)
    await page.keyboard.press('Enter')
    await expect(dialog.getByText('The current password is wrong.')).toBeVisible()
    await expectNoAxeViolations(page)
    await dialog.getByLabel('Current password').fill(PASSWORD)
    await page.keyboard.press('Enter')
    await expect(dialog.getByText('Password changed.')).toBeVisible()
    await dialog.getByRole('button', { name: 'Done' }).click()

    await openMenu()
    await page.getByRole('button', { name: 'Sign out', exact: true }).click()
    await expect(page.getByRole('button', { name: 'Sign in', exact: true })).toBeVisible()
  })
})
