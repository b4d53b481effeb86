import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { EventDispatcher, WSClient } from '@larksuiteoapi/node-sdk'
import type { Page } from '@playwright/test'
import { scenarioSchema } from '#contract/emulator/scenario'
import { emulatorStateSchema } from '#contract/emulator/state'
import type { ConsoleProcess } from '../server/testing/console-process.ts'
import { expectAccessibleLooks, inEachLanguage } from './accessibility.ts'
import { defaultText, expectMessageId, newMessage, sendAndExpect } from './console-page.ts'
import { createMessage, push, startConsole } from './console-server.ts'
import { expect, test } from './fixtures.ts'

/** The parts of the page by their accessible English names. */
const chats = (page: Page) => page.getByRole('region', { name: 'Chats' })
const chat = (page: Page) => page.getByRole('region', { name: /^Chat of / })
const inside = (page: Page) => page.getByRole('region', { name: 'Emulator settings' })
const messages = (page: Page) => chat(page).getByRole('region', { name: 'Messages' })
const bubble = (page: Page, name: string) =>
  messages(page).getByRole('list', { name: 'Bubbles' }).getByRole('button', { name })

async function openTab(page: Page, name: string): Promise<void> {
  await inside(page).getByRole('radio', { name }).check()
}

const BUBBLES = [
  { content: 'Progress', i18n_contents: [{ content: 'Show progress', language: 'en_us' }] },
  { content: '取消' },
]

/** Sends a message and pushes two bubbles through the API, which the page shows. */
async function showBubbles(page: Page, server: ConsoleProcess): Promise<void> {
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
  await page.goto('/emulator')
  await compose.goto('/')
  await expect(messages(page)).toBeVisible()
  const id = await newMessage(compose)
  await defaultText(compose, 1).fill('Progress')
  await compose.getByRole('button', { name: 'Add bubble', exact: true }).click()
  await defaultText(compose, 2).fill('取消')
  await expect(messages(page).getByText('Your order 2026-1122')).toBeVisible()
  await expect(page.getByRole('status').filter({ hasText: 'Your order 2026-1122' })).toBeAttached()
  await expect(messages(page).getByText(/\d+:\d\d left for bubbles/)).toBeVisible()
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
    .getByRole('link', { name: /^Compose bubbles for/ })
    .click()
  await expectMessageId(page, id)
  await expect(page).toHaveURL(/\/\?profile=emulator$/)
})

test('the users and bots of the chats write, read and click, also by keyboard alone', async ({
  page,
  server,
}) => {
  test.slow()
  await page.goto('/emulator')

  await test.step('a chat, a bubble and the message field are usable by keyboard alone', async () => {
    await showBubbles(page, server)
    await chats(page).getByRole('combobox', { name: 'User' }).focus()
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await expect(bubble(page, 'Progress')).toHaveCount(0)
    await page.keyboard.press('Shift+Tab')
    await page.keyboard.press('Enter')
    await bubble(page, 'Progress').focus()
    await page.keyboard.press('Enter')
    await expect(messages(page).getByText('You: Progress')).toBeAttached()
    await chat(page)
      .getByRole('textbox', { name: /^Write as / })
      .focus()
    await page.keyboard.type('Thanks')
    await page.keyboard.press('Enter')
    await expect(messages(page).getByText('You: Thanks')).toBeAttached()
    await expect(chat(page).getByRole('textbox', { name: /^Write as / })).toHaveValue('')
  })

  await test.step('the bubbles are shown in the language of the client', async () => {
    await showBubbles(page, server)
    await chat(page).getByRole('combobox', { name: 'Client language' }).selectOption('en_us')
    await expect(bubble(page, 'Show progress')).toBeVisible()
    await bubble(page, 'Show progress').click()
    await expect(messages(page).getByText('You: Show progress')).toBeAttached()
  })

  await test.step('a client before 7.20 shows no bubbles and says why', async () => {
    await showBubbles(page, server)
    const version = chat(page).getByRole('textbox', { name: 'Client version' })
    const current = await version.inputValue()
    await version.fill('7.19.2')
    await page.keyboard.press('Enter')
    await expect(messages(page).getByText(/7\.20/)).toBeVisible()
    await expect(messages(page).getByRole('list', { name: 'Bubbles' })).toHaveCount(0)
    await version.fill(current)
    await page.keyboard.press('Enter')
    await expect(messages(page).getByRole('list', { name: 'Bubbles' })).toBeVisible()
  })

  await test.step('a user outside the availability range gets no bubbles until they are added', async () => {
    const id = await createMessage(server)
    const range = chat(page).getByRole('switch', { name: 'Available to this user' })
    await range.click()
    await expect(range).not.toBeChecked()
    await expectPush(server, id, 'user is not visible to bot.')
    await range.click()
    await expect(range).toBeChecked()
    await expectPush(server, id, 'success')
    await expect(bubble(page, 'Progress')).toBeVisible()
  })

  await test.step('the bubbles disappear when the user or a bot writes', async () => {
    await chat(page)
      .getByRole('textbox', { name: /^Write as / })
      .fill('在吗？')
    await page.keyboard.press('Enter')
    await expect(messages(page).getByText('You: 在吗？')).toBeAttached()
    await expect(messages(page).getByRole('list', { name: 'Bubbles' })).toHaveCount(0)

    await chat(page).getByText('Send as bot').click()
    await chat(page).getByRole('textbox', { name: 'Text' }).fill('I am here.')
    await chat(page).getByRole('button', { name: 'Send message' }).click()
    await expect(messages(page).getByText('I am here.')).toBeVisible()

    await chat(page).getByRole('combobox', { name: 'Bot' }).selectOption('cli_13579bdf02468ace')
    await chat(page).getByRole('textbox', { name: 'Text' }).fill('Parcel at the door.')
    await chat(page).getByRole('button', { name: 'Send message' }).click()
    await expect(chats(page).getByText('Parcel at the door.')).toBeVisible()
  })

  await test.step('a user can write first to a bot that has never written', async () => {
    await chats(page).getByRole('combobox', { name: 'User' }).selectOption({ label: '王芳' })
    await chats(page)
      .getByRole('button', { name: /Survey App/ })
      .click()
    await expect(messages(page).getByText('Write the first one below')).toBeVisible()
    await chat(page).getByRole('textbox', { name: 'Write as 王芳' }).fill('你好')
    await page.keyboard.press('Enter')
    await expect(chats(page).getByRole('button', { name: /Survey App.*You: 你好/ })).toBeVisible()
  })
})

test('the clock can be set; bubbles are rejected at 601 s and accepted at 599 s', async ({
  page,
  server,
}) => {
  await page.goto('/emulator')

  await test.step('the age of a message', async () => {
    const id = await createMessage(server)
    await openTab(page, 'Clock')
    await inside(page).getByRole('button', { name: 'Freeze' }).click()
    await expect(inside(page).getByText('frozen')).toBeVisible()
    await inside(page).getByRole('button', { name: '601 s' }).click()
    await expect(messages(page).getByText('Expired: 601 s old (230002)')).toBeVisible()
    await expectPush(server, id, 'expired message.')

    await inside(page).getByRole('button', { name: '599 s' }).click()
    await expect(messages(page).getByText('0:01 left for bubbles')).toBeVisible()
    await expectPush(server, id, 'success')
    await inside(page).getByRole('button', { name: 'Resume' }).click()
    await expect(inside(page).getByText('running')).toBeVisible()
  })

  await test.step('set and advanced', async () => {
    await inside(page).getByRole('button', { name: 'Freeze' }).click()
    await inside(page).getByLabel('Date and time').fill('2030-01-02T03:04:05')
    await inside(page).getByRole('button', { name: 'Set', exact: true }).click()
    await expect(inside(page).getByText('Jan 2, 2030, 3:04:05 AM')).toBeVisible()
    await inside(page).getByRole('button', { name: '+1 min', exact: true }).click()
    await expect(inside(page).getByText('Jan 2, 2030, 3:05:05 AM')).toBeVisible()
  })
})

test.describe('a fault', () => {
  test.use({ expectedStatuses: [422] })

  test('loses a response whose bubbles are shown, or is added as a custom rule', async ({
    page,
    server,
  }) => {
    await page.goto('/emulator?tab=faults')

    await test.step('if the response is lost, the console reports an unknown outcome', async () => {
      const id = await createMessage(server)
      await inside(page).getByRole('button', { name: 'Drop response after commit' }).click()
      await expect(inside(page).getByText(/triggered on 0 of 0 calls · 1 call left/)).toBeVisible()
      expect(await push(server.url, id, BUBBLES)).toMatchObject({
        status: 504,
        body: { outcome: 'unknown' },
      })
      await expect(bubble(page, 'Progress')).toBeVisible()
      await expect(inside(page).getByText(/triggered on 1 of 1 calls · 0 calls left/)).toBeVisible()
      await inside(page)
        .getByRole('button', { name: /^Remove Connection closed/ })
        .click()
      await expect(inside(page).getByText('No active faults')).toBeVisible()
    })

    await test.step('a custom rule is added as filled in, or rejected with its path', async () => {
      await inside(page).getByText('Custom rule').click()
      await inside(page).getByRole('combobox', { name: 'Fault' }).selectOption('html')
      await inside(page).getByRole('textbox', { name: 'HTTP status' }).fill('9')
      await inside(page).getByRole('button', { name: 'Add' }).click()
      await expect(inside(page).getByRole('alert').getByText('fault.http_status')).toBeVisible()
      await inside(page).getByRole('textbox', { name: 'HTTP status' }).fill('503')
      await inside(page).getByRole('spinbutton', { name: 'Probability (%)' }).fill('50')
      await inside(page).getByRole('button', { name: 'Add' }).click()
      await expect(
        inside(page).getByText(/50% of calls · When: before commit · HTTP status: 503/),
      ).toBeVisible()
    })
  })
})

test.describe('the settings', () => {
  test.use({ expectedStatuses: [422] })

  test('an assumption is changed and reset; a scenario is saved as a file and loaded again', async ({
    page,
    server,
  }) => {
    await test.step('an assumption is marked, changed and reset', async () => {
      await page.goto('/emulator?tab=assumptions')
      await expect(
        inside(page).getByText('Feishu does not document these behaviors.'),
      ).toBeVisible()
      const unit = inside(page).getByRole('combobox', { name: 'Value of character_unit' })
      await unit.selectOption('graphemes')
      await expect(inside(page).getByText('changed', { exact: true })).toBeVisible()
      await page.reload()
      await expect(unit).toHaveValue('graphemes')
      await inside(page).getByRole('button', { name: 'Restore defaults' }).click()
      await expect(unit).toHaveValue('code_points')
    })

    await test.step('a scenario is saved and loaded; an invalid file is rejected with its paths', async () => {
      await showBubbles(page, server)
      await openTab(page, 'Scenario')
      const saving = page.waitForEvent('download')
      await inside(page).getByRole('button', { name: 'Save to file' }).click()
      const path = await (await saving).path()
      await inside(page).getByRole('button', { name: 'Reset emulator' }).click()
      await expect(inside(page).getByText('Emulator reset')).toBeVisible()
      await expect(chats(page).getByText('Your order 2026-1122')).toHaveCount(0)

      const file = inside(page).getByLabel('Scenario file')
      await file.setInputFiles(path)
      await expect(inside(page).getByText('Scenario loaded')).toBeVisible()
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
      await expect(
        inside(page).getByRole('alert').getByText('The file is not valid JSON'),
      ).toBeVisible()
    })
  })

  test('a link opens the chat of a message; a webhook must answer the challenge and then receives the events', async ({
    page,
    server,
  }) => {
    await test.step('a link with a message id opens its chat', async () => {
      const state = await (await fetch(`${server.emulatorUrl}/_emulator/state`)).json()
      const { demonstrations } = emulatorStateSchema.parse(state)
      const sample = demonstrations.find(({ expected_code }) => expected_code === 230002)
      await page.goto(`/emulator?message=${sample?.message_id}`)
      await expect(chat(page)).toHaveAccessibleName('Chat of Emma Clarke')
    })

    await test.step('a webhook', async () => {
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

      await inside(page).getByText('Event subscription').click()
      await inside(page).getByRole('textbox', { name: 'URL' }).fill(`http://127.0.0.1:${port}/`)
      await inside(page).getByRole('textbox', { name: 'Verification Token' }).fill('v-token')
      const subscribe = inside(page).getByRole('button', { name: 'Verify and subscribe' })
      await subscribe.click()
      await expect(inside(page).getByRole('alert')).toBeVisible()
      answersChallenge = true
      await subscribe.click()
      await expect(inside(page).getByText('Subscribed: events are sent to this URL.')).toBeVisible()

      await chat(page)
        .getByRole('textbox', { name: /^Write as / })
        .fill('webhook')
      await page.keyboard.press('Enter')
      await expect(inside(page).getByText('delivered', { exact: true })).toBeVisible()
      await expect.poll(() => received.length).toBe(1)
      await inside(page).getByRole('button', { name: 'Redeliver' }).click()
      await expect.poll(() => received.length).toBe(2)
      expect(received[0]).toContain('webhook')
      await inside(page).getByRole('button', { name: 'Unsubscribe' }).click()
      await expect(inside(page).getByRole('button', { name: 'Unsubscribe' })).toHaveCount(0)
      bot.close()
      bot.closeAllConnections()
    })

    await test.step('a bot on a long connection is listed with its client, and can be disconnected', async () => {
      const app_id = 'cli_a1b2c3d4e5f60718'
      const scenario = {
        version: 1,
        apps: [{ app_id, app_secret: 'emulator-secret', name: 'Parcels' }],
        users: [{ open_id: 'ou_ann', name: 'Ann', language: 'en_us' }],
      }
      await fetch(`${server.emulatorUrl}/_emulator/scenario`, {
        method: 'POST',
        body: JSON.stringify(scenario),
      })
      await expect(inside(page).getByText('None is open.')).toBeVisible()
      const logger = { error() {}, warn() {}, info() {}, debug() {}, trace() {} }
      const dispatcher = new EventDispatcher({ logger })
      dispatcher.register({ 'im.message.receive_v1': () => {} })
      const client = new WSClient({
        appId: app_id,
        appSecret: 'emulator-secret',
        domain: server.emulatorUrl ?? '',
        logger,
        autoReconnect: false,
      })
      await client.start({ eventDispatcher: dispatcher })
      await expect(inside(page).getByText(/^Parcels · oapi-node-sdk\//)).toBeVisible()

      await chats(page).getByRole('combobox', { name: 'User' }).selectOption({ label: 'Ann' })
      await chats(page)
        .getByRole('button', { name: /Parcels/ })
        .click()
      await chat(page).getByRole('textbox', { name: 'Write as Ann' }).fill('Hello')
      await page.keyboard.press('Enter')
      await expect(messages(page).getByText('Ann (English)')).toBeVisible()
      await expect(inside(page).getByText('Ann (English): Hello')).toBeVisible()
      await expect(inside(page).getByText(/long connection \d+ · acknowledged/)).toBeVisible()
      await expect(inside(page).getByText('1 event sent, 1 acknowledged')).toBeVisible()
      await inside(page)
        .getByRole('button', { name: /^Disconnect / })
        .click()
      await expect(inside(page).getByText('None is open.')).toBeVisible()
      client.close({ force: true })
    })
  })
})

test('a call that the emulator does not have is logged, listed and answered as chosen', async ({
  page,
  origins,
}) => {
  const own = await startConsole({})
  origins.add(own.url)
  const call = () => fetch(`${own.emulatorUrl}/open-apis/drive/v1/files?page_size=1`)
  expect((await call()).status).toBe(404)
  await page.goto(`${own.url}/emulator?tab=calls`)
  await expect(inside(page).getByText('GET /open-apis/drive/v1/files')).toBeVisible()
  await inside(page)
    .getByRole('combobox', { name: 'Response to these calls' })
    .selectOption('{"code":0,"data":{}}')
  await expect.poll(async () => (await call()).status).toBe(200)
  await expect(inside(page).getByText(/^called \d+ times/)).toBeVisible()
  expect(own.stderr()).toContain('does not have the call GET /open-apis/drive/v1/files')
  await page.goto('about:blank')
  await own.stop()
})

test.describe('without the emulator', () => {
  test.use({ expectedStatuses: [502] })

  test('the page says that it does not respond, is disconnected or is turned off', async ({
    page,
    origins,
  }) => {
    let isDown = true
    let stream: 'gone' | 'silent' | 'there' = 'gone'
    let pending = 0
    await page.route('**/api/emulator/**', (route) =>
      isDown ? route.fulfill({ status: 502, body: 'gone' }) : route.continue(),
    )
    await page.route('**/api/emulator/stream*', async (route) => {
      if (stream === 'gone') await route.fulfill({ status: 502, body: 'gone' })
      else if (stream === 'there') await route.continue()
      else pending += 1
    })

    await test.step('does not respond, and can retry', async () => {
      await page.goto('/emulator')
      await expect(page.getByText('The emulator does not respond')).toBeVisible()
      isDown = false
      await page.getByRole('button', { name: 'Try again' }).click()
      await expect(messages(page)).toBeVisible()
    })

    await test.step('is disconnected, and reconnects', async () => {
      await expect(page.getByText('Emulator disconnected', { exact: true })).toBeVisible()
      await expect(messages(page), 'loaded messages stay visible').toBeVisible()
      // The page's own next attempt hangs, so that the click reconnects.
      stream = 'silent'
      await expect.poll(() => pending).toBe(1)
      stream = 'there'
      await page.getByRole('button', { name: 'Reconnect' }).click()
      await expect(page.getByText('Emulator disconnected', { exact: true })).toHaveCount(0)
      await expect(page.getByText('Emulator reconnected')).toBeAttached()
    })

    await test.step('is turned off', async () => {
      const other = await startConsole({
        EMULATOR: 'off',
        FEISHU_BASE_URL: 'https://open.feishu.cn',
        FEISHU_APP_ID: 'cli_never_called',
        FEISHU_APP_SECRET: 'secret-of-an-app-that-is-never-called',
      })
      origins.add(other.url)
      await page.unrouteAll({ behavior: 'ignoreErrors' })
      await page.goto(`${other.url}/emulator`)
      await expect(page.getByText('No emulator')).toBeVisible()
      await page.goto('about:blank')
      await other.stop()
    })
  })
})

test('the page has no axe violation in any tab and fits the window', async ({ page }) => {
  test.slow()
  await page.goto('/emulator')
  await expect(page.getByRole('textbox', { name: /^(Write as|以)/ })).toBeVisible()
  await inEachLanguage(page, async ({ locale, looks }) => {
    const tabs =
      locale === 'zh-CN'
        ? ['事件', '时钟', '文档未说明', '故障', '缺少的接口', '场景']
        : ['Events', 'Clock', 'Undocumented', 'Faults', 'Missing calls', 'Scenario']
    for (const tab of tabs) {
      await page.getByRole('radio', { name: tab, exact: true }).check()
      await page.locator('details').evaluateAll((all) => {
        for (const one of all) one.setAttribute('open', '')
      })
      await test.step(tab, () => expectAccessibleLooks(page, looks))
    }
  })
})
