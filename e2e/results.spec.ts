import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import type { Delivery } from '#contract/deliveries/delivery'
import type { ConsoleProcess } from '../server/testing/console-process.ts'
import { expectAccessible, expectNoAxeViolations } from './accessibility.ts'
import {
  controlEmulator,
  defaultText,
  fillCell,
  newMessage,
  part,
  sendAndExpect,
} from './console-page.ts'
import { deliveries, EMMA, expect, LUKAS, post, row, test } from './support-desk.ts'

const APP = 'cli_0123456789abcdef'
const LATE_MS = 11 * 60_000

const panel = (page: Page) => page.getByRole('region', { name: /^(Results|统计)$/ })
const response = (page: Page) =>
  part.response(page).getByRole('region', { name: 'Bubble result', exact: true })
const table = (page: Page) => page.getByRole('table', { name: /^Deliveries and requests/ })
const counted = (page: Page, kind: string) => panel(page).getByRole('row', { name: kind })

type EmulatorUser = { open_id: string; name: string }

/** Returns users of the emulator by their names. */
async function usersOf<const Names extends readonly string[]>(own: ConsoleProcess, names: Names) {
  const state = await (await fetch(`${own.emulatorUrl}/_emulator/state`)).json()
  const { users } = state as { users: EmulatorUser[] }
  return names.map((name) => users.find((one) => one.name === name)) as {
    [At in keyof Names]: EmulatorUser
  }
}

/** Sends three bubbles to a user of the emulator as one delivery. */
async function deliverTo(own: ConsoleProcess, { open_id, name }: EmulatorUser): Promise<Delivery> {
  const { delivery } = await post(`${own.url}/api/deliveries`, {
    recipient: { receive_id_type: 'open_id', receive_id: open_id, label: name },
    message: { text: `Hi ${name}, how was it?` },
    follow_ups: [
      { content: 'Very good', i18n_contents: [{ language: 'zh_cn', content: '非常好' }] },
      { content: 'Okay' },
      { content: 'Not good' },
    ],
  })
  return delivery as Delivery
}

/** Uses the emulator through the console, which then looks at the chats soon. */
const control = (own: ConsoleProcess, path: string, body: object) =>
  post(`${own.url}/api/emulator${path}`, body)
const clicks = (own: ConsoleProcess, { open_id }: EmulatorUser, message_id: unknown) =>
  control(own, `/users/${open_id}/clicks`, { message_id, index: 0 })
const writes = (own: ConsoleProcess, { open_id }: EmulatorUser) =>
  control(own, `/users/${open_id}/messages`, { app_id: APP, text: 'Where is it?' })
const later = (own: ConsoleProcess, ms: number) => control(own, '/clock', { action: 'advance', ms })

test('a click on the Emulator page is shown live by the response and the preview, and moves nothing', async ({
  page,
  own,
}) => {
  await page.goto(`${own.url}/?profile=emulator`)
  const message = await newMessage(page)
  await defaultText(page, 1).fill('Track')
  await fillCell(page, 1, 'English', 'Track it')
  await page.getByRole('button', { name: 'Add bubble', exact: true }).click()
  await defaultText(page, 2).fill('Cancel')
  await sendAndExpect(page, 'Bubbles added')
  await expect(response(page)).toContainText('Waiting for a click')
  await expect(part.preview(page)).toContainText('Waiting for a click')
  const still = [
    part.preview(page).getByRole('list', { name: 'Bubbles' }),
    part.response(page).getByRole('radio', { name: 'Response' }),
    part.send(page),
  ]
  const boxes = () => Promise.all(still.map((one) => one.boundingBox()))
  const before = await boxes()

  const emulator = await page.context().newPage()
  await emulator.goto(`${own.url}/emulator?profile=emulator&message=${message}`)
  await emulator.getByRole('combobox', { name: 'Client language' }).selectOption('en_us')
  await emulator
    .getByRole('list', { name: 'Bubbles' })
    .getByRole('button', { name: 'Track it', exact: true })
    .click()
  await emulator.close()

  await page.bringToFront()
  await expect(response(page)).toContainText(
    /Clicked bubble 1 “Track it” \(English\), \d+\ss later/,
  )
  await expect(response(page)).toContainText('A typed text that equals a bubble counts as a click.')
  await expect(page.getByRole('status').filter({ hasText: 'Clicked bubble 1' })).toBeAttached()
  await expect(part.preview(page)).toContainText(/Clicked “Track it” after \d+\ss/)
  await expect(part.preview(page).locator('[data-clicked=true]')).toContainText('Track')
  expect(await boxes()).toEqual(before)
  await expectNoAxeViolations(page)

  await test.step('other bubbles than the sent ones are not marked', async () => {
    await defaultText(page, 2).fill('Cancel it')
    await expect(part.preview(page).locator('[data-clicked=true]')).toHaveCount(0)
  })
})

test('what is not known says why: not watched, or a missing permission with the way to add it', async ({
  page,
  own,
}) => {
  await page.goto(`${own.url}/apps`)
  const watch = page.getByRole('switch', { name: 'Read the chat after sending bubbles' })
  const saved = () => page.waitForResponse((one) => one.request().method() === 'PUT' && one.ok())
  await Promise.all([saved(), watch.uncheck()])
  await page.goto(`${own.url}/?profile=emulator`)
  await newMessage(page)
  await defaultText(page, 1).fill('Track')
  await sendAndExpect(page, 'Bubbles added')
  await expect(response(page)).toContainText('Not known: the chat was not watched')
  await response(page).getByRole('link', { name: 'Watch chats' }).click()
  await expect(watch).not.toBeChecked()
  await Promise.all([saved(), watch.check()])
  await controlEmulator(own.emulatorUrl, 'PATCH', `/apps/${APP}`, {
    scopes: ['im:message:send_as_bot'],
  })
  await page.goto(`${own.url}/?profile=emulator`)
  await newMessage(page)
  await sendAndExpect(page, 'Bubbles added')
  await expect(response(page)).toContainText('the permission im:message:readonly is missing')
  await response(page).getByRole('link', { name: 'Add permission' }).click()
  const check = page.getByRole('dialog', { name: /^Test connection/ })
  await expect(check).toContainText('im:message:readonly')
  await expectNoAxeViolations(page)
  await page.keyboard.press('Escape')
  await page.goBack()
  await expect(part.preview(page)).toBeVisible()
})

test('Sent today and the history show each result, counted in a chart and a file', async ({
  page,
  own,
}) => {
  test.slow()
  const [clicking, writing, superseded, silent, recalled] = await usersOf(own, [
    '林晓雨',
    '王芳',
    'Emma Clarke',
    'Lukas Weber',
    'สมชาย ใจดี',
  ])
  const people = [clicking, writing, superseded, silent, recalled]
  const sent: Record<string, Delivery> = {}
  for (const one of people) sent[one.name] = await deliverTo(own, one)
  await page.goto(`${own.url}/support`)
  for (const { name } of people) await expect(row(page, name)).toContainText('Waiting for a click')

  await test.step('live in Sent today', async () => {
    await clicks(own, clicking, sent[clicking.name]?.message_id)
    await writes(own, writing)
    const text = 'One more thing'
    await control(own, `/bots/${APP}/messages`, { open_id: superseded.open_id, text })
    await expect(row(page, clicking.name)).toContainText(/Clicked “非常好” after \d+\ss/)
    await expect(row(page, writing.name)).toContainText(/Wrote something else after \d+\ss/)
    await expect(row(page, superseded.name)).toContainText('Newer message came')
    await post(`${own.url}/api/deliveries/${sent[recalled.name]?.id}/recall`, {})
    await expect(row(page, recalled.name)).toContainText('was recalled')
    await expect(row(page, silent.name)).toContainText('Waiting for a click')
    await later(own, LATE_MS)
    await expect(row(page, silent.name)).toContainText('Not clicked in 10 min')
    await expectNoAxeViolations(page)
  })

  await test.step('in a column and a filter of the history, also after a reload', async () => {
    await page.goto(`${own.url}/history`)
    await expect(table(page).getByRole('row', { name: clicking.name })).toContainText('“非常好”')
    await expect(table(page).getByRole('row', { name: recalled.name })).toContainText(
      'Message recalled',
    )
    await page.getByRole('combobox', { name: 'Bubble result' }).selectOption('Clicked a bubble')
    await expect(page).toHaveURL(/result=clicked/)
    await expect(table(page).getByRole('row', { name: writing.name })).toHaveCount(0)
    await page.reload()
    await expect(table(page).getByRole('row', { name: clicking.name })).toBeVisible()
    await expect(table(page).getByRole('row', { name: writing.name })).toHaveCount(0)
    await page.getByRole('button', { name: 'Clear filters' }).click()
  })

  await test.step('counted, by keyboard', async () => {
    await page.getByRole('button', { name: 'Results', exact: true }).press('Enter')
    await expect(panel(page)).toContainText('20% clicked a bubble, most often “Very good”')
    await expect(counted(page, 'Clicked a bubble')).toContainText('120%')
    for (const kind of [
      'Wrote something else',
      'Newer message came',
      'Message recalled',
      'Not clicked in 10 min',
    ]) {
      await expect(counted(page, kind)).toContainText('120%')
    }
    await expect(counted(page, 'All sent')).toContainText('5')
    await expect(
      panel(page).getByRole('img', { name: /^Very good: 1 \(100%\), total 1$/ }),
    ).toBeVisible()
    await panel(page).getByText('Numbers by language, client and time').press('Enter')
    await expect(panel(page).getByRole('row', { name: /^简体中文/ })).toContainText('100%')
    const download = page.waitForEvent('download')
    await panel(page).getByRole('link', { name: 'Download results: CSV' }).press('Enter')
    const csv = await readFile(await (await download).path(), 'utf8')
    expect(csv.trim().split(/\r?\n/)).toHaveLength(6)
    expect(csv).not.toContain('Where is it?')
  })

  await test.step('a line of the sums lists its requests; Back and a reload keep the results open', async () => {
    await panel(page).getByRole('link', { name: 'Not clicked in 10 min' }).press('Enter')
    await expect(table(page).getByRole('row', { name: silent.name })).toBeVisible()
    await expect(table(page).getByRole('row', { name: clicking.name })).toHaveCount(0)
    await page.goBack()
    await expect(table(page).getByRole('row', { name: clicking.name })).toBeVisible()
    await page.reload()
    await expect(counted(page, 'All sent')).toContainText('5')
    await page.getByRole('button', { name: 'Hide results' }).click()
    await expect(panel(page)).toHaveCount(0)
  })

  await page.goto(`${own.url}/history?results=1`)
  await panel(page).getByText('Numbers by language, client and time').click()
  await expect(panel(page).getByRole('figure')).toBeVisible()
  await expectAccessible(page)
})

test('a list shows the result of each row and counts them', async ({ page, own }) => {
  const [emma, lukas] = await usersOf(own, [EMMA.name, LUKAS.name])
  const { list } = await post(`${own.url}/api/lists`, {
    name: 'customers-nov.csv',
    message: { text: 'How was it?' },
    follow_ups: [{ content: 'Very good' }, { content: 'Not good' }],
    rows: [{ recipient: EMMA.email }, { recipient: LUKAS.email }],
  })
  const { id } = list as { id: string }
  await post(`${own.url}/api/lists/${id}/check`, {})
  await page.goto(`${own.url}/support/list/${id}`)
  await page.getByRole('button', { name: 'Start: send 2' }).click()
  await expect(page.getByRole('heading', { name: /^Finished at/ })).toBeVisible()
  await expect(panel(page)).toContainText('All sent2')
  const sent = await deliveries(own.url)
  const to = ({ open_id }: EmulatorUser) =>
    sent.find(({ recipient }) => recipient?.receive_id === open_id)?.message_id
  expect(to(lukas)).toMatch(/^om_/)
  // The chats of a list are looked at once, at the end: not for this click already.
  const click = { message_id: to(emma), index: 1 }
  await controlEmulator(own.emulatorUrl, 'POST', `/users/${emma.open_id}/clicks`, click)
  await later(own, LATE_MS)
  await expect(page.getByRole('row', { name: EMMA.name })).toContainText(
    /Clicked “Not good” after \d+\ss/,
  )
  await expect(page.getByRole('row', { name: LUKAS.name })).toContainText('Not clicked in 10 min')
  await expect(counted(page, 'Clicked a bubble')).toContainText('150%')
  await expect(panel(page).getByRole('figure')).toBeVisible()
  await expectAccessible(page)
})
