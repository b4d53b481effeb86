import type { Page } from '@playwright/test'
import type { ConsoleProcess } from '../server/testing/console-process.ts'
import { expectNoAxeViolations } from './accessibility.ts'
import { cell, part } from './console-page.ts'
import { startConsole } from './console-server.ts'
import { expect, test } from './fixtures.ts'
import {
  desk,
  EMMA,
  findPerson,
  LUKAS,
  openDesk,
  PARCEL,
  post as postJson,
} from './support-desk.ts'

const PASSWORD = 'correct horse battery staple'

let team: ConsoleProcess

test.beforeAll(async () => {
  team = await startConsole({ LOCAL_ACCOUNTS: 'on' })
})
test.afterAll(() => team.stop())
test.beforeEach(({ origins }) => void origins.add(new URL(team.url).origin))
test.use({ expectedStatuses: [401, 403, 409] })

async function setPassword(page: Page, link: string, name?: string): Promise<void> {
  await page.goto(link)
  if (name !== undefined) await page.getByLabel('Name', { exact: true }).fill(name)
  await page.getByLabel('New password').fill(PASSWORD)
  await page.getByRole('button', { name: 'Save and sign in' }).click()
  await expect(page.getByRole('button', { name: /^Account of/ })).toBeVisible()
}

/** Calls the API as the person of a page. */
function post(page: Page, path: string, body: object): Promise<Record<string, unknown>> {
  return page.evaluate(
    async ([to, text]) => {
      const headers = { 'content-type': 'application/json' }
      const response = await fetch(to as string, { method: 'POST', headers, body: text as string })
      return response.json()
    },
    [path, JSON.stringify(body)],
  )
}

test('what one person sends to production waits until another one has seen it and approves', async ({
  page,
  browser,
  contextOptions,
}) => {
  await setPassword(page, team.setupUrl() ?? '', 'anna')
  const app = await post(page, '/api/profiles', {
    ...{ name: 'Acme Care', environment: 'production', base_url: team.emulatorUrl },
    ...{ app_id: 'cli_0123456789abcdef', app_secret: 'emulator-secret' },
  })
  await post(page, '/api/templates', {
    ...{ name: PARCEL.name, message: { content: PARCEL.message } },
    follow_ups: PARCEL.bubbles.map((content) => ({ content })),
  })
  await test.step('an admin turns it on', async () => {
    await page.goto(`${team.url}/team/approvals`)
    await expect(page.getByText('Nothing waits for approval.')).toBeVisible()
    await page.getByRole('switch', { name: 'Acme Care' }).click()
    await expect(page.getByRole('switch', { name: 'Acme Care' })).toBeChecked()
    await expect(page.getByText('Only anna can approve, but not their own sends.')).toBeVisible()
    await expectNoAxeViolations(page)
  })

  const invite = async (sign_in_name: string, grants: object[]) =>
    String((await post(page, '/api/people', { sign_in_name, grants })).link)
  const open = async (link: string) => {
    const context = await browser.newContext({ ...contextOptions, locale: 'en-US' })
    const other = await context.newPage()
    await setPassword(other, `${team.url}${link}`)
    return other
  }
  const cleo = await open(await invite('cleo', [{ app: app.id, role: 'viewer', approver: true }]))
  await cleo.getByRole('button', { name: 'Account of cleo' }).click()
  await cleo.getByRole('link', { name: 'Approvals' }).click()
  const ben = await open(await invite('ben', [{ app: app.id, role: 'sender', approver: true }]))

  await test.step('ben sends bubbles and reads that they wait', async () => {
    await openDesk(ben, team.url)
    await findPerson(ben, EMMA.email)
    await desk.value(ben, 'order').fill('A-1')
    await desk.bar(ben).getByRole('button', { name: 'Send' }).hover()
    const sent = ben.waitForRequest(/\/api\/deliveries$/)
    await ben.mouse.down()
    await sent
    await ben.mouse.up()
    await expect(desk.bar(ben)).toContainText('Waiting for approval, not sent yet.')
    const mine = ben.getByRole('list', { name: 'Waiting for approval' })
    await expect(mine).toContainText(EMMA.name)
    await expect(mine).toContainText('Waiting for approval until')
    await expectNoAxeViolations(ben)
  })

  await test.step('cleo, whose page was open, sees exactly that, and approves', async () => {
    await expect(cleo.getByRole('link', { name: 'Approvals 1' })).toBeVisible()
    await cleo.getByRole('button', { name: /^Emma Clarke/ }).click()
    const shown = cleo.getByRole('region', { name: /^Emma Clarke/ })
    await expect(shown).toContainText('Hi, order A-1 arrived. How was it?')
    await expect(shown).toContainText('Not good')
    await expect(shown).toContainText('ben')
    await expectNoAxeViolations(cleo)
    await cleo.setViewportSize({ width: 390, height: 844 })
    await expectNoAxeViolations(cleo)
    await cleo.getByRole('button', { name: 'Approve and send' }).press('Enter')
    await expect(shown).toContainText('Approved')
    await expect(shown.getByRole('link', { name: 'Sent: see the request' })).toBeVisible()
  })

  await test.step('ben, whose page was open, sees it sent', async () => {
    await expect(desk.bar(ben)).toContainText(`Sent to ${EMMA.name}`)
    await expect(ben.getByRole('list', { name: 'Sent today' })).toContainText(EMMA.name)
    await expect(ben.getByText('Waiting for approval until')).toHaveCount(0)
  })

  await test.step('bubbles of Compose wait too, and no one approves their own', async () => {
    const state = await (await fetch(`${team.emulatorUrl}/_emulator/state`)).json()
    const { message } = await postJson(
      `${team.emulatorUrl}/_emulator/bots/cli_0123456789abcdef/messages`,
      { open_id: state.default_receiver.receive_id, text: 'Your order has left.' },
    )
    const { message_id } = message as { message_id: string }
    await ben.goto(`${team.url}/?profile=${app.id}&target=${message_id}`)
    await cell(ben, 1, 'Default').fill('Where is it?')
    await part.send(ben).click()
    await ben.getByRole('dialog').getByRole('button', { name: 'Send', exact: true }).click()
    await expect(part.response(ben)).toContainText('Waiting for approval, not sent yet.')
    const approvals = await ben.context().newPage()
    await approvals.goto(`${team.url}/team/approvals`)
    await expect(approvals.getByText('You cannot approve your own')).toBeVisible()
    await expect(approvals.getByRole('button', { name: 'Approve and send' })).toHaveCount(0)
    await cleo
      .getByRole('button', { name: /waiting|min left/ })
      .first()
      .click()
    await expect(cleo.getByText('Where is it?')).toBeVisible()
    await cleo.getByRole('button', { name: 'Approve and send' }).press('Enter')
    await expect(
      approvals.getByRole('link', { name: 'Sent: see the request' }).first(),
    ).toBeVisible()
    await approvals.close()
    await expect(part.response(ben)).toContainText('Approved by cleo and sent')
    await part.response(ben).getByRole('link', { name: 'See it in History' }).click()
    await expect(ben.getByText('Where is it?').first()).toBeVisible()
  })

  await test.step('a list says what it waits for, and offers only what works', async () => {
    const rows = [EMMA.email, LUKAS.email].map((recipient) => ({ recipient }))
    const texts = { message: { text: 'Prices change.' }, follow_ups: [{ content: 'Why?' }] }
    const made = await post(ben, '/api/lists', { profile: app.id, name: 'prices', rows, ...texts })
    const { id } = made.list as { id: string }
    await ben.goto(`${team.url}/support/list/${id}`)
    const start = ben.getByRole('button', { name: 'Submit for approval' })
    await start.click()
    await expect(ben.getByText('Waiting for approval until')).toBeVisible()
    await expect(start).toHaveCount(0)
    await expect(ben.getByRole('button', { name: 'Check all again' })).toHaveCount(0)
    await expectNoAxeViolations(ben)
    await ben.getByRole('button', { name: 'Withdraw' }).click()
    await start.click()
    await cleo.getByRole('button', { name: /^prices .*min left/ }).click()
    await expect(cleo.getByText('1 to send, 1 skipped')).toBeVisible()
    await cleo.getByRole('button', { name: 'Reject…' }).click()
    await cleo.getByLabel('Reason').fill('Wrong date')
    await cleo.getByRole('button', { name: 'Reject', exact: true }).click()
    await expect(ben.getByText('rejected by cleo: Wrong date')).toBeVisible()
    await start.click()
    await cleo.getByRole('button', { name: /^prices .*min left/ }).click()
    await cleo.getByRole('button', { name: 'Approve and send' }).press('Enter')
    await expect(ben.getByRole('heading', { name: /^Finished at/ })).toBeVisible()
  })

  await test.step('the audit has each step', async () => {
    await page.goto(`${team.url}/team/audit`)
    const row = (name: RegExp) => page.getByRole('row', { name }).first()
    await expect(row(/ben Submitted a send for approval/)).toBeVisible()
    await expect(row(/cleo Approved a send/)).toBeVisible()
  })
  for (const other of [ben, cleo]) await other.context().close()
})
