import { mkdtempSync, rmSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import type { ConsoleProcess } from '../server/testing/console-process.ts'
import { FAULTS, json } from '../server/testing/faults.ts'
import { expectAccessible, expectNoAxeViolations } from './accessibility.ts'
import {
  controlEmulator,
  defaultText,
  enterMessageId,
  expectMessageId,
  newMessage,
  openBar,
  part,
} from './console-page.ts'
import {
  createMessage,
  createTemplate,
  deliver,
  type FaultyConsole,
  push,
  startConsole,
} from './console-server.ts'
import { expect, test } from './fixtures.ts'

const TARGET = 'om_3210a18894e206715a4359115f4cf2f5'

const table = (page: Page) =>
  page.getByRole('table', { name: /^(Deliveries and requests, newest first|发送记录)/ })
/** The rows of requests; a delivery's are shown once it is opened. */
const rows = (page: Page) =>
  table(page)
    .getByRole('row')
    .filter({ has: page.getByRole('checkbox') })
/** The buttons that cover the rows of deliveries. */
const deliveries = (page: Page) => table(page).locator('button[aria-expanded]')
/** The link of a row, which covers it. */
const linkOf = (row: Locator) => row.getByRole('link').first()
const search = (page: Page) => page.getByRole('searchbox', { name: 'Search' })
const opened = (page: Page) => page.getByRole('region', { name: 'Request details', exact: true })
const openMoreFilters = (page: Page) => page.getByText('More filters').click()

/** Sends one bubble under a new message through the API. @returns the id of the message */
async function sendBubble(server: ConsoleProcess, text: string): Promise<string> {
  const messageId = await createMessage(server)
  const { body } = await push(server.url, messageId, [{ content: text }])
  expect(body).toMatchObject({ outcome: 'answered', code: 0 })
  return messageId
}

/** Presses Send on a console whose upstream fails. */
async function sendTo(page: Page, faulty: FaultyConsole): Promise<void> {
  await page.goto(faulty.url)
  await enterMessageId(page, TARGET)
  await defaultText(page, 1).fill('查看进度')
  await part.send(page).click()
}

const pushesOf = ({ upstream }: FaultyConsole) =>
  upstream.requests.filter(({ path }) => path.endsWith('/push_follow_up'))

test('requests are found by a Chinese word of two characters, by id and by log_id, also after a reload', async ({
  page,
  server,
}) => {
  const messageId = await sendBubble(server, '查看物流进度')
  await sendBubble(server, 'Something else')
  await page.goto('/history')
  await expect(rows(page).first()).toContainText('Something else')

  await search(page).fill('物流')
  await expect(rows(page).filter({ hasText: 'Something else' })).toHaveCount(0)
  await expect(rows(page).first()).toContainText('查看物流进度')
  await page.reload()
  await expect(search(page)).toHaveValue('物流')
  await expect(rows(page).first()).toContainText('查看物流进度')

  await rows(page).first().click()
  const logId = await opened(page)
    .getByText(/^20\d{12,}/)
    .first()
    .innerText()
  await page.keyboard.press('Escape')
  for (const known of [messageId, logId]) {
    await search(page).fill(known)
    await expect(page).toHaveURL(new RegExp(`query=${known}`))
    await expect(rows(page).filter({ hasText: '查看物流进度' })).toHaveCount(1)
  }
})

test('in the list, arrows move, Enter opens and Esc returns to the same row', async ({
  page,
  server,
}) => {
  for (const text of ['keys one', 'keys two', 'keys three']) await sendBubble(server, text)
  await page.goto('/history?query=keys')
  await expect(rows(page)).toHaveCount(3)
  await linkOf(rows(page).first()).focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('End')
  await page.keyboard.press('ArrowUp')
  await expect(linkOf(rows(page).nth(1))).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(opened(page).getByText('keys two').first()).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page).toHaveURL(/\?query=keys/)
  await expect(linkOf(rows(page).nth(1))).toBeFocused()
})

test('filters by outcome, code and app narrow the list and stay in the URL', async ({
  page,
  server,
}) => {
  const messageId = await sendBubble(server, 'filtered text')
  const again = await push(server.url, messageId, [{ content: 'filtered text' }])
  expect(again.body).toMatchObject({ code: 230008, msg: 'follow up already exist.' })
  await page.goto('/history?query=filtered')
  await expect(rows(page)).toHaveCount(2)
  await openMoreFilters(page)
  await page.getByRole('textbox', { name: 'Code' }).fill('23000x')
  await expect(page.getByText('Enter a whole number.')).toBeVisible()
  await page.getByRole('textbox', { name: 'Code' }).fill('230008')
  await expect(rows(page)).toHaveCount(1)
  await expect(rows(page)).toContainText('Rejected')
  await page.getByRole('combobox', { name: 'App' }).selectOption('emulator')
  await page.getByRole('combobox', { name: 'Response' }).selectOption('answered')
  await expect(page).toHaveURL(/outcome=answered&code=230008&profile=emulator/)
  await page.reload()
  await expect(rows(page)).toHaveCount(1)
  await openMoreFilters(page)
  await page.getByLabel('From', { exact: true }).fill('2099-01-01T00:00')
  await expect(page.getByText('No results')).toBeVisible()
})

test('a delivery is one row with person, template, sender and result, and opens to its requests', async ({
  page,
  server,
}) => {
  const template = await createTemplate(server.url, 'Parcel check')
  await deliver(server, { text: 'unfold me', label: 'lin.fold@example.com', template })
  await page.goto('/history')
  await search(page).fill('lin.fold@')
  await expect(deliveries(page)).toHaveCount(1)
  await expect(rows(page)).toHaveCount(0)
  const row = table(page)
    .getByRole('row')
    .filter({ has: page.locator('button[aria-expanded]') })
  await expect(row.getByRole('cell')).toContainText([
    '',
    /\d/,
    'lin.fold@example.com',
    'Parcel check',
    'local',
    'Message + bubblesunfold me',
    'Sent0',
    '',
  ])
  await expect(page.getByRole('main').getByText('1 entry')).toBeVisible()

  const button = deliveries(page)
  await expect(button).toHaveAccessibleName(
    /lin\.fold@example\.com Parcel check .*unfold me Sent 0/,
  )
  await button.click()
  await expect(button).toHaveAttribute('aria-expanded', 'true')
  await expect(rows(page)).toHaveCount(2)
  await expect(rows(page).first()).toContainText(/HTTP 200.*log_id 20\d+/)
  await expect(rows(page).first()).toContainText('Message')
  await expect(rows(page).last()).toContainText('Bubblesunfold me')
  await expectNoAxeViolations(page)

  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await expect(linkOf(rows(page).last())).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(opened(page).getByText('Delivery ID')).toBeVisible()
  await expect(opened(page).getByText('lin.fold@example.com')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(linkOf(rows(page).last()), 'the delivery is still open').toBeFocused()
  await page.keyboard.press('ArrowLeft')
  await expect(rows(page)).toHaveCount(0)
  await expect(button).toBeFocused()
  await page.keyboard.press('ArrowRight')
  await expect(rows(page)).toHaveCount(2)
  for (const checkbox of await page.getByRole('checkbox', { name: /^Compare:/ }).all()) {
    await checkbox.check()
  }
  await expect(page.getByText('2 selected')).toBeVisible()
  await button.focus()
  await page.keyboard.press('e')
  await expect(defaultText(page, 1)).toHaveValue('unfold me')
})

test('a delivery is finished, recalled and reported where it is shown', async ({
  page,
  server,
}) => {
  const label = 'lin.acts@example.com'
  const { id } = await deliver(server, { text: 'act on me', label })
  const sent = await (await fetch(`${server.url}/api/deliveries/${id}`)).json()
  await controlEmulator(server.emulatorUrl, 'POST', '/faults', {
    operation: 'push_follow_up',
    next_calls: 1,
    fault: { kind: 'latency', ms: 1500 },
  })
  // Bubbles for the same message at the same time are refused before any request.
  const bubbles = {
    ...{ recipient: sent.delivery.recipient, message_id: sent.delivery.message_id },
    follow_ups: [{ content: 'unsent' }],
  }
  const post = () =>
    fetch(`${server.url}/api/deliveries`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...bubbles, confirm_recent: true }),
    })
  const both = await Promise.all([post(), post()])
  expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409])

  await page.goto(`/history?query=${label}`)
  await expect(deliveries(page)).toHaveCount(3)
  const state = page.getByRole('combobox', { name: 'Result', exact: true })
  await state.selectOption('Not sent')
  await expect(deliveries(page)).toHaveCount(1)
  await expect(page).toHaveURL(/state=not_sent/)
  await deliveries(page).click()
  const panel = table(page).getByRole('group', { name: `Delivery to ${label}` })
  await expect(panel).toContainText('No request was made.')
  await expect(rows(page)).toHaveCount(0)
  await panel.getByRole('button', { name: `Try again: ${label}` }).click()
  await expect(page.getByText('No results')).toBeVisible()
  await state.selectOption('Rejected')
  await expect(deliveries(page).first()).toHaveAccessibleName(/230008/)

  await state.selectOption('Sent')
  await expect(deliveries(page)).toHaveCount(1)
  await deliveries(page).click()
  await expectNoAxeViolations(page)
  await panel.getByRole('button', { name: `Copy report: ${label}` }).click()
  const report = await page.evaluate(() => navigator.clipboard.readText())
  expect(report).toContain(`Recipient: ${label}`)
  expect(report).toContain(`Delivery: ${id}`)
  await panel.getByRole('button', { name: `Recall: ${label}` }).click()
  await expect(page.getByText('No results')).toBeVisible()
  await state.selectOption('Recalled')
  await expect(deliveries(page)).toHaveCount(1)

  await page.goto(`/history/delivery/${id}`)
  const article = page.getByRole('article', { name: 'Delivery' })
  await expect(article).toContainText('act on me')
  await expect(article.getByRole('region', { name: 'Requests' }).getByRole('link')).toHaveText([
    /^Message: /,
    /^Bubbles: /,
    /^Recall: /,
  ])
  await expectNoAxeViolations(page)
  await page.keyboard.press('Escape')
  await expect(table(page)).toBeVisible()
})

test('filters by sender, day, template, recipient and call narrow the list and stay in the URL', async ({
  page,
  server,
}) => {
  const template = await createTemplate(server.url, 'Narrow template')
  const label = 'narrow.me@example.com'
  const { recipient } = await deliver(server, { text: 'narrow one', label, template })
  await deliver(server, { text: 'narrow two', label })
  await push(server.url, TARGET, [{ content: 'narrow alone' }])
  await page.goto('/history?query=narrow')
  const only = (count: number) =>
    expect(
      page.getByRole('main').getByText(count === 1 ? '1 entry' : `${count} entries`),
    ).toBeVisible()
  await only(3)
  await page.getByRole('combobox', { name: 'Template' }).selectOption('Narrow template')
  await only(1)
  await expect(deliveries(page)).toHaveAccessibleName(/narrow one/)
  await page.getByRole('combobox', { name: 'Template' }).selectOption('All templates')
  await only(3)
  await page.getByRole('combobox', { name: 'Recipient' }).selectOption(label)
  await only(2)
  await expect(page).toHaveURL(new RegExp(`recipient=${recipient.receive_id}`))
  await openMoreFilters(page)
  await page.getByRole('combobox', { name: 'Call' }).selectOption('Recall')
  await expect(page.getByText('No results')).toBeVisible()
  await page.reload()
  await openMoreFilters(page)
  await expect(page.getByRole('combobox', { name: 'Call' })).toHaveValue('recall_message')
  await page.getByRole('combobox', { name: 'Call' }).selectOption('Message')
  await only(2)
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Clear filters' }).click()
  await search(page).fill('narrow')
  await only(3)

  const mine = page.getByRole('checkbox', { name: 'Mine' })
  const today = page.getByRole('checkbox', { name: 'Today' })
  await mine.check()
  await today.check()
  await expect(page).toHaveURL(/actor=local&from=/)
  await only(3)
  await page.reload()
  await expect(mine).toBeChecked()
  await expect(today).toBeChecked()
  await today.uncheck()
  await expect(page).not.toHaveURL(/from=/)
  await page.goto('/history?query=narrow&actor=someone-else')
  await expect(page.getByText('No results')).toBeVisible()
})

test('a long history is loaded page by page, each request once', async ({ page, server }) => {
  for (let i = 0; i < 60; i += 1) {
    const { status } = await push(server.url, TARGET, [{ content: `page-by-page ${i}` }])
    expect(status).toBe(200)
  }
  await page.goto('/history?query=page-by-page')
  await expect(rows(page)).toHaveCount(50)
  await page.getByRole('button', { name: 'Load more' }).click()
  await expect(rows(page)).toHaveCount(60)
  const texts = await rows(page).allTextContents()
  expect(new Set(texts.map((text) => /page-by-page \d+/.exec(text)?.[0])).size).toBe(60)
  await expect(page.getByRole('button', { name: 'Load more' })).toHaveCount(0)
})

test('a past send is opened in the editor by its link, its button or its key, and nothing is sent', async ({
  page,
  server,
}) => {
  const messageId = await sendBubble(server, '再来一次')
  await page.goto('/')
  await defaultText(page, 1).fill('in the composer now')
  const openHistory = async (query: string) => {
    await page.getByRole('link', { name: 'History', exact: true }).click()
    await search(page).fill(query)
  }
  await openHistory('再来一次')
  await expect(rows(page)).toHaveCount(1)
  await rows(page).first().click()
  const before = await countSends(server.url)
  await page.getByRole('link', { name: 'Open in editor' }).click()
  await expect(defaultText(page, 1)).toHaveValue('再来一次')
  await expectMessageId(page, messageId)
  await expect(page).not.toHaveURL(/replay/)
  await page.getByRole('button', { name: 'Undo', exact: true }).click()
  await expect(defaultText(page, 1)).toHaveValue('in the composer now')

  await openHistory('再来一次')
  await rows(page).first().getByRole('link', { name: 'Open in editor: 再来一次' }).click()
  await expect(defaultText(page, 1)).toHaveValue('再来一次')
  await page.getByRole('button', { name: 'Undo', exact: true }).click()

  await openHistory('再来一次')
  await expect(rows(page)).toHaveCount(1)
  await linkOf(rows(page).first()).focus()
  await page.keyboard.press('e')
  await expect(page).not.toHaveURL(/history/)
  await expect(defaultText(page, 1)).toHaveValue('再来一次')
  expect(await countSends(server.url)).toBe(before)

  await openHistory(messageId)
  await expect(rows(page).filter({ hasText: 'Message' })).toHaveCount(1)
  await expect(
    rows(page).filter({ hasText: 'Message' }).getByRole('link', { name: 'Open in editor' }),
    'a message has nothing to edit',
  ).toHaveCount(0)
})

async function countSends(url: string): Promise<number> {
  const response = await fetch(`${url}/api/exchanges/export?format=json`)
  const { exchanges } = (await response.json()) as { exchanges: unknown[] }
  return exchanges.length
}

test('at 1440 × 900 at least 20 rows are visible, with recipient, sender, call and result in columns, and opening the filters moves nothing', async ({
  page,
  server,
}) => {
  for (let i = 0; i < 12; i += 1) await sendBubble(server, `dense ${i}`)
  await page.goto('/history')
  await expect(rows(page).nth(19)).toBeInViewport({ ratio: 1 })
  await expect(page.getByRole('columnheader', { name: /./ })).toContainText([
    'Compare',
    'Time',
    'Recipient',
    'Template',
    'Sent by',
    'Call',
    'Result',
    'Bubble result',
    'Open in editor',
  ])
  const [push, message] = [rows(page).first(), rows(page).nth(1)]
  await expect(push.getByRole('cell')).toContainText([
    '',
    /\d/,
    /./,
    '–',
    'local',
    'Bubblesdense 11',
    'Success0',
    'Waiting',
    '',
  ])
  const recipient = await message.getByRole('cell').nth(2).innerText()
  expect(recipient, 'the name of the user, not an ID').not.toMatch(/^o[mu]_/)
  await expect(push.getByRole('cell').nth(2), 'a push has the recipient of its message').toHaveText(
    recipient,
  )

  await search(page).fill('dense')
  await expect(rows(page)).toHaveCount(12)
  const before = await rows(page).first().boundingBox()
  await openMoreFilters(page)
  await expect(page.getByRole('textbox', { name: 'Code' })).toBeVisible()
  expect(await rows(page).first().boundingBox()).toEqual(before)
  await page.getByRole('textbox', { name: 'Code' }).fill('0')
  await expect(page).toHaveURL(/code=0/)
  expect((await rows(page).first().boundingBox())?.y).toBe(before?.y)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('textbox', { name: 'Code' })).toBeHidden()
  await expect(page.getByText('More filters1 set')).toBeVisible()
  await page.getByRole('button', { name: 'Clear filters' }).click()
  await expect(search(page)).toBeFocused()
})

test('two requests are compared line by line, requests and responses', async ({ page, server }) => {
  await sendBubble(server, 'compare: before')
  await sendBubble(server, 'compare: after')
  await page.goto('/history?query=compare')
  await expect(rows(page)).toHaveCount(2)
  for (const checkbox of await page.getByRole('checkbox', { name: /^Compare:/ }).all()) {
    await checkbox.check()
  }
  await page.getByRole('link', { name: 'Compare', exact: true }).click()
  const table = page.getByRole('table')
  await expect(table.getByText('"content": "compare: before"')).toBeVisible()
  await expect(table.getByText('"content": "compare: after"')).toBeVisible()
  await expect(page.getByText('2 lines differ')).toBeVisible()
  await page.getByRole('radio', { name: 'Responses' }).check()
  await expect(page.getByText('No differences.')).toBeVisible()
  await page.getByRole('switch', { name: 'Include headers' }).check()
  await expect(table.getByText(/^x-tt-logid: /).first()).toBeVisible()
  await expectNoAxeViolations(page)
})

test('the filtered history is saved as CSV, and a receipt has what support needs and no secret', async ({
  page,
  server,
}) => {
  await sendBubble(server, '=1+1 收据')
  const { id } = await deliver(server, { text: '送达收据', label: '=林晓雨' })
  await page.goto('/history?query=收据')
  await expect(rows(page)).toHaveCount(1)
  await expect(deliveries(page)).toHaveCount(1)
  const [csv] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Export CSV' }).click(),
  ])
  const lines = (await readFile(await csv.path(), 'utf8')).trimEnd().split('\r\n')
  expect(lines).toHaveLength(3)
  expect(lines[0]).toContain('recipient_label')
  expect(lines[1], 'with its person, in a text that no spreadsheet calculates').toContain(
    `,local,'=林晓雨,${id},`,
  )
  expect(lines[2]).toContain(",'=1+1 收据,")

  await rows(page).first().click()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Export for Feishu support' }).click(),
  ])
  expect(download.suggestedFilename()).toMatch(/^receipt-push_follow_up-\d{8}T\d{6}Z\.json$/)
  const text = await readFile(await download.path(), 'utf8')
  const receipt = JSON.parse(text)
  expect(receipt.exchange.log_id).toMatch(/^20\d+/)
  expect(receipt.attempts[0].request.body).toBe('{"follow_ups":[{"content":"=1+1 收据"}]}')
  expect(text).not.toContain('emulator-secret')
  expect(text).not.toMatch(/Bearer (?!t-.{0,4}…\(redacted\)")/)
})

test.describe('retention', () => {
  // This console has no emulator.
  test.use({ expectedStatuses: [502] })

  test('an empty history says so; old requests are deleted only after a preview', async ({
    page,
    faulty,
  }) => {
    await test.step('a search without a match can be cleared', async () => {
      await page.goto(`${faulty.url}/history`)
      await expect(page.getByText('No requests yet')).toBeVisible()
      await search(page).fill('无')
      await expect(page.getByText('No results')).toBeVisible()
      await expect(page).toHaveURL(/\?query=/)
      await page.getByRole('button', { name: 'Clear filters' }).click()
      await expect(page.getByText('No requests yet')).toBeVisible()
      await expect(search(page)).toHaveValue('')
    })
    faulty.behave(json('200 OK', { code: 0, msg: 'success', data: {} }))
    for (let sends = 0; sends < 2; sends += 1) {
      const { body } = await push(faulty.url, TARGET, [{ content: '查看进度' }])
      expect(body).toMatchObject({ outcome: 'answered', code: 0 })
    }
    expect(pushesOf(faulty)).toHaveLength(2)
    await page.reload()
    await expect(rows(page)).toHaveCount(2)
    await page.getByRole('button', { name: 'Delete old requests…' }).click()
    const dialog = page.getByRole('dialog', { name: 'Delete old requests' })
    await dialog.getByLabel('Requests to keep').fill('0')
    await expect(
      dialog.getByText('Enter a whole number from 1 to 10,000,000, or leave it empty.'),
    ).toBeVisible()
    await dialog.getByLabel('Requests to keep').fill('1')
    await dialog.getByRole('button', { name: 'Preview' }).click()
    await expect(dialog.getByText(/^1 request will be deleted/)).toBeVisible()
    await expectNoAxeViolations(page)
    await dialog.getByRole('button', { name: 'Delete permanently' }).click()
    await expect(dialog.getByText('1 request deleted.')).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('button', { name: 'Delete old requests…' })).toBeFocused()
    await expect(rows(page)).toHaveCount(1)
  })
})

test('a restart loses no request', async ({ page, origins }) => {
  const folder = mkdtempSync(join(tmpdir(), 'history-spec-'))
  const settings = { DATA_DIR: folder }
  const before = await startConsole(settings)
  await sendBubble(before, '重启之前')
  await before.stop()

  const after = await startConsole(settings)
  origins.add(after.url)
  await page.goto(`${after.url}/history?query=重启`)
  await expect(rows(page)).toHaveCount(1)
  await rows(page).first().click()
  await expect(
    opened(page)
      .getByText(/"msg":\s*"success"/)
      .first(),
  ).toBeVisible()
  await page.goto('about:blank')
  await after.stop()
  rmSync(folder, { recursive: true, force: true })
  expect(before.stderr() + after.stderr()).toBe('')
})

test.describe('while a request is running', () => {
  // The longest deadline: what is done before the response must take less.
  test.use({ expectedStatuses: [409, 502], deadlineMs: 15_000 })

  /** @returns a function that lets the upstream respond */
  function holdResponse(faulty: FaultyConsole): () => void {
    const { promise, resolve } = Promise.withResolvers<void>()
    faulty.behave({ ...json('200 OK', { code: 0, msg: 'success', data: {} }), until: promise })
    return resolve
  }

  test('a second tab makes no second call, a page that stopped waiting can check the status, and closing it cancels nothing', async ({
    page,
    faulty,
    context,
  }) => {
    let respond = holdResponse(faulty)
    const other = await context.newPage()
    await other.goto(faulty.url)
    await enterMessageId(other, TARGET)
    await defaultText(other, 1).fill('also me')

    await test.step('a second tab shows who is sending', async () => {
      await sendTo(page, faulty)
      await expect.poll(() => pushesOf(faulty).length).toBe(1)
      await part.send(other).click()
      const response = part.response(other)
      await expect(response.getByText('Already being sent', { exact: true })).toBeVisible()
      await expect(response.getByText(/^Sent by local since/)).toBeVisible()
      respond()
      await expect(part.response(page).getByText('Bubbles added').first()).toBeVisible()
      await expectNoAxeViolations(other)
      await response.getByRole('link', { name: 'Open the request' }).click()
      await expect(opened(other).getByRole('heading', { name: 'Bubbles added' })).toBeVisible()
      expect(pushesOf(faulty)).toHaveLength(1)
    })

    await test.step('a page that stopped waiting can check the status until the end', async () => {
      respond = holdResponse(faulty)
      await enterMessageId(page, 'om_stopped')
      await part.send(page).click()
      await expect.poll(() => pushesOf(faulty).length).toBe(2)
      await page.getByRole('button', { name: 'Stop waiting' }).click()
      const response = part.response(page)
      await response.getByRole('button', { name: 'Check status' }).click()
      await expect(response.getByRole('heading', { name: 'Sending' })).toBeVisible()
      respond()
      await expect(response.getByRole('heading', { name: 'Bubbles added' })).toBeVisible()
      expect(pushesOf(faulty)).toHaveLength(2)
    })

    await test.step('closing the page does not cancel it, and History shows it later', async () => {
      respond = holdResponse(faulty)
      await enterMessageId(page, 'om_closed')
      await part.send(page).click()
      await expect.poll(() => pushesOf(faulty).length).toBe(3)
      await page.close()
      await other.goto(`${faulty.url}/history?query=om_closed`)
      await rows(other).click()
      await expect(opened(other).getByRole('heading', { name: 'Sending' })).toBeVisible()
      respond()
      await expect(opened(other).getByRole('heading', { name: 'Bubbles added' })).toBeVisible()
      await other.keyboard.press('Escape')
      await expect(rows(other)).toContainText('Success')
    })
  })
})

test.describe('an unknown outcome', () => {
  test.use({ expectedStatuses: [502, 504] })

  test('is resolved by one deliberate repeat or by the user, and the recorded send does not change', async ({
    page,
    faulty,
  }) => {
    const response = part.response(page)

    await test.step('by a repeat, whose response is the evidence', async () => {
      faulty.fail('reset_before_headers')
      await sendTo(page, faulty)
      await expect(
        response.getByText('It never adds bubbles twice', { exact: false }),
      ).toBeVisible()
      expect(pushesOf(faulty)).toHaveLength(1)
      await expectNoAxeViolations(page)

      faulty.behave(
        FAULTS.reset_before_headers,
        json('400 Bad Request', { code: 230008, msg: 'follow up already exist.' }),
      )
      await response.getByRole('button', { name: 'Retry to confirm' }).dblclick()
      await expect(response.getByText('Delivered').first()).toBeVisible()
      await expect(response.getByText(/^The retry returned 230008/)).toBeVisible()
      expect(pushesOf(faulty)).toHaveLength(2)
      expect(pushesOf(faulty)[1]?.body).toEqual(pushesOf(faulty)[0]?.body)

      await response.getByRole('link', { name: 'View retry' }).click()
      await expect(opened(page).getByText('follow up already exist.').first()).toBeVisible()
      await page.getByRole('link', { name: /^Original request/ }).click()
      await expect(opened(page).getByText('Result unknown').first()).toBeVisible()
      await expect(opened(page).getByText('Delivered').first()).toBeVisible()
    })

    await test.step('by the user, with the evidence; a double press made one call', async () => {
      await page.getByRole('link', { name: 'Compose', exact: true }).click()
      faulty.fail('hang')
      await enterMessageId(page, 'om_hanging')
      await part.send(page).dblclick()
      await response.getByRole('radio', { name: 'Not delivered' }).check()
      await response.getByLabel('How do you know? (optional)').fill('asked the customer')
      await response.getByRole('button', { name: 'Save' }).click()
      await expect(response.getByText('Checked by local', { exact: false })).toBeVisible()
      await expect(response.getByText('asked the customer')).toBeVisible()
      await expect(response.getByText('Result unknown').first()).toBeVisible()
      expect(pushesOf(faulty)).toHaveLength(3)
    })

    await test.step('with the seconds left if this console sent the message itself', async () => {
      const created = { code: 0, msg: 'success', data: { message_id: 'om_created' } }
      faulty.behave(json('200 OK', created))
      const panel = await openBar(page, 'Recipient')
      await panel.getByRole('textbox', { name: 'Recipient ID' }).fill('ou_1')
      await page.keyboard.press('Escape')
      await newMessage(page)
      faulty.fail('reset_before_headers')
      await part.send(page).click()
      await expect(response.getByText(/^About \d+ of 600 s left/)).toBeVisible()
    })

    await page.goto(`${faulty.url}/history?outcome=unknown&query=om_hanging`)
    await expect(rows(page)).toContainText('Not delivered')
  })
})

test('a delivery, open or closed, has no axe violation and fits the window', async ({
  page,
  server,
}) => {
  const label = `很长的名字${'没有空格'.repeat(20)} مرحبا \u202Eabc`
  await deliver(server, { text: 'axe of a delivery', label })
  await page.goto('/history?query=axe+of+a+delivery')
  await deliveries(page).click()
  await expect(rows(page)).toHaveCount(2)
  await expectAccessible(page)
})

test.describe('the history', () => {
  // 502: the faulty platform has no state of an emulator.
  test.use({ expectedStatuses: [404, 502, 504] })

  test('has no axe violation and fits the window', async ({ page, faulty }) => {
    test.slow()
    faulty.fail('reset_before_headers')
    const long = `很长的文字${'没有空格'.repeat(30)} مرحبا \u202Eabc`
    for (const content of ['查看进度', long]) {
      expect((await push(faulty.url, TARGET, [{ content }])).status).toBe(504)
    }

    await page.goto(`${faulty.url}/history?code=1`)
    await expect(page.getByText(/No results|没有符合条件/)).toBeVisible()
    await expectAccessible(page)
    await page.getByRole('button', { name: /^(Clear filters|清除筛选)$/ }).click()
    await expect(rows(page)).toHaveCount(2)
    for (const checkbox of await page.getByRole('checkbox').all()) await checkbox.check()
    await expectAccessible(page)
    await page.getByRole('link', { name: /^(Compare|对比)$/ }).click()
    await expect(page.getByRole('table')).toBeVisible()
    await expectAccessible(page)
    await page.keyboard.press('Escape')
    await rows(page).last().click()
    await expect(page.getByRole('button', { name: /Retry to confirm|重发确认/ })).toBeVisible()
    await expectAccessible(page)
    await page.getByRole('radio', { name: /^(Unknown|未知)$/ }).check()
    await page.getByRole('button', { name: /^(Save|保存)$/ }).click()
    await expect(page.getByText(/Checked by local|由 本机 确认/)).toBeVisible()
    await expectAccessible(page)
    await page.goto(`${faulty.url}/history/nope`)
    await expect(page.getByText(/No such request|没有这个请求/)).toBeVisible()
    await expectAccessible(page)
  })
})
