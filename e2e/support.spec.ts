import type { Page } from '@playwright/test'
import { json } from '../server/testing/faults.ts'
import { expectNoAxeViolations } from './accessibility.ts'
import { expect, test } from './fixtures.ts'

const step = (page: Page, name: string) => page.getByRole('region', { name })
const press = (page: Page, name: string | RegExp) =>
  page.getByRole('button', { name, exact: typeof name === 'string' }).click()
const outcome = (page: Page) => step(page, 'What happened')
const CREATED = json('200 OK', { code: 0, msg: 'success', data: { message_id: 'om_new' } })

/** Chooses an example and a user of the emulator, up to the press of Send. */
async function prepare(page: Page, user: string | RegExp = 'ou_'): Promise<void> {
  await page.getByRole('radio', { name: /^Confirm or cancel/ }).check()
  await press(page, 'Next')
  await step(page, 'Who is it for?').getByRole('radio', { name: user }).first().check()
  await press(page, 'Next')
  await expect(step(page, 'Does it look right?')).toBeVisible()
}

/** The same on a console without an emulator, where the user is found by id. */
async function prepareByOpenId(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/support`)
  await page.getByRole('radio', { name: /^Confirm or cancel/ }).check()
  await press(page, 'Next')
  await page
    .getByRole('searchbox', { name: /^Name, email/ })
    .fill('ou_unknown12345678901234567890123')
  await press(page, 'Find')
  await expect(step(page, 'Who is it for?').getByRole('radio', { checked: true })).toBeVisible()
  await press(page, 'Next')
}

test('bubbles are sent to a user in three steps', async ({ page }) => {
  await page.goto('/')
  await page.getByRole('link', { name: 'Support' }).click()
  await press(page, 'Next')
  await expect(page.getByRole('alert')).toContainText('Please choose one first.')
  await prepare(page)
  const check = step(page, 'Does it look right?')
  await check.getByRole('combobox', { name: 'Language of the person' }).selectOption('ja_jp')
  await expect(check.getByRole('list', { name: 'Bubbles' })).toContainText('確認する')
  await check.getByRole('textbox', { name: 'What the bot says first' }).fill('Shall I go on?')
  await expect(check.getByRole('figure')).toContainText('Shall I go on?')
  await expectNoAxeViolations(page)
  await press(page, 'Send')
  await expect(outcome(page)).toContainText('Done.')
  await expect(outcome(page).getByRole('heading', { name: 'What happened' })).toBeFocused()
  await expectNoAxeViolations(page)
  await outcome(page).getByText('Show the details').click()
  await expect(outcome(page).getByText('Shall I go on?').first()).toBeVisible()
  await expectNoAxeViolations(page)

  await press(page, 'Send the same to somebody else')
  await expect(step(page, 'Who is it for?')).toBeVisible()
  await page.goto('/history')
  const sends = page.getByRole('list', { name: 'Sends, newest first' })
  await expect(sends).toContainText('Shall I go on?')
  await expect(sends).toContainText('Confirm')
})

test('the variables of a template are filled in, and going back keeps them', async ({
  page,
  server,
}) => {
  const name = `Parcel ${test.info().workerIndex}-${Date.now()}`
  const created = await page.request.post(`${server.url}/api/templates`, {
    data: { name, note: 'after it has left', follow_ups: [{ content: 'Where is {{order}}?' }] },
  })
  expect(created.status()).toBe(201)
  await page.goto('/support')
  await page.getByRole('searchbox', { name: 'Search' }).fill(name)
  await page.getByRole('radio', { name: new RegExp(name) }).check()
  await press(page, 'Next')
  await expect(page.getByRole('alert')).toContainText('Please fill in: order')
  await page.getByRole('textbox', { name: 'order' }).fill('x'.repeat(200))
  await press(page, 'Next')
  await expect(page.getByRole('alert')).toContainText('too long')
  await page.getByRole('textbox', { name: 'order' }).fill('2026-1122')
  await press(page, 'Next')
  await step(page, 'Who is it for?').getByRole('radio').first().check()
  await press(page, 'Next')
  await expect(page.getByRole('list', { name: 'Bubbles' })).toContainText('Where is 2026-1122?')
  await page.getByRole('textbox', { name: 'What the bot says first' }).fill('Hello!')

  await page.goBack()
  await expect(step(page, 'Who is it for?').getByRole('radio', { checked: true })).toBeVisible()
  await page.goBack()
  await expect(page.getByRole('textbox', { name: 'order' })).toHaveValue('2026-1122')
  await page.goForward()
  await page.goForward()
  await expect(page.getByRole('textbox', { name: 'What the bot says first' })).toHaveValue('Hello!')
  await page.reload()
  await expect(page.getByRole('textbox', { name: 'What the bot says first' })).toHaveValue('Hello!')
  await press(page, 'Send')
  await expect(outcome(page)).toContainText('Done.')
})

test('a message that is no longer the latest is reported, and a new message helps', async ({
  page,
  server,
}) => {
  await page.goto('/support')
  await prepare(page)
  await press(page, 'Send')
  await expect(outcome(page)).toContainText('Done.')
  const state = await (await page.request.get(`${server.url}/api/emulator/state`)).json()
  const { receive_id } = await firstSent(page, server.url)
  const chat = state.chats.find(
    (one: { chat_mode: string; open_ids: string[]; app_ids: string[] }) =>
      one.chat_mode === 'p2p' &&
      one.open_ids.includes(receive_id) &&
      one.app_ids.includes('cli_emulator'),
  )
  // A new message of the bot, without bubbles.
  await page.request.post(`${server.url}/api/messages`, {
    data: { receive_id_type: 'chat_id', receive_id: chat.chat_id, text: 'One moment, please.' },
  })
  await press(page, 'Back')
  const latest = page.getByRole('radio', { name: /^Under the bot’s latest message/ })
  await expect(page.getByText('One moment, please.').first()).toBeVisible()
  await latest.check()
  await expect(page.getByText(/^This will work, until/)).toBeVisible()
  await expectNoAxeViolations(page)
  const typed = await page.request.post(`${server.url}/api/emulator/users/${receive_id}/messages`, {
    data: { chat_id: chat.chat_id, text: 'Hello?' },
  })
  expect(typed.ok(), await typed.text()).toBe(true)
  await press(page, 'Send')
  await expect(outcome(page)).toContainText('written something newer in the chat')
  await expect(outcome(page).getByText('230006').first()).toBeHidden()
  await outcome(page).getByText('Show the details').click()
  await expect(outcome(page).getByText('230006').first()).toBeVisible()
  await press(page, 'Send a new message')
  await expect(page.getByRole('radio', { name: /^With a new message/ })).toBeChecked()
  await press(page, 'Send')
  await expect(outcome(page)).toContainText('Done.')
})

async function firstSent(page: Page, url: string): Promise<{ receive_id: string }> {
  const { exchanges } = await (await page.request.get(`${url}/api/exchanges?limit=2`)).json()
  return JSON.parse(exchanges[1].body)
}

test('a user outside the availability range is reported, with whom to ask', async ({
  page,
  server,
}) => {
  const state = await (await page.request.get(`${server.url}/api/emulator/state`)).json()
  const sample = state.demonstrations.find(
    ({ expected_code }: { expected_code: number }) => expected_code === 230005,
  )
  const chat = state.chats.find((one: { messages: { message_id: string }[] }) =>
    one.messages.some(({ message_id }) => message_id === sample.message_id),
  )
  await page.goto('/support')
  await prepare(page, new RegExp(chat.open_ids[0]))
  await press(page, 'Send')
  await expect(outcome(page)).toContainText(
    'Nothing was delivered. This person is not among the people who may use the bot.',
  )
  await expect(outcome(page)).toContainText('Ask the colleague who looks after the bot')
})

test.describe('if the platform fails', () => {
  test.use({ expectedStatuses: [502, 504] })

  test('a lost response is reported as uncertain, and sending again is safe', async ({
    page,
    faulty,
  }) => {
    await prepareByOpenId(page, faulty.url)
    faulty.fail('reset_before_headers')
    await press(page, 'Send')
    await expect(outcome(page)).toContainText('not certain whether the message arrived')
    const uuids = () =>
      faulty.upstream.requests
        .filter(({ path }) => path.startsWith('/open-apis/im/v1/messages?'))
        .map(({ body }) => JSON.parse(body).uuid)
    faulty.behave(CREATED)
    await press(page, 'Send once more')
    await expect(outcome(page)).toContainText('Done.')
    expect(uuids().length).toBe(2)
    expect(new Set(uuids()).size).toBe(1)
  })

  test('if the platform cannot be reached, nothing is lost', async ({ page, faulty }) => {
    await prepareByOpenId(page, faulty.url)
    await faulty.upstream.refuse()
    await press(page, 'Send')
    await expect(outcome(page)).toContainText('The platform could not be reached')
    await faulty.upstream.accept()
    faulty.behave(CREATED)
    await press(page, 'Try again')
    await press(page, 'Send')
    await expect(outcome(page)).toContainText('Done.')
  })
})

test('a rejected app secret is reported without technical terms', async ({ page, faulty }) => {
  await prepareByOpenId(page, faulty.url)
  faulty.behaveToken(json('200 OK', { code: 10014, msg: 'app secret invalid' }))
  await press(page, 'Send')
  await expect(outcome(page)).toContainText('access to the platform was not accepted')
  await expect(outcome(page).getByText('10014')).toBeHidden()
})

test('Support is usable by keyboard alone', async ({ page }) => {
  await page.goto('/support')
  await page.getByRole('radio', { name: /^Confirm or cancel/ }).focus()
  await page.keyboard.press('Space')
  await page.getByRole('button', { name: 'Next' }).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Who is it for?' })).toBeFocused()
  await step(page, 'Who is it for?').getByRole('radio').first().focus()
  await page.keyboard.press('Space')
  await page.getByRole('button', { name: 'Next' }).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Does it look right?' })).toBeFocused()
  await page.getByRole('button', { name: 'Send', exact: true }).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'What happened' })).toBeFocused()
})

test.describe('on a phone, in Chinese, in the dark', () => {
  test.use({ viewport: { width: 390, height: 844 }, locale: 'zh-CN', colorScheme: 'dark' })

  test('all steps fit the window and have no axe violation', async ({ page }) => {
    await page.goto('/support')
    const fits = () =>
      page.evaluate(
        () => document.documentElement.scrollWidth <= document.documentElement.clientWidth,
      )
    await page.getByRole('radio', { name: /^确认或取消/ }).check()
    expect(await fits()).toBe(true)
    await expectNoAxeViolations(page)
    await press(page, '下一步')
    await step(page, '发给谁？').getByRole('radio').first().check()
    expect(await fits()).toBe(true)
    await expectNoAxeViolations(page)
    await press(page, '下一步')
    await expect(page.getByRole('list', { name: '气泡' })).toContainText('确认')
    expect(await fits()).toBe(true)
    await expectNoAxeViolations(page)
    await press(page, '发送')
    await expect(step(page, '结果')).toContainText('已完成。')
    expect(await fits()).toBe(true)
    await expectNoAxeViolations(page)
  })
})
