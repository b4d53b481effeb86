import {
  barButton,
  cell,
  chosenId,
  defaultText,
  expectMessageId,
  newMessage,
  openBar,
  part,
  pickSample,
  sendAndExpect,
  target,
} from './console-page.ts'
import { expect, test } from './fixtures.ts'

test.describe('a first visit', () => {
  test.use({ firstVisit: true })

  test('starts with an example, and Send succeeds, even if its message has expired before the first press', async ({
    page,
  }) => {
    await page.clock.install()
    await page.goto('/')
    await expect(defaultText(page, 1)).toHaveValue('Where is my parcel?')
    await expect(cell(page, 3, 'Chinese, Simplified')).toHaveValue('转人工客服')
    await expect(target.status(page)).toHaveText(/^Ready/)
    await expect(part.preview(page).getByText('Your order 2026-1122 is on its way.')).toBeVisible()
    await expectMessageId(page, '')
    const panel = page.getByRole('region', { name: 'Send', exact: true })
    await expect(panel).toContainText('3 bubbles, 2 languages, new message to 林晓雨')

    const id = await newMessage(page)
    await expect(panel).toContainText('3 bubbles, 2 languages, to 林晓雨')
    await page.clock.fastForward('11:00')
    await expect(target.status(page)).toHaveText('Ready: new message')
    await sendAndExpect(page, 'Bubbles added')
    expect(await chosenId(page)).not.toBe(id)
    await expectMessageId(page, /^om_/)
    await expect(target.status(page)).toHaveText('Has bubbles: takes no more (230008)')
  })

  test('is emptied in one press, stays empty, and never replaces a message that the user chose', async ({
    page,
  }) => {
    await page.goto('/')
    await page.getByRole('button', { name: 'Start empty' }).click()
    await expect(defaultText(page, 1)).toBeFocused()
    await expect(defaultText(page, 1)).toHaveValue('')
    await expect(defaultText(page, 2)).toHaveCount(0)
    await expect(page.getByRole('button', { name: 'Start empty' })).toHaveCount(0)
    // Long enough for the draft to be stored.
    await expect
      .poll(() =>
        page.evaluate(
          () => Object.entries(localStorage).find(([key]) => key.includes('.draft/'))?.[1],
        ),
      )
      .toContain('"follow_ups":[{"content":""}]')
    await page.reload()
    await expect(defaultText(page, 1)).toHaveValue('')

    await defaultText(page, 1).fill('OK')
    await pickSample(page, 230008)
    const id = await chosenId(page)
    await sendAndExpect(page, /230008/)
    await expectMessageId(page, id)
  })

  test.describe('in Chinese', () => {
    test.use({ locale: 'zh-CN' })

    test('starts with Chinese texts', async ({ page }) => {
      await page.goto('/')
      await expect(page.getByRole('textbox', { name: '气泡 1，默认' })).toHaveValue('查物流')
      await page.getByRole('button', { name: '发送', exact: true }).click()
      await expect(target.status(page)).toHaveText('已有气泡：不能再加（230008）')
    })
  })
})

test('recipient and text of a new message are chosen, its bubbles sent, and a reload keeps what was typed', async ({
  page,
}) => {
  await page.goto('/')
  const panel = await openBar(page, 'Recipient')
  const recipientId = panel.getByRole('textbox', { name: 'Recipient ID' })
  await panel.getByRole('combobox', { name: 'ID type' }).selectOption('email')
  await recipientId.fill('not an address')
  await page.keyboard.press('Escape')
  await part.newMessage(page).click()
  await expect(panel.getByText(/A recipient must be 1–256 ASCII characters/)).toBeVisible()
  await expect(recipientId).toBeFocused()

  await recipientId.fill('')
  await panel.getByRole('textbox', { name: 'Message text' }).fill('只给你 👋')
  await page.keyboard.press('Escape')
  await expect(barButton(page, 'Recipient')).toContainText('林晓雨')
  const id = await newMessage(page)
  await expect(part.preview(page).getByText('只给你 👋')).toBeVisible()

  await test.step('the request contains what was composed but no token; a second push is rejected and explained', async () => {
    await expect(part.response(page).getByText('Message sent').first()).toBeVisible()
    await defaultText(page, 1).fill('Yes, “please” — 好的 👍')
    await sendAndExpect(page, 'Bubbles added')
    await part.response(page).getByRole('radio', { name: 'Request' }).check()
    await expect(part.response(page).getByText('Yes, “please” — 好的 👍').first()).toBeVisible()
    await expect(part.response(page).getByText(/^Bearer t-.{0,4}…\(redacted\)/)).toBeAttached()

    await sendAndExpect(page, /230008/)
    await expect(
      part
        .response(page)
        .getByText(/already has bubbles/i)
        .first(),
    ).toBeVisible()
  })

  await test.step('a reload keeps what was typed', async () => {
    const stored = () => page.evaluate(() => JSON.stringify({ ...localStorage }))
    await expect.poll(stored).toContain('好的 👍')
    await page.reload()
    await expectMessageId(page, id)
    await expect(defaultText(page, 1)).toHaveValue('Yes, “please” — 好的 👍')
    await openBar(page, 'Recipient')
    await expect(panel.getByRole('textbox', { name: 'Message text' })).toHaveValue('只给你 👋')
    await page.keyboard.press('Escape')
  })

  await test.step('a card is sent as the new message', async () => {
    await openBar(page, 'Message')
    await target.messageId(page).fill('')
    await target.messageId(page).press('Enter')
    await page.keyboard.press('Escape')
    await expectMessageId(page, '')
    await openBar(page, 'Recipient')
    await panel.getByRole('radio', { name: 'Card' }).click()
    await expect(panel.getByRole('radio', { name: 'Card' })).toBeChecked()
    await panel.getByRole('button', { name: 'Insert example' }).click()
    await page.keyboard.press('Escape')
    await expect(part.preview(page).getByText('Order 2026-1122')).toBeVisible()
    await sendAndExpect(page, 'Bubbles added')
    await expect(part.preview(page).getByText('Order 2026-1122')).toBeVisible()
  })
})
