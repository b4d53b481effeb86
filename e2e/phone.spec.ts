import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from '@playwright/test'
import { scenarioSchema } from '#contract/emulator/scenario'
import { emulatorStateSchema } from '#contract/emulator/state'
import type { ConsoleProcess } from '../server/testing/console-process.ts'
import { expectNoAxeViolations, expectNoOverflow, inEachLook, LANGUAGES } from './accessibility.ts'
import { defaultText, newMessage, part, sendAndExpect } from './console-page.ts'
import { createMessage, push, startConsole } from './console-server.ts'
import { expect, test } from './fixtures.ts'

/** The parts of the page by their accessible English names. */
const chats = (page: Page) => page.getByRole('region', { name: 'Chats' })
const phone = (page: Page) => page.getByRole('region', { name: /^Phone of / })
const inside = (page: Page) => page.getByRole('region', { name: 'Inside the emulator' })
const messages = (page: Page) => phone(page).getByRole('region', { name: 'Messages' })
const bubble = (page: Page, name: string) =>
  messages(page).getByRole('list', { name: 'Bubbles' }).getByRole('button', { name })

async function openTab(page: Page, name: string): Promise<void> {
  await inside(page).getByRole('radio', { name }).check()
}

const BUBBLES = [
  { content: 'Progress', i18n_contents: [{ content: 'Show progress', language: 'en_us' }] },
  { content: '取消' },
]

/** Opens the page, sends a message and pushes two bubbles through the API. */
async function openWithBubbles(page: Page, server: ConsoleProcess): Promise<void> {
  await page.goto('/phone')
  await expect(messages(page)).toBeVisible()
  const messageId = await createMessage(server)
  await expectPush(server, messageId, 'success')
  await expect(bubble(page, 'Progress')).toBeVisible()
}

async function expectPush(server: ConsoleProcess, id: string, msg: string): Promise<void> {
  const { body } = await push(server.url, id, BUBBLES)
  expect(body).toMatchObject({ outcome: 'answered', msg })
}

test('a push is shown immediately; a clicked bubble becomes a message of the user and an event', async ({
  page,
}) => {
  const compose = await page.context().newPage()
  await page.goto('/phone')
  await compose.goto('/')
  await expect(messages(page)).toBeVisible()
  const id = await newMessage(compose)
  await defaultText(compose, 1).fill('Progress')
  await part.bubble(compose, 1).getByRole('button', { name: 'Add a language' }).click()
  await compose.keyboard.type('Show progress')
  await part.composer(compose).getByRole('button', { name: 'Add a bubble' }).click()
  await defaultText(compose, 2).fill('取消')
  await expect(messages(page).getByText('Your order 2026-1122')).toBeVisible()
  await expect(page.getByRole('status').filter({ hasText: 'Your order 2026-1122' })).toBeAttached()
  await expect(messages(page).getByText(/takes bubbles for \d+ s more/)).toBeVisible()
  await sendAndExpect(compose, 'Bubbles added')

  await expect(bubble(page, 'Progress')).toBeVisible()
  await expect(page.getByRole('status').filter({ hasText: 'Bubbles: Progress' })).toBeAttached()
  await page.bringToFront()
  await bubble(page, '取消').click()
  await expect(messages(page).getByRole('list', { name: 'Bubbles' })).toHaveCount(0)
  await expect(messages(page).getByText('You: 取消')).toBeAttached()
  await expect(messages(page)).toBeFocused()
  await expect(inside(page).getByText('im.message.receive_v1', { exact: true })).toBeVisible()
  await expect(inside(page).getByText(String.raw`"content": "{\"text\":\"取消\"}"`)).toBeVisible()

  await messages(page)
    .getByRole('link', { name: /^Use as target/ })
    .click()
  await expect(part.messageId(page)).toHaveValue(id)
  await expect(page).toHaveURL(/\/\?profile=emulator$/)
})

test('the bubbles are shown in the language of the user’s client', async ({ page, server }) => {
  await openWithBubbles(page, server)
  await phone(page).getByRole('combobox', { name: 'Language of the client' }).selectOption('en_us')
  await expect(bubble(page, 'Show progress')).toBeVisible()
  await bubble(page, 'Show progress').click()
  await expect(messages(page).getByText('You: Show progress')).toBeAttached()
})

test('bubbles are rejected at 601 s and accepted at 599 s', async ({ page, server }) => {
  await page.goto('/phone')
  const id = await createMessage(server)
  await openTab(page, 'Clock')
  await inside(page).getByRole('button', { name: 'Freeze' }).click()
  await expect(inside(page).getByText('frozen')).toBeVisible()
  await inside(page).getByRole('button', { name: '601 s' }).click()
  await expect(messages(page).getByText('601 s old: too late for bubbles (230002)')).toBeVisible()
  await expectPush(server, id, 'expired message.')

  await inside(page).getByRole('button', { name: '599 s' }).click()
  await expect(messages(page).getByText('takes bubbles for 1 s more')).toBeVisible()
  await expectPush(server, id, 'success')
  await inside(page).getByRole('button', { name: 'Let it run' }).click()
  await expect(inside(page).getByText('running')).toBeVisible()
})

test('the clock can be set and advanced', async ({ page }) => {
  await page.goto('/phone?tab=clock')
  await inside(page).getByRole('button', { name: 'Freeze' }).click()
  await inside(page).getByLabel('Set to').fill('2030-01-02T03:04:05')
  await inside(page).getByRole('button', { name: 'Set', exact: true }).click()
  await expect(inside(page).getByText('Jan 2, 2030, 3:04:05 AM')).toBeVisible()
  await inside(page).getByRole('button', { name: '+1 min', exact: true }).click()
  await expect(inside(page).getByText('Jan 2, 2030, 3:05:05 AM')).toBeVisible()
})

test('if the response is lost, the console reports an unknown outcome and the phone shows the bubbles', async ({
  page,
  server,
}) => {
  await page.goto('/phone?tab=faults')
  const id = await createMessage(server)
  await inside(page).getByRole('button', { name: 'Drop the answer after the effect' }).click()
  await expect(inside(page).getByText(/fired 0 of 0 · 1 left/)).toBeVisible()
  expect(await push(server.url, id, BUBBLES)).toMatchObject({
    status: 504,
    body: { outcome: 'unknown' },
  })
  await expect(bubble(page, 'Progress')).toBeVisible()
  await expect(inside(page).getByText(/fired 1 of 1 · 0 left/)).toBeVisible()
  await inside(page)
    .getByRole('button', { name: /^Remove Connection closed/ })
    .click()
  await expect(inside(page).getByText('Nothing is planted')).toBeVisible()
})

test.describe('a custom rule', () => {
  test.use({ expectedStatuses: [422] })
  test('is added as filled in, or rejected with its path', async ({ page }) => {
    await page.goto('/phone?tab=faults')
    await inside(page).getByText('A rule of your own').click()
    await inside(page).getByRole('combobox', { name: 'What goes wrong' }).selectOption('html')
    await inside(page).getByRole('textbox', { name: 'http_status' }).fill('9')
    await inside(page).getByRole('button', { name: 'Plant' }).click()
    await expect(inside(page).getByRole('alert').getByText('fault.http_status')).toBeVisible()
    await inside(page).getByRole('textbox', { name: 'http_status' }).fill('503')
    await inside(page).getByRole('spinbutton', { name: 'Share of the calls (%)' }).fill('50')
    await inside(page).getByRole('button', { name: 'Plant' }).click()
    await expect(
      inside(page).getByText(/50% of calls · when before_effect · http_status 503/),
    ).toBeVisible()
  })
})

test('a user outside the bot’s availability range gets no bubbles until they are added', async ({
  page,
  server,
}) => {
  await page.goto('/phone')
  const id = await createMessage(server)
  const range = phone(page).getByRole('switch', { name: 'In the bot’s availability range' })
  await range.uncheck()
  await expect(range).not.toBeChecked()
  await expectPush(server, id, 'user is not visible to bot.')
  await range.check()
  await expect(range).toBeChecked()
  await expectPush(server, id, 'success')
  await expect(bubble(page, 'Progress')).toBeVisible()
})

test('the bubbles disappear when the user or a bot writes', async ({ page, server }) => {
  await openWithBubbles(page, server)
  await phone(page)
    .getByRole('textbox', { name: /^Write as / })
    .fill('在吗？')
  await page.keyboard.press('Enter')
  await expect(messages(page).getByText('You: 在吗？')).toBeAttached()
  await expect(messages(page).getByRole('list', { name: 'Bubbles' })).toHaveCount(0)

  await phone(page).getByText('Let a bot write').click()
  await phone(page).getByRole('textbox', { name: 'Text' }).fill('I am here.')
  await phone(page).getByRole('button', { name: 'Write' }).click()
  await expect(messages(page).getByText('I am here.')).toBeVisible()

  await phone(page).getByRole('combobox', { name: 'Bot' }).selectOption('cli_emulator_parcels')
  await phone(page).getByRole('textbox', { name: 'Text' }).fill('Parcel at the door.')
  await phone(page).getByRole('button', { name: 'Write' }).click()
  await expect(chats(page).getByText('Parcel at the door.')).toBeVisible()
})

test('a user can write first to a bot that has never written', async ({ page }) => {
  await page.goto('/phone')
  await chats(page).getByRole('combobox', { name: 'Whose phone' }).selectOption({ label: '王芳' })
  await chats(page)
    .getByRole('button', { name: /Survey App/ })
    .click()
  await expect(messages(page).getByText('Write the first one below')).toBeVisible()
  await phone(page).getByRole('textbox', { name: 'Write as 王芳' }).fill('你好')
  await page.keyboard.press('Enter')
  await expect(chats(page).getByRole('button', { name: /Survey App.*You: 你好/ })).toBeVisible()
})

test('an assumption is marked, changed and reset', async ({ page }) => {
  await page.goto('/phone?tab=assumptions')
  await expect(inside(page).getByText('assumed', { exact: true }).first()).toBeVisible()
  const unit = inside(page).getByRole('combobox', { name: 'Value of character_unit' })
  await unit.selectOption('graphemes')
  await expect(inside(page).getByText('changed', { exact: true })).toBeVisible()
  await page.reload()
  await expect(unit).toHaveValue('graphemes')
  await inside(page).getByRole('button', { name: 'Back to the defaults' }).click()
  await expect(unit).toHaveValue('code_points')
})

test.describe('a scenario', () => {
  test.use({ expectedStatuses: [422] })
  test('is saved as a file and loaded again; an invalid file is rejected with its paths', async ({
    page,
    server,
  }) => {
    await openWithBubbles(page, server)
    await openTab(page, 'Scenario')
    const saving = page.waitForEvent('download')
    await inside(page).getByRole('button', { name: 'Save as a file' }).click()
    const path = await (await saving).path()
    await inside(page).getByRole('button', { name: 'Reset the emulator' }).click()
    await expect(inside(page).getByText('The emulator is back at its start')).toBeVisible()
    await expect(chats(page).getByText('Your order 2026-1122')).toHaveCount(0)

    const file = inside(page).getByLabel('Load a file')
    await file.setInputFiles(path)
    await expect(inside(page).getByText('The scenario is loaded')).toBeVisible()
    await chats(page)
      .getByRole('button', { name: /Your order 2026-1122/ })
      .click()
    await expect(bubble(page, 'Progress')).toBeVisible()

    const wrong = {
      version: 1,
      apps: [{ app_id: 'cli_x', name: '' }],
      users: [{ open_id: 'ou_x' }],
    }
    expect(scenarioSchema.safeParse(wrong).success).toBe(false)
    await file.setInputFiles({
      name: 'wrong.json',
      mimeType: 'application/json',
      buffer: Buffer.from(JSON.stringify(wrong)),
    })
    await expect(inside(page).getByRole('alert').getByText('users.0.name')).toBeVisible()
    await file.setInputFiles({
      name: 'broken.json',
      mimeType: 'application/json',
      buffer: Buffer.from('{'),
    })
    await expect(inside(page).getByRole('alert').getByText('The file is not JSON')).toBeVisible()
  })
})

test.describe('a webhook', () => {
  test.use({ expectedStatuses: [422] })
  test('must answer the challenge and then receives the events', async ({ page }) => {
    const received: string[] = []
    let answersChallenge = false
    const bot = createServer(async (request, response) => {
      let text = ''
      for await (const chunk of request) text += chunk
      const { challenge } = JSON.parse(text)
      if (challenge === undefined) received.push(text)
      response.end(JSON.stringify(challenge && answersChallenge ? { challenge } : {}))
    })
    await new Promise<void>((resolve) => bot.listen(0, '127.0.0.1', resolve))
    const { port } = bot.address() as AddressInfo

    await page.goto('/phone')
    await inside(page).getByText('Where events go').click()
    await inside(page).getByRole('textbox', { name: 'Address' }).fill(`http://127.0.0.1:${port}/`)
    await inside(page).getByRole('textbox', { name: 'Verification Token' }).fill('v-token')
    const subscribe = inside(page).getByRole('button', { name: 'Check and subscribe' })
    await subscribe.click()
    await expect(inside(page).getByRole('alert')).toBeVisible()
    answersChallenge = true
    await subscribe.click()
    await expect(inside(page).getByText('The challenge was answered')).toBeVisible()

    await phone(page)
      .getByRole('textbox', { name: /^Write as / })
      .fill('webhook')
    await page.keyboard.press('Enter')
    await expect(inside(page).getByText('delivered', { exact: true })).toBeVisible()
    await expect.poll(() => received.length).toBe(1)
    await inside(page).getByRole('button', { name: 'Deliver again' }).click()
    await expect.poll(() => received.length).toBe(2)
    expect(received[0]).toContain('webhook')
    await inside(page).getByRole('button', { name: 'End the subscription' }).click()
    await expect(inside(page).getByRole('button', { name: 'End the subscription' })).toHaveCount(0)
    bot.close()
    bot.closeAllConnections()
  })
})

test.describe('without the emulator', () => {
  test.use({ expectedStatuses: [502] })

  test('the page reports that it is disconnected, and reconnects', async ({ page }) => {
    let emulator: 'gone' | 'silent' | 'there' = 'gone'
    let pending = 0
    await page.route('**/api/emulator/stream*', async (route) => {
      if (emulator === 'gone') await route.fulfill({ status: 502, body: 'gone' })
      else if (emulator === 'there') await route.continue()
      else pending += 1
    })
    await page.goto('/phone')
    await expect(page.getByText('Not connected to the emulator', { exact: true })).toBeVisible()
    await expect(messages(page), 'loaded messages stay visible').toBeVisible()
    // The page's own next attempt hangs, so that the click reconnects.
    emulator = 'silent'
    await expect.poll(() => pending).toBe(1)
    emulator = 'there'
    await page.getByRole('button', { name: 'Connect now' }).click()
    await expect(page.getByText('Not connected to the emulator', { exact: true })).toHaveCount(0)
    await expect(page.getByText('Connected to the emulator again')).toBeAttached()
  })

  test('the page reports that the emulator does not answer, and can retry', async ({ page }) => {
    let down = true
    await page.route('**/api/emulator/**', (route) =>
      down ? route.fulfill({ status: 502, body: 'gone' }) : route.continue(),
    )
    await page.goto('/phone')
    await expect(page.getByText('The emulator does not answer.')).toBeVisible()
    down = false
    await page.getByRole('button', { name: 'Try again' }).click()
    await expect(messages(page)).toBeVisible()
  })
})

test('a console without an emulator explains why there is no phone', async ({ page, origins }) => {
  const other = await startConsole({
    EMULATOR: 'off',
    FEISHU_BASE_URL: 'https://open.feishu.cn',
    FEISHU_APP_ID: 'cli_never_called',
    FEISHU_APP_SECRET: 'secret-of-an-app-that-is-never-called',
  })
  origins.add(other.url)
  await page.goto(`${other.url}/phone`)
  await expect(page.getByText('There is no emulator here')).toBeVisible()
  await page.goto('about:blank')
  await other.stop()
})

test('a chat, a bubble and the message field are usable by keyboard alone', async ({
  page,
  server,
}) => {
  await openWithBubbles(page, server)
  await chats(page).getByRole('combobox', { name: 'Whose phone' }).focus()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(bubble(page, 'Progress')).toHaveCount(0)
  await page.keyboard.press('Shift+Tab')
  await page.keyboard.press('Enter')
  await bubble(page, 'Progress').focus()
  await page.keyboard.press('Enter')
  await expect(messages(page).getByText('You: Progress')).toBeAttached()
  await phone(page)
    .getByRole('textbox', { name: /^Write as / })
    .focus()
  await page.keyboard.type('Thanks')
  await page.keyboard.press('Enter')
  await expect(messages(page).getByText('You: Thanks')).toBeAttached()
  await expect(phone(page).getByRole('textbox', { name: /^Write as / })).toHaveValue('')
})

test('a link with a message id opens its chat', async ({ page, server }) => {
  const state = await (await fetch(`${server.emulatorUrl}/_emulator/state`)).json()
  const { demonstrations } = emulatorStateSchema.parse(state)
  const sample = demonstrations.find(({ expected_code }) => expected_code === 230002)
  await page.goto(`/phone?message=${sample?.message_id}`)
  await expect(phone(page)).toHaveAccessibleName('Phone of Emma Clarke')
})

for (const { locale, looks } of LANGUAGES) {
  test.describe(locale, () => {
    test.use({ locale })

    test('the page has no axe violation in any tab and fits the window', async ({ page }) => {
      test.slow()
      for (const tab of ['event', 'clock', 'assumptions', 'faults', 'scenario']) {
        await page.goto(`/phone?tab=${tab}`)
        await expect(page.getByRole('textbox', { name: /^(Write as|以)/ })).toBeVisible()
        await page.locator('details').evaluateAll((all) => {
          for (const one of all) one.setAttribute('open', '')
        })
        await inEachLook(page, looks, async () => {
          await expectNoAxeViolations(page)
          await expectNoOverflow(page, tab)
        })
      }
    })
  })
}
