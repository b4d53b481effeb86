import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from '@playwright/test'
import { scenarioSchema } from '#contract/emulator-scenario'
import { startConsoleProcess } from '../scripts/console-process.ts'
import { expectNoOverflow } from './at-ease.ts'
import { expectNoAxeViolations } from './axe.ts'
import { defaultText, newMessage, part, pickPrepared, sendAndExpect } from './console.ts'
import { expect, test } from './fixtures.ts'
import { LOOKS } from './looks.ts'

/** The page's parts as a person names them, in English. */
const chats = (page: Page) => page.getByRole('region', { name: 'Chats' })
const phone = (page: Page) => page.getByRole('region', { name: /^Phone of / })
const inside = (page: Page) => page.getByRole('region', { name: 'Inside the emulator' })
const messages = (page: Page) => phone(page).getByRole('region', { name: 'Messages' })
const bubble = (page: Page, name: string) =>
  messages(page).getByRole('list', { name: 'Bubbles' }).getByRole('button', { name })

async function openTab(page: Page, name: string): Promise<void> {
  await inside(page).getByRole('radio', { name }).check()
}

/** The phone and the console, each in a tab of its own. */
async function openBoth(page: Page) {
  const desk = await page.context().newPage()
  await page.goto('/phone')
  await desk.goto('/')
  await expect(messages(page)).toBeVisible()
  return desk
}

/** Sends a new message and fills in two bubbles, the first with a row in English and Chinese. */
async function compose(desk: Page): Promise<string> {
  const id = await newMessage(desk)
  await defaultText(desk, 1).fill('Progress')
  await part.bubble(desk, 1).getByRole('button', { name: 'Add a language' }).click()
  await desk.keyboard.type('Show progress')
  await part.composer(desk).getByRole('button', { name: 'Add a bubble' }).click()
  await defaultText(desk, 2).fill('取消')
  return id
}

test('a push is seen at once; a pressed bubble becomes the person’s message and an event', async ({
  page,
}) => {
  const desk = await openBoth(page)
  const id = await compose(desk)
  await expect(messages(page).getByText('Your order 2026-1122')).toBeVisible()
  await expect(messages(page).getByText(/takes bubbles for \d+ s more/)).toBeVisible()
  await sendAndExpect(desk, 'Bubbles added')

  await expect(bubble(page, 'Progress')).toBeVisible()
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

test('the bubbles speak the language of the person’s client', async ({ page }) => {
  const desk = await openBoth(page)
  await compose(desk)
  await sendAndExpect(desk, 'Bubbles added')
  await expect(bubble(page, 'Progress')).toBeVisible()
  await phone(page).getByRole('combobox', { name: 'Language of the client' }).selectOption('en_us')
  await expect(bubble(page, 'Show progress')).toBeVisible()
  await bubble(page, 'Show progress').click()
  await expect(messages(page).getByText('You: Show progress')).toBeAttached()
})

test('601 s later the message takes no bubbles any more, at 599 s it still does', async ({
  page,
}) => {
  const desk = await openBoth(page)
  await compose(desk)
  await openTab(page, 'Clock')
  await inside(page).getByRole('button', { name: 'Freeze' }).click()
  await expect(inside(page).getByText('frozen')).toBeVisible()
  await inside(page).getByRole('button', { name: '601 s' }).click()
  await expect(messages(page).getByText('601 s old: too late for bubbles (230002)')).toBeVisible()
  await sendAndExpect(desk, 'expired message.')

  await inside(page).getByRole('button', { name: '599 s' }).click()
  await expect(messages(page).getByText('takes bubbles for 1 s more')).toBeVisible()
  await sendAndExpect(desk, 'Bubbles added')
  await inside(page).getByRole('button', { name: 'Let it run' }).click()
  await expect(inside(page).getByText('running')).toBeVisible()
})

test('the clock goes forward and can be set', async ({ page }) => {
  await page.goto('/phone?tab=clock')
  await inside(page).getByRole('button', { name: 'Freeze' }).click()
  await inside(page).getByLabel('Set to').fill('2030-01-02T03:04:05')
  await inside(page).getByRole('button', { name: 'Set', exact: true }).click()
  await expect(inside(page).getByText('Jan 2, 2030, 3:04:05 AM')).toBeVisible()
  await inside(page).getByRole('button', { name: '+1 min', exact: true }).click()
  await expect(inside(page).getByText('Jan 2, 2030, 3:05:05 AM')).toBeVisible()
})

test.describe('where the answer is lost', () => {
  test.use({ expectedStatuses: [504] })
  test('the console does not know the outcome, and the phone shows that it landed', async ({
    page,
  }) => {
    const desk = await openBoth(page)
    await compose(desk)
    await openTab(page, 'Faults')
    await inside(page).getByRole('button', { name: 'Drop the answer after the effect' }).click()
    await expect(inside(page).getByText(/fired 0 of 0 · 1 left/)).toBeVisible()
    await sendAndExpect(desk, 'Outcome unknown')
    await expect(bubble(page, 'Progress')).toBeVisible()
    await expect(inside(page).getByText(/fired 1 of 1 · 0 left/)).toBeVisible()
    await inside(page)
      .getByRole('button', { name: /^Remove Connection closed/ })
      .click()
    await expect(inside(page).getByText('Nothing is planted')).toBeVisible()
  })
})

test.describe('a rule of one’s own', () => {
  test.use({ expectedStatuses: [422] })
  test('is planted as it was filled in, or refused with its path', async ({ page }) => {
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

test('a person out of the bot’s range gets no bubbles; back in it, they come', async ({ page }) => {
  const desk = await openBoth(page)
  await compose(desk)
  const range = phone(page).getByRole('switch', { name: 'In the bot’s availability range' })
  await range.uncheck()
  await sendAndExpect(desk, 'user is not visible to bot.')
  await range.check()
  await sendAndExpect(desk, 'Bubbles added')
  await expect(bubble(page, 'Progress')).toBeVisible()
})

test('whoever writes next, the bubbles go: the bot itself, or the person', async ({ page }) => {
  const desk = await openBoth(page)
  await compose(desk)
  await sendAndExpect(desk, 'Bubbles added')
  await expect(bubble(page, 'Progress')).toBeVisible()
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

test('a person can write first to a bot that has never written', async ({ page }) => {
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

test('an assumption is marked, switched and taken back', async ({ page }) => {
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
  test('is saved as a file, and loads back; a wrong file is refused with its paths', async ({
    page,
  }) => {
    const desk = await openBoth(page)
    await compose(desk)
    await sendAndExpect(desk, 'Bubbles added')
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
  test('must answer the challenge, and then gets the events', async ({ page }) => {
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

  test('the page says that it is not connected, and connects again', async ({ page }) => {
    let emulator: 'gone' | 'silent' | 'there' = 'gone'
    let unanswered = 0
    await page.route('**/api/emulator/stream*', async (route) => {
      if (emulator === 'gone') await route.fulfill({ status: 502, body: 'gone' })
      else if (emulator === 'there') await route.continue()
      else unanswered += 1
    })
    await page.goto('/phone')
    await expect(page.getByText('Not connected to the emulator', { exact: true })).toBeVisible()
    await expect(messages(page), 'what was read stays').toBeVisible()
    // The page's own next attempt hangs, so that it is the press that connects.
    emulator = 'silent'
    await expect.poll(() => unanswered).toBe(1)
    emulator = 'there'
    await page.getByRole('button', { name: 'Connect now' }).click()
    await expect(page.getByText('Not connected to the emulator', { exact: true })).toHaveCount(0)
    await expect(page.getByText('Connected to the emulator again')).toBeAttached()
  })

  test('the page says that nothing answers, and can try again', async ({ page }) => {
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

test('a console without an emulator says why there is no phone', async ({ page, origins }) => {
  const plain = await startConsoleProcess({
    EMULATOR: 'off',
    FEISHU_BASE_URL: 'https://open.feishu.cn',
    FEISHU_APP_ID: 'cli_never_called',
    FEISHU_APP_SECRET: 'secret-of-an-app-that-is-never-called',
  })
  origins.add(plain.url)
  await page.goto(`${plain.url}/phone`)
  await expect(page.getByText('There is no emulator here')).toBeVisible()
  await page.goto('about:blank')
  await plain.stop()
})

test('a chat is opened, a bubble pressed and a message written by keyboard alone', async ({
  page,
}) => {
  const desk = await openBoth(page)
  await compose(desk)
  await sendAndExpect(desk, 'Bubbles added')
  await expect(bubble(page, 'Progress')).toBeVisible()

  await page.bringToFront()
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

test('a new message is said aloud', async ({ page }) => {
  const desk = await openBoth(page)
  await compose(desk)
  await expect(page.getByRole('status').filter({ hasText: 'Your order 2026-1122' })).toBeAttached()
  await sendAndExpect(desk, 'Bubbles added')
  await expect(page.getByRole('status').filter({ hasText: 'Bubbles: Progress' })).toBeAttached()
})

test('a message of the console leads to its chat', async ({ page }) => {
  await page.goto('/')
  await pickPrepared(page, 230002)
  const id = await part.messageId(page).inputValue()
  await page.goto(`/phone?message=${id}`)
  await expect(phone(page)).toHaveAccessibleName('Phone of Emma Clarke')
})

for (const { locale, colorScheme, width } of LOOKS) {
  test.describe(`${locale}, ${colorScheme}, ${width} px`, () => {
    test.use({ locale, colorScheme, viewport: { width, height: 900 } })

    test('axe finds nothing in any part, and nothing is wider than the page', async ({ page }) => {
      for (const tab of ['event', 'clock', 'assumptions', 'faults', 'scenario']) {
        await page.goto(`/phone?tab=${tab}`)
        await expect(page.getByRole('textbox', { name: /^(Write as|以)/ })).toBeVisible()
        await page.locator('details').evaluateAll((all) => {
          for (const one of all) one.setAttribute('open', '')
        })
        await expectNoAxeViolations(page)
        await expectNoOverflow(page, tab)
      }
    })
  })
}
