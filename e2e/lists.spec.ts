import { readFile } from 'node:fs/promises'
import type { Download, Page } from '@playwright/test'
import readXlsxFile from 'read-excel-file/universal'
import writeXlsxFile from 'write-excel-file/universal'
import type { ConsoleProcess } from '../server/testing/console-process.ts'
import { expectAccessible, expectNoAxeViolations } from './accessibility.ts'
import { controlEmulator } from './console-page.ts'
import { addApp } from './console-server.ts'
import { expect, test } from './fixtures.ts'

type Person = { open_id: string; email: string; name: string }

let counter = 0

/** Adds people to the emulator whom no other test has written to. */
async function addPeople({ emulatorUrl }: ConsoleProcess, count: number): Promise<Person[]> {
  counter += 1
  const stem = `${test.info().workerIndex}x${Date.now()}x${counter}`
  const people = Array.from({ length: count }, (_, at) => ({
    open_id: `ou_list${stem}x${at}`,
    email: `p${stem}x${at}@example.com`,
    name: `Person ${at + 1}`,
  }))
  const saved = await fetch(`${emulatorUrl}/_emulator/scenario`)
  const scenario = (await saved.json()) as { users: object[] }
  await controlEmulator(emulatorUrl, 'POST', '/scenario', {
    ...scenario,
    users: [...scenario.users, ...people],
  })
  return people
}

const csv = (header: string, lines: readonly string[]) => Buffer.from([header, ...lines].join('\n'))
const rowsOf = (people: readonly Person[]) =>
  people.map(({ email, name }, at) => `${email},${name},A-${100 + at}`)
const HEADER = 'email,name,order_no'
const TEXT = 'Hi {{name}}, order {{order}} has arrived.'

async function openFile(page: Page, name: string, buffer: Buffer): Promise<void> {
  const chosen = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Open file' }).click()
  await (await chosen).setFiles({ name, mimeType: 'application/octet-stream', buffer })
}

async function chooseMessage(page: Page, text = TEXT): Promise<void> {
  await page
    .getByRole('combobox', { name: 'Template' })
    .selectOption({ label: 'Confirm or cancel' })
  await page.getByRole('textbox', { name: 'First message' }).fill(text)
}

/** Makes a list of a file and waits until its rows are checked. */
async function makeList(page: Page, lines: readonly string[], search = ''): Promise<void> {
  await page.goto(`/support/list${search}`)
  await openFile(page, 'customers-nov.csv', csv(HEADER, lines))
  await chooseMessage(page)
  await page.getByRole('button', { name: /^Check [\d,]+ rows?$/ }).click()
  await expect(page.getByText(/^Checked at /)).toBeVisible()
}

const row = (page: Page, n: number) =>
  page
    .locator('table[data-kind]')
    .getByRole('row')
    .filter({ has: page.getByRole('cell', { name: String(n), exact: true }) })
const totals = (page: Page) => page.getByRole('region', { name: 'Totals' })
const start = (page: Page) => page.getByRole('button', { name: /^Start: send/ })
const finished = (page: Page) => page.getByRole('heading', { name: /^Finished at/ })
const progress = (page: Page) => page.getByRole('progressbar', { name: 'Progress' })

/** Expects lines of the totals, and that the numbers of the main lines add up. */
async function expectTotals(page: Page, lines: Record<string, number>): Promise<void> {
  for (const [name, number] of Object.entries(lines)) {
    await expect(
      totals(page)
        .locator('dl > div')
        .filter({ hasText: new RegExp(`^${name}`) })
        .last(),
    ).toContainText(String(number))
  }
}

async function download(page: Page, format: 'CSV' | 'XLSX'): Promise<Download> {
  const started = page.waitForEvent('download')
  await page.getByRole('button', { name: `Download results: ${format}` }).click()
  return started
}

test('a file is mapped, checked, fixed in place, sent to myself and then to all', async ({
  page,
  server,
}) => {
  test.slow()
  const people = await addPeople(server, 5)
  const [first, second] = people
  await makeList(page, [
    ...rowsOf(people.slice(0, 4)),
    'nobody@example.com,No One,A-7',
    `${first?.open_id},Again,A-8`,
    `${people[4]?.email},Six,`,
    'hello,Bad,A-9',
  ])
  await expectTotals(page, { 'To send': 4, 'Cannot be sent': 4, Duplicate: 1, Total: 8 })
  await expect(page.getByRole('row').nth(1)).toContainText('Not found')
  await expect(row(page, 6)).toContainText('Same as row 1')
  await expect(row(page, 2)).toContainText(second?.name ?? '')
  await expectNoAxeViolations(page)

  await test.step('a missing value is filled in where it is missing', async () => {
    const field = page.getByRole('textbox', { name: 'order, row 7' })
    await field.fill('A-77')
    await field.press('Enter')
    await expect(row(page, 7)).toContainText('Ready')
    await expect(page.getByText('Row 7 is ready.')).toBeAttached()
    await expectTotals(page, { 'To send': 5, 'Cannot be sent': 3, Total: 8 })
  })
  await test.step('a recipient is corrected', async () => {
    const field = page.getByRole('textbox', { name: 'Recipient, row 8' })
    await field.fill('nobody.else@example.com')
    await field.press('Enter')
    await expect(row(page, 8)).toContainText('Not found')
    await expect(page.locator('body')).not.toBeFocused()
  })
  await test.step('rows are filtered by their issue', async () => {
    await page.getByRole('radio', { name: /^Duplicate 1/ }).check()
    await expect(row(page, 6)).toBeVisible()
    await expect(row(page, 1)).toHaveCount(0)
    await page.getByRole('radio', { name: /^All 8/ }).check()
  })

  await test.step('on a phone, Tab follows the order on the screen', async () => {
    const size = page.viewportSize()
    await page.setViewportSize({ width: 390, height: 844 })
    const myself = page.getByRole('button', { name: 'Send to myself' })
    await myself.focus()
    await page.keyboard.press('Tab')
    await expect(start(page)).toBeFocused()
    const [left, right] = [await myself.boundingBox(), await start(page).boundingBox()]
    expect(left?.y).toBe(right?.y)
    expect(left?.x).toBeLessThan(right?.x ?? 0)
    if (size) await page.setViewportSize(size)
  })

  await page.getByRole('button', { name: 'Send to myself' }).click()
  await expect(page.getByText(/^Sent to yourself at/)).toBeVisible()
  await start(page).click()
  await expect(finished(page)).toBeVisible()
  await expect(progress(page)).toHaveAttribute('aria-valuenow', '5')
  await expect(page.getByText('5 sent')).toBeVisible()
  await expectNoAxeViolations(page)

  await test.step('the results hold every row with its log ID', async () => {
    const text = (await readFile(await (await download(page, 'CSV')).path())).toString('utf8')
    const lines = text.trim().split('\r\n')
    expect(lines).toHaveLength(9)
    expect(lines[0]).toContain('Log ID')
    expect(lines[1]).toContain(`${first?.email}`)
    expect(lines[1]).toMatch(/Sent.*,0,.*\d{14}/)
    expect(lines[5]).toContain('Not found')
    const xlsx = await readFile(await (await download(page, 'XLSX')).path())
    const [sheet] = await readXlsxFile(new Blob([new Uint8Array(xlsx)]))
    expect(sheet?.data).toHaveLength(9)
  })
  const chats = await (await fetch(`${server.emulatorUrl}/_emulator/state`)).json()
  const texts = JSON.stringify(chats)
  expect(texts).toContain('Hi Six, order A-77 has arrived.')
  expect(texts).not.toContain('Hi Again')
})

test('an XLSX file and a pasted table are read, and their columns can be changed', async ({
  page,
  server,
}) => {
  const [person] = await addPeople(server, 1)
  await page.goto('/support/list')
  const cells = [
    ['Order', 'Customer', 'Mobile'],
    ['A-1', 'Ann', person?.email ?? ''],
  ]
  const blob = await writeXlsxFile(cells.map((line) => line.map((value) => ({ value })))).toBlob()
  await openFile(page, 'people.xlsx', Buffer.from(await blob.arrayBuffer()))
  await chooseMessage(page)
  await expect(page.getByRole('combobox', { name: 'Column Mobile' })).toHaveValue('recipient')
  await expect(page.getByRole('combobox', { name: 'Column Order' })).toHaveValue('{{order}}')
  await expect(page.getByText('No column for {{name}}.')).toBeVisible()
  await page.getByRole('combobox', { name: 'Column Customer' }).selectOption('{{name}}')
  await expect(page.getByText('Hi Ann, order A-1 has arrived.')).toBeVisible()
  await page.getByRole('link', { name: 'History', exact: true }).click()
  await page.goBack()
  await expect(page.getByText('Hi Ann, order A-1 has arrived.')).toBeVisible()
  await expect(page.getByText('No column for')).toHaveCount(0)

  await page.getByRole('button', { name: 'Replace' }).click()
  await page.getByText('Paste', { exact: true }).click()
  await page.getByRole('textbox', { name: 'Table' }).fill(`${person?.email}\tBo\tB-1`)
  await page.getByRole('button', { name: 'Use table' }).click()
  await expect(page.getByRole('checkbox', { name: 'The first row is a header' })).not.toBeChecked()
  await expect(page.getByRole('combobox', { name: 'Column A' })).toHaveValue('recipient')
  await page.getByRole('combobox', { name: 'Column B' }).selectOption('{{name}}')
  await page.getByRole('combobox', { name: 'Column C' }).selectOption('{{order}}')
  await page.getByRole('button', { name: 'Check 1 row' }).click()
  await expectTotals(page, { 'To send': 1, Total: 1 })
})

test('a file that is no table of people is refused with its reason', async ({ page }) => {
  await page.goto('/support/list')
  await openFile(page, 'old.xls', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1]))
  await expect(page.getByText('This is an old (.xls)')).toBeVisible()
  await openFile(page, 'empty.csv', Buffer.from('\n\n'))
  await expect(page.getByText('The table has no rows.')).toBeVisible()
  const lines = Array.from({ length: 10_002 }, (_, at) => `p${at}@example.com`)
  await openFile(page, 'many.csv', csv('email', lines))
  await expect(page.getByText('more than 10,000 rows')).toBeVisible()
  await expect(page.getByRole('button', { name: /^Check 0 rows/ })).toHaveAttribute(
    'aria-disabled',
    'true',
  )
})

test.describe('a list that is put together', () => {
  test.use({ expectedStatuses: [502] })

  test('survives a reload, and a lost response makes no second one', async ({ page, server }) => {
    const people = await addPeople(server, 3)
    await page.goto('/support/list')
    await openFile(page, 'kept.csv', csv(HEADER, rowsOf(people)))
    await page.getByRole('combobox', { name: 'Column name' }).selectOption('Not used')
    await chooseMessage(page, 'Order {{order}} has arrived.')
    await expect
      .poll(() => page.evaluate(() => sessionStorage['follow-up-console.support.list.emulator']))
      .toContain('Order {{order}} has arrived.')
    await page.reload()
    await expect(page.getByRole('heading', { name: 'kept.csv' })).toBeVisible()
    await expect(page.getByRole('combobox', { name: 'Column name' })).toHaveValue('unused')
    await expect(page.getByRole('textbox', { name: 'First message' })).toHaveValue(
      'Order {{order}} has arrived.',
    )

    // The console makes the list, and its response is lost.
    const keys: string[] = []
    await page.route('**/api/lists', async (route) => {
      const key = route.request().headers()['idempotency-key']
      if (route.request().method() !== 'POST' || !key) return route.continue()
      keys.push(key)
      const response = await route.fetch()
      return route.fulfill(keys.length === 1 ? { status: 502, body: '' } : { response })
    })
    const lists = async () => (await (await fetch(`${server.url}/api/lists`)).json()).lists
    const before = (await lists()).length
    const check = page.getByRole('button', { name: 'Check 3 rows' })
    await check.click()
    await expect(page.getByText('The console does not respond')).toBeVisible()
    await page.reload()
    await check.click()
    await expect(page.getByText(/^Checked at /)).toBeVisible()
    expect(new Set(keys).size).toBe(1)
    expect(await lists()).toHaveLength(before + 1)

    await start(page).click()
    await expect(finished(page)).toBeVisible()
    await expect(finished(page)).toBeFocused()
    await row(page, 2).getByRole('link', { name: 'Person 2' }).click()
    const delivery = page.getByRole('article', { name: 'Delivery' })
    await expect(delivery).toContainText('Order A-101 has arrived.')
    await delivery.getByRole('link', { name: 'Open list' }).click()
    await expect(finished(page)).toBeVisible()
    await page.getByRole('link', { name: 'New list' }).click()
    await expect(page.getByRole('button', { name: 'Open file' })).toBeVisible()
  })
})

test('several people are chosen, and their values are filled in after the check', async ({
  page,
  server,
}) => {
  const [one, two] = await addPeople(server, 2)
  await page.goto('/support/list')
  await page.getByText('Choose people', { exact: true }).click()
  const find = page.getByRole('textbox', { name: 'Name, email, mobile number or ID' })
  for (const person of [one, two]) {
    await find.fill(person?.open_id ?? '')
    await page.getByRole('checkbox', { name: person?.name ?? '' }).check()
  }
  await find.fill('nobody@example.com')
  await find.press('Enter')
  await expect(page.getByText('No match, so no one was added.')).toBeVisible()
  await expect(page.getByRole('heading', { name: '2 chosen' })).toBeVisible()
  await chooseMessage(page)
  await page.getByRole('button', { name: 'Check 2 rows' }).click()
  await expectTotals(page, { 'To send': 0, 'Value missing': 2, Total: 2 })
  await page.getByRole('textbox', { name: 'order, row 1' }).fill('A-1')
  await page.getByRole('button', { name: 'Fill all' }).click()
  await expectTotals(page, { 'To send': 2, Total: 2 })
})

test('a list is paused, left, resumed and stopped, and says what has left', async ({
  page,
  server,
}) => {
  test.slow()
  const people = await addPeople(server, 120)
  await controlEmulator(server.emulatorUrl, 'POST', '/faults', {
    operation: 'create_message',
    // More than a minute for all rows: Stop is pressed before the end on a busy machine too.
    fault: { kind: 'latency', ms: 3000 },
  })
  await makeList(page, rowsOf(people))
  await start(page).click()
  await expect(page.getByRole('heading', { name: 'Sending customers-nov.csv' })).toBeVisible()
  await page.getByRole('button', { name: 'Pause' }).click()
  await expect(page.getByRole('heading', { name: /^Paused:/ })).toBeVisible()
  const address = page.url()
  await page.goto('/')
  await page.goto(address)
  await expect(page.getByRole('heading', { name: /^Paused:/ })).toBeVisible()
  await page.getByRole('button', { name: 'Resume' }).click()
  await expect(page.getByRole('heading', { name: /^Sending/ })).toBeVisible()
  await expect(page.getByText(/\d+ in progress/)).toBeVisible()

  await page.getByRole('button', { name: 'Stop' }).click()
  const dialog = page.getByRole('dialog', { name: 'Stop the list?' })
  await expect(dialog).toContainText('will not get it')
  await dialog.getByRole('button', { name: 'Stop' }).click()
  await expect(page.getByRole('heading', { name: /^Stopped/ })).toBeVisible()
  await expect(page.getByText(/^= 120$/)).toBeVisible()
  await expect(page.getByText(/\d+ in progress/)).toHaveCount(0)

  const sent = Number((await page.getByText(/^\d+ sent$/).textContent())?.split(' ')[0])
  const stopped = Number((await page.getByText(/^\d+ stopped$/).textContent())?.split(' ')[0])
  expect(sent + stopped).toBe(120)
  await page.getByRole('button', { name: `Retry ${stopped} failed` }).click()
  await expect(page.getByText('Retry of an earlier list')).toBeVisible()
  await expect(totals(page)).toContainText(`${stopped} rows`)
})

test('a rejected row is shown with its code and retried in a new list', async ({
  page,
  server,
}) => {
  const people = await addPeople(server, 3)
  await controlEmulator(server.emulatorUrl, 'PATCH', '/apps/cli_0123456789abcdef', {
    unavailable_to: [people[1]?.open_id],
  })
  await makeList(page, rowsOf(people))
  await expect(row(page, 2)).toContainText('Out of range')
  await page.getByRole('button', { name: 'Include, row 2' }).click()
  await expect(row(page, 2)).toContainText('Ready')
  await start(page).click()
  await expect(finished(page)).toBeVisible()
  await expect(row(page, 2)).toContainText('230013')
  await expect(page.getByText('1 rejected', { exact: true })).toBeVisible()
  await page.getByRole('button', { name: 'Retry 1 failed' }).click()
  await expect(page.getByText('Retry of an earlier list')).toBeVisible()
  await expectTotals(page, { Total: 1 })
})

test('a row of unknown outcome is finished without sending it twice', async ({ page, server }) => {
  test.slow()
  const people = await addPeople(server, 2)
  await makeList(page, rowsOf(people))
  await controlEmulator(server.emulatorUrl, 'POST', '/faults', {
    operation: 'push_follow_up',
    next_calls: 1,
    fault: { kind: 'drop', when: 'after_effect' },
  })
  await start(page).click()
  await expect(finished(page)).toBeVisible()
  await expect(page.getByText('1 unknown', { exact: true })).toBeVisible()
  await page.getByRole('button', { name: 'Finish sending' }).click()
  await expect(page.getByText('2 sent', { exact: true })).toBeVisible()
  await expect(page.getByText('1 unknown', { exact: true })).toHaveCount(0)
})

test('a list is scheduled at a time in a zone, changed and cancelled', async ({ page, server }) => {
  await makeList(page, rowsOf(await addPeople(server, 2)))
  await page.getByRole('button', { name: 'Schedule…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Schedule the list' })
  await dialog.getByLabel('Date and time').fill('2020-01-01T09:00')
  await dialog.getByRole('button', { name: 'Schedule for 2 people' }).click()
  await expect(dialog.getByText('Choose a time in the future.')).toBeVisible()
  await dialog.getByLabel('Date and time').fill('2090-01-05T09:30')
  await dialog.getByRole('combobox', { name: 'Time zone' }).selectOption('Asia/Shanghai')
  await dialog.getByLabel('From').fill('21:00')
  await dialog.getByRole('button', { name: 'Schedule for 2 people' }).click()
  await expect(dialog.getByText('Set both times, or neither.')).toBeVisible()
  await dialog.getByLabel('To', { exact: true }).fill('08:00')
  await dialog.getByRole('button', { name: 'Schedule for 2 people' }).click()
  const scheduled = page.getByRole('heading', { name: /^Scheduled for .*2090/ })
  await expect(scheduled).toContainText('9:30')
  await expect(page.getByText('Asia/Shanghai')).toBeVisible()
  await expect(page.locator('body')).not.toBeFocused()
  await expectNoAxeViolations(page)

  await page.getByRole('button', { name: 'Change time' }).click()
  await dialog.getByLabel('Date and time').fill('2090-01-05T10:45')
  await dialog.getByRole('button', { name: 'Schedule for 2 people' }).click()
  await expect(scheduled).toContainText('10:45')
  await page.getByRole('button', { name: 'Cancel schedule' }).click()
  await expect(start(page)).toBeVisible()
})

test('starting in production asks by holding and names the number of people', async ({
  page,
  server,
}) => {
  const id = await addApp(server, { name: 'Live', environment: 'production' })
  await makeList(page, rowsOf(await addPeople(server, 3)), `?profile=${id}`)
  await start(page).click()
  const dialog = page.getByRole('dialog', { name: 'Send to 3 people in production?' })
  await expect(dialog).toContainText('Live')
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await expect(start(page)).toBeVisible()
  await start(page).hover()
  const pressed = Date.now()
  await page.mouse.down()
  await page.waitForRequest(/\/start$/)
  expect(Date.now() - pressed).toBeGreaterThanOrEqual(1000)
  await page.mouse.up()
  await expect(finished(page)).toBeVisible()
})

test('every state of a list is accessible and fits the window', async ({ page, server }) => {
  test.slow()
  const people = await addPeople(server, 2)
  await page.goto('/support/list')
  // From here the page is in Chinese.
  await expectAccessible(page)
  const chosen = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: '打开文件' }).click()
  const buffer = csv(HEADER, [...rowsOf(people), 'nobody@example.com,,'])
  await (await chosen).setFiles({ name: 'a.csv', mimeType: 'text/csv', buffer })
  await page.getByRole('combobox', { name: '模板' }).selectOption({ label: '确认或取消' })
  await page.getByRole('textbox', { name: '首条消息' }).fill(TEXT)
  await expectAccessible(page)
  await page.getByRole('button', { name: '检查 3 行' }).click()
  await expect(page.getByText(/^检查于/)).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: /^开始/ }).click()
  await expect(page.getByRole('heading', { name: /完成/ })).toBeVisible()
  await expectAccessible(page)
})
