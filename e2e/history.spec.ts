import { mkdtempSync, rmSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import type { ConsoleProcess } from '../server/testing/console-process.ts'
import { FAULTS, json } from '../server/testing/faults.ts'
import { expectNoAxeViolations, expectNoOverflow, inEachLook, LANGUAGES } from './accessibility.ts'
import { defaultText, newMessage, part } from './console-page.ts'
import { createMessage, type FaultyConsole, push, startConsole } from './console-server.ts'
import { expect, test } from './fixtures.ts'

const TARGET = 'om_3210a18894e206715a4359115f4cf2f5'

const rows = (page: Page) =>
  page.getByRole('list', { name: 'Sends, newest first' }).getByRole('link')
const search = (page: Page) => page.getByRole('searchbox', { name: 'Search' })
const opened = (page: Page) => page.getByRole('region', { name: 'Send', exact: true })

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
  await part.messageId(page).fill(TARGET)
  await defaultText(page, 1).fill('查看进度')
  await part.send(page).click()
}

const pushesOf = ({ upstream }: FaultyConsole) =>
  upstream.requests.filter(({ path }) => path.endsWith('/push_follow_up'))

test('an empty history says so, and a search without a match can be cleared', async ({
  page,
  faulty,
}) => {
  await page.goto(`${faulty.url}/history`)
  await expect(page.getByText('Nothing sent yet')).toBeVisible()
  await search(page).fill('无')
  await expect(page.getByText('No send matches.')).toBeVisible()
  await expect(page).toHaveURL(/\?query=/)
  await page.getByRole('button', { name: 'Show everything' }).click()
  await expect(page.getByText('Nothing sent yet')).toBeVisible()
  await expect(search(page)).toHaveValue('')
})

test('sends are found by a Chinese word of two characters, by id and by log_id, also after a reload', async ({
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
  await rows(page).first().focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('End')
  await page.keyboard.press('ArrowUp')
  await expect(rows(page).nth(1)).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(opened(page).getByText('keys two').first()).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page).toHaveURL(/\?query=keys/)
  await expect(rows(page).nth(1)).toBeFocused()
})

test('filters by outcome, code and profile narrow the list and stay in the URL', async ({
  page,
  server,
}) => {
  const messageId = await sendBubble(server, 'filtered text')
  const again = await push(server.url, messageId, [{ content: 'filtered text' }])
  expect(again.body).toMatchObject({ code: 230008, msg: 'follow up already exist.' })
  await page.goto('/history?query=filtered')
  await expect(rows(page)).toHaveCount(2)
  await page.getByText('Code, profile, time').click()
  await page.getByRole('textbox', { name: 'Code' }).fill('23000x')
  await expect(page.getByText('A code is a whole number.')).toBeVisible()
  await page.getByRole('textbox', { name: 'Code' }).fill('230008')
  await expect(rows(page)).toHaveCount(1)
  await expect(rows(page)).toContainText('Refused')
  await page.getByRole('combobox', { name: 'Profile' }).selectOption('emulator')
  await page.getByRole('combobox', { name: 'Outcome' }).selectOption('answered')
  await expect(page).toHaveURL(/outcome=answered&code=230008&profile=emulator/)
  await page.reload()
  await expect(rows(page)).toHaveCount(1)
  await page.getByLabel('From', { exact: true }).fill('2099-01-01T00:00')
  await expect(page.getByText('No send matches.')).toBeVisible()
})

test('a long history is loaded page by page, each send once', async ({ page, server }) => {
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

test('a past send is loaded into the composer without sending anything', async ({
  page,
  server,
}) => {
  const messageId = await sendBubble(server, '再来一次')
  await page.goto('/')
  await defaultText(page, 1).fill('in the composer now')
  await page.getByRole('link', { name: 'History', exact: true }).click()
  await search(page).fill('再来一次')
  await expect(rows(page)).toHaveCount(1)
  await rows(page).first().click()
  const before = await countSends(server.url)
  await page.getByRole('link', { name: 'Load into the composer' }).click()
  await expect(defaultText(page, 1)).toHaveValue('再来一次')
  await expect(part.messageId(page)).toHaveValue(messageId)
  await expect(page).not.toHaveURL(/replay/)
  expect(await countSends(server.url)).toBe(before)
  await page.getByRole('button', { name: 'Undo', exact: true }).click()
  await expect(defaultText(page, 1)).toHaveValue('in the composer now')
})

async function countSends(url: string): Promise<number> {
  const response = await fetch(`${url}/api/exchanges/export?format=json`)
  const { exchanges } = (await response.json()) as { exchanges: unknown[] }
  return exchanges.length
}

test('two sends are compared line by line, requests and responses', async ({ page, server }) => {
  await sendBubble(server, 'compare: before')
  await sendBubble(server, 'compare: after')
  await page.goto('/history?query=compare')
  await expect(rows(page)).toHaveCount(2)
  for (const checkbox of await page.getByRole('checkbox', { name: /^Choose for/ }).all()) {
    await checkbox.check()
  }
  await page.getByRole('link', { name: 'Compare the two' }).click()
  const table = page.getByRole('table')
  await expect(table.getByText('"content": "compare: before"')).toBeVisible()
  await expect(table.getByText('"content": "compare: after"')).toBeVisible()
  await expect(page.getByText('2 lines differ')).toBeVisible()
  await page.getByRole('radio', { name: 'Responses' }).check()
  await expect(page.getByText('The two are the same.')).toBeVisible()
  await page.getByRole('switch', { name: 'Headers too' }).check()
  await expect(table.getByText(/^x-tt-logid: /).first()).toBeVisible()
  await expectNoAxeViolations(page)
})

test('the filtered history is saved as CSV, and a receipt has what support needs and no secret', async ({
  page,
  server,
}) => {
  await sendBubble(server, '=1+1 收据')
  await page.goto('/history?query=收据')
  await expect(rows(page)).toHaveCount(1)
  const [csv] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Export as CSV' }).click(),
  ])
  const lines = (await readFile(await csv.path(), 'utf8')).trimEnd().split('\r\n')
  expect(lines).toHaveLength(2)
  expect(lines[1]).toContain(",'=1+1 收据,")

  await rows(page).first().click()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Receipt for Feishu’s support' }).click(),
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

  test('old sends are deleted only after a preview', async ({ page, faulty }) => {
    faulty.behave(json('200 OK', { code: 0, msg: 'success', data: {} }))
    for (let sends = 0; sends < 2; sends += 1) {
      const { body } = await push(faulty.url, TARGET, [{ content: '查看进度' }])
      expect(body).toMatchObject({ outcome: 'answered', code: 0 })
    }
    expect(pushesOf(faulty)).toHaveLength(2)
    await page.goto(`${faulty.url}/history`)
    await expect(rows(page)).toHaveCount(2)
    await page.getByRole('button', { name: 'Clear out old sends…' }).click()
    const dialog = page.getByRole('dialog', { name: 'Clear out old sends' })
    await dialog.getByLabel('Keep at most … sends').fill('0')
    await expect(dialog.getByText('A whole number from 1 to 10,000,000, or nothing.')).toBeVisible()
    await dialog.getByLabel('Keep at most … sends').fill('1')
    await dialog.getByRole('button', { name: 'See what would go' }).click()
    await expect(dialog.getByText(/^1 send would be removed/)).toBeVisible()
    await expectNoAxeViolations(page)
    await dialog.getByRole('button', { name: 'Remove them for good' }).click()
    await expect(dialog.getByText('1 send removed.')).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('button', { name: 'Clear out old sends…' })).toBeFocused()
    await expect(rows(page)).toHaveCount(1)
  })
})

test('a restart loses no send', async ({ page, origins }) => {
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
  await expect(opened(page).getByText('{"code":0,"msg":"success","data":{}}')).toBeVisible()
  await page.goto('about:blank')
  await after.stop()
  rmSync(folder, { recursive: true, force: true })
  expect(before.stderr() + after.stderr()).toBe('')
})

test.describe('a double press', () => {
  test.use({ expectedStatuses: [502, 504] })

  test('in one tab makes one call', async ({ page, faulty }) => {
    await page.goto(faulty.url)
    await part.messageId(page).fill(TARGET)
    await defaultText(page, 1).fill('once')
    await part.send(page).dblclick()
    await expect(part.response(page).getByText('Outcome unknown')).toBeVisible()
    expect(pushesOf(faulty)).toHaveLength(1)
  })
})

test.describe('while a send is running', () => {
  test.use({ expectedStatuses: [409, 502], deadlineMs: 15_000 })

  /** @returns a function that lets the upstream respond */
  function holdResponse(faulty: FaultyConsole): () => void {
    const { promise, resolve } = Promise.withResolvers<void>()
    faulty.behave({ ...json('200 OK', { code: 0, msg: 'success', data: {} }), until: promise })
    return resolve
  }

  test('a second tab makes no second call and shows who is sending', async ({
    page,
    faulty,
    context,
  }) => {
    const respond = holdResponse(faulty)
    const other = await context.newPage()
    await other.goto(faulty.url)
    await part.messageId(other).fill(TARGET)
    await defaultText(other, 1).fill('also me')
    await sendTo(page, faulty)
    await expect.poll(() => pushesOf(faulty).length).toBe(1)
    await part.send(other).click()
    const response = part.response(other)
    await expect(response.getByText('Already being sent')).toBeVisible()
    await expect(response.getByText(/^local has been sending it since/)).toBeVisible()
    await expectNoAxeViolations(other)
    await response.getByRole('link', { name: 'See that send' }).click()
    await expect(opened(other).getByRole('heading', { name: 'Being sent' })).toBeVisible()
    respond()
    await expect(opened(other).getByRole('heading', { name: 'Bubbles added' })).toBeVisible()
    await expect(part.response(page).getByText('Bubbles added').first()).toBeVisible()
    expect(pushesOf(faulty)).toHaveLength(1)
  })

  test('a page that stopped waiting can check the status until the end', async ({
    page,
    faulty,
  }) => {
    const respond = holdResponse(faulty)
    await sendTo(page, faulty)
    await expect.poll(() => pushesOf(faulty).length).toBe(1)
    await page.getByRole('button', { name: 'Stop waiting' }).click()
    const response = part.response(page)
    await expect(response.getByRole('button', { name: 'Look it up' })).toBeVisible()
    await expectNoAxeViolations(page)
    await response.getByRole('button', { name: 'Look it up' }).click()
    await expect(response.getByRole('heading', { name: 'Being sent' })).toBeVisible()
    respond()
    await expect(response.getByRole('heading', { name: 'Bubbles added' })).toBeVisible()
    expect(pushesOf(faulty)).toHaveLength(1)
  })

  test('closing the page does not cancel it, and History shows it later', async ({
    page,
    faulty,
    context,
  }) => {
    const respond = holdResponse(faulty)
    await sendTo(page, faulty)
    await expect.poll(() => pushesOf(faulty).length).toBe(1)
    await page.close()
    respond()
    const back = await context.newPage()
    await back.goto(`${faulty.url}/history`)
    await expect(rows(back)).toHaveCount(1)
    await expect(rows(back)).toContainText('Done')
  })
})

test.describe('an unknown outcome', () => {
  test.use({ expectedStatuses: [502, 504] })

  test('is resolved by one deliberate repeat, whose response is the evidence', async ({
    page,
    faulty,
  }) => {
    faulty.fail('reset_before_headers')
    await sendTo(page, faulty)
    const response = part.response(page)
    await expect(response.getByText('No second bubble can appear', { exact: false })).toBeVisible()
    expect(pushesOf(faulty)).toHaveLength(1)
    await expectNoAxeViolations(page)

    faulty.behave(
      FAULTS.reset_before_headers,
      json('400 Bad Request', { code: 230008, msg: 'follow up already exist.' }),
    )
    await response.getByRole('button', { name: 'Send again to find out' }).dblclick()
    await expect(response.getByText('It landed').first()).toBeVisible()
    await expect(response.getByText(/^The repeat was answered 230008/)).toBeVisible()
    expect(pushesOf(faulty)).toHaveLength(2)
    expect(pushesOf(faulty)[1]?.body).toEqual(pushesOf(faulty)[0]?.body)

    await response.getByRole('link', { name: 'See the repeat' }).click()
    await expect(opened(page).getByText('follow up already exist.').first()).toBeVisible()
    await page.getByRole('link', { name: /^The send that this one repeats/ }).click()
    await expect(opened(page).getByText('Outcome unknown').first()).toBeVisible()
    await expect(opened(page).getByText('It landed').first()).toBeVisible()
  })

  test('is resolved by the user, with the evidence; the recorded send does not change', async ({
    page,
    faulty,
  }) => {
    faulty.fail('hang')
    await sendTo(page, faulty)
    const response = part.response(page)
    await response.getByRole('radio', { name: 'It did not land' }).check()
    await response.getByLabel('How do you know? (optional)').fill('asked the customer')
    await response.getByRole('button', { name: 'Write it down' }).click()
    await expect(response.getByText('Decided by local', { exact: false })).toBeVisible()
    await expect(response.getByText('asked the customer')).toBeVisible()
    await expect(response.getByText('Outcome unknown').first()).toBeVisible()
    await page.goto(`${faulty.url}/history?outcome=unknown`)
    await expect(rows(page)).toContainText('It did not land')
    expect(pushesOf(faulty)).toHaveLength(1)
  })

  test('shows the seconds left if this console sent the message itself', async ({
    page,
    faulty,
  }) => {
    const created = { code: 0, msg: 'success', data: { message_id: TARGET } }
    faulty.behave(json('200 OK', created))
    await page.goto(faulty.url)
    await page.getByText('To whom, and what it says').click()
    await page.getByRole('textbox', { name: 'Recipient' }).fill('ou_1')
    await newMessage(page)
    await defaultText(page, 1).fill('OK')
    faulty.fail('reset_before_headers')
    await part.send(page).click()
    await expect(part.response(page).getByText(/^About \d+ of 600 seconds are left/)).toBeVisible()
  })
})

for (const { locale, looks } of LANGUAGES) {
  test.describe(locale, () => {
    test.use({ locale, expectedStatuses: [404, 504] })

    test('the history has no axe violation and fits the window', async ({ page, faulty }) => {
      test.slow()
      const list = page.getByRole('list', { name: /^(Sends|发送记录)/ }).getByRole('link')
      const check = () =>
        inEachLook(page, looks, async () => {
          await expectNoAxeViolations(page)
          await expectNoOverflow(page)
        })
      faulty.fail('reset_before_headers')
      const long = `很长的文字${'没有空格'.repeat(30)} مرحبا \u202Eabc`
      for (const content of ['查看进度', long]) {
        expect((await push(faulty.url, TARGET, [{ content }])).status).toBe(504)
      }

      await page.goto(`${faulty.url}/history?code=1`)
      await expect(page.getByText(/No send matches|没有符合条件/)).toBeVisible()
      await check()
      await page.goto(`${faulty.url}/history`)
      await expect(list).toHaveCount(2)
      for (const checkbox of await page.getByRole('checkbox').all()) await checkbox.check()
      await check()
      await page.getByRole('link', { name: /Compare the two|比较这两个/ }).click()
      await expect(page.getByRole('table')).toBeVisible()
      await check()
      await page.keyboard.press('Escape')
      await list.last().click()
      await expect(
        page.getByRole('button', { name: /Send again to find out|再次发送以确认/ }),
      ).toBeVisible()
      await check()
      await page.getByRole('radio', { name: /Cannot be told|无法判断/ }).check()
      await page.getByRole('button', { name: /Write it down|记下来/ }).click()
      await expect(page.getByText(/Decided by local|由 local 判定/)).toBeVisible()
      await check()
      await page.goto(`${faulty.url}/history/nope`)
      await expect(page.getByText(/There is no such send|账本里没有这次发送/)).toBeVisible()
      await check()
    })
  })
}
