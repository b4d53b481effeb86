import type { Page } from '@playwright/test'
import { json } from '../server/testing/faults.ts'
import { expectNoAxeViolations } from './accessibility.ts'
import { defaultText, part } from './console-page.ts'
import { expect, test } from './fixtures.ts'

const dialog = (page: Page) => page.getByRole('dialog', { name: 'Message and bubbles in one go' })
const timeline = (page: Page) => dialog(page).getByRole('list', { name: 'What was sent, in order' })
const open = (page: Page) =>
  page.getByRole('button', { name: 'Message and bubbles in one go…' }).click()
const sendBoth = (page: Page) => dialog(page).getByRole('button', { name: 'Send both' }).click()
const CREATED = json('200 OK', { code: 0, msg: 'success', data: { message_id: 'om_new' } })

test('a text and its bubbles are sent with one click, and the timeline shows both', async ({
  page,
}) => {
  await page.goto('/')
  await defaultText(page, 1).fill('Track the parcel')
  await open(page)
  await expect(dialog(page)).toContainText('Track the parcel')
  await expectNoAxeViolations(page)
  await sendBoth(page)
  await expect(dialog(page)).toContainText('Done: the message is in the chat')
  await expect(timeline(page).getByRole('listitem')).toHaveCount(2)
  await expect(timeline(page)).toContainText(/Message · Message sent.*Bubbles · Bubbles added/s)
  await dialog(page).getByText('The bubbles: answer and meaning').click()
  await expect(dialog(page).getByText('Track the parcel').last()).toBeVisible()
  await expectNoAxeViolations(page)
  await dialog(page).getByRole('button', { name: 'Use this message in the console' }).click()
  await expect(part.messageId(page)).toHaveValue(/^om_/)
})

test('the examples of a rich text and a card are accepted by the platform', async ({ page }) => {
  for (const kind of ['Rich text', 'Card']) {
    await test.step(kind, async () => {
      await page.goto('/')
      await defaultText(page, 1).fill('OK')
      await open(page)
      await dialog(page).getByText(kind, { exact: true }).click()
      await sendBoth(page)
      await expect(dialog(page)).toContainText('The content has to be a JSON object')
      await dialog(page).getByRole('button', { name: 'Put in an example' }).click()
      await expect(dialog(page).getByRole('textbox', { name: /\(JSON\)/ })).toContainText(
        '2026-1122',
      )
      await expectNoAxeViolations(page)
      await sendBoth(page)
      await expect(dialog(page)).toContainText('Done: the message is in the chat')
    })
  }
})

test.describe('partial success', () => {
  test.use({ expectedStatuses: [502, 504, 422] })

  test('after rejected bubbles only the bubbles are sent again', async ({ page, faulty }) => {
    await page.goto(faulty.url)
    await defaultText(page, 1).fill('OK')
    await open(page)
    await dialog(page).getByRole('textbox', { name: 'Recipient' }).fill('ou_tester')
    faulty.behave(
      CREATED,
      json('400 Bad Request', { code: 230006, msg: 'only support latest message.' }),
    )
    await sendBoth(page)
    await expect(dialog(page)).toContainText('without bubbles: the platform refused those')
    await expect(timeline(page)).toContainText('230006')
    faulty.behave(CREATED)
    await dialog(page).getByRole('button', { name: 'Push again alone' }).click()
    await expect(dialog(page)).toContainText('Done: the message is in the chat')
    await expect(timeline(page).getByRole('listitem')).toHaveCount(3)
    const created = faulty.upstream.requests.filter(({ path }) => path.includes('messages?'))
    expect(created.length).toBe(1)
  })

  test('a message with an unknown outcome is sent again with the same uuid', async ({
    page,
    faulty,
  }) => {
    await page.goto(faulty.url)
    await defaultText(page, 1).fill('OK')
    await open(page)
    await dialog(page).getByRole('textbox', { name: 'Recipient' }).fill('ou_tester')
    faulty.fail('reset_before_headers')
    await sendBoth(page)
    await expect(dialog(page)).toContainText('Nobody knows whether the message came about')
    faulty.behave(CREATED)
    await dialog(page).getByRole('button', { name: 'Send once more with the same uuid' }).click()
    await expect(dialog(page)).toContainText('Done: the message is in the chat')
    const uuids = faulty.upstream.requests
      .filter(({ path }) => path.includes('messages?'))
      .map(({ body }) => JSON.parse(body).uuid)
    expect(uuids.length).toBe(2)
    expect(new Set(uuids).size).toBe(1)
  })

  test('invalid bubbles are listed with their paths, or sent anyway', async ({ page }) => {
    await page.goto('/')
    await defaultText(page, 1).fill('')
    await open(page)
    await sendBoth(page)
    await expect(dialog(page)).toContainText('follow_ups.0.content')
    await dialog(page).getByRole('switch').check()
    await sendBoth(page)
    await expect(timeline(page)).toContainText('Refused by the platform')
  })
})

test.describe('on a phone, in Chinese, in the dark', () => {
  test.use({ viewport: { width: 390, height: 844 }, locale: 'zh-CN', colorScheme: 'dark' })

  test('both are sent', async ({ page }) => {
    await page.goto('/')
    await page
      .getByRole('group', { name: '气泡 1', exact: true })
      .getByRole('textbox')
      .first()
      .fill('好')
    await page.getByRole('button', { name: '消息与气泡一次发送…' }).click()
    const box = page.getByRole('dialog', { name: '消息与气泡一次发送' })
    await box.getByRole('button', { name: '一起发送' }).click()
    await expect(box).toContainText('完成：消息已在会话中')
    await expectNoAxeViolations(page)
    const fits = await box.evaluate((element) => element.scrollWidth <= element.clientWidth)
    expect(fits).toBe(true)
  })
})
