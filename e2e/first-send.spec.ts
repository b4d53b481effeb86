import { defaultText, newMessage, part, sendAndExpect } from './console-page.ts'
import { expect, test } from './fixtures.ts'

test('a new user composes, previews, sends and reads the response', async ({ page }) => {
  await page.goto('/')
  await expect(part.response(page).getByText('Nothing sent yet')).toBeVisible()

  await newMessage(page)
  await expect(part.response(page).getByText('Message sent')).toBeVisible()

  await defaultText(page, 1).fill('查看进度')
  await part.bubble(page, 1).getByRole('button', { name: 'Add a language' }).click()
  await page.keyboard.type('Show progress')
  await expect(
    part.preview(page).getByRole('button', { name: 'Show progress' }),
    'the preview shows the English row',
  ).toBeVisible()

  await sendAndExpect(page, 'Bubbles added')
  await expect(part.response(page).getByText('{"code":0,"msg":"success","data":{}}')).toBeVisible()
})

test('the request contains what was composed but no token; a second push is rejected and explained', async ({
  page,
}) => {
  await page.goto('/')
  await newMessage(page)
  await defaultText(page, 1).fill('Yes, “please” — 好的 👍')
  await sendAndExpect(page, 'Bubbles added')
  await part.response(page).getByRole('radio', { name: 'Request' }).check()
  await expect(
    part.response(page).getByText('{"follow_ups":[{"content":"Yes, “please” — 好的 👍"}]}'),
  ).toBeVisible()
  await expect(part.response(page).getByText(/^Bearer t-.{0,4}…\(redacted\)/)).toBeAttached()

  await sendAndExpect(page, 'follow up already exist.')
  await expect(part.response(page).getByText('Bubbles have already been added')).toBeVisible()
})

test('a reload keeps what was typed', async ({ page }) => {
  await page.goto('/')
  const id = await newMessage(page)
  await defaultText(page, 1).fill('进度')
  await part.bubble(page, 1).getByRole('button', { name: 'Add a language' }).click()
  await page.keyboard.type('Progress')
  await page.getByText('To whom, and what it says').click()
  await page.getByRole('textbox', { name: 'Text of the message' }).fill('Hello there')
  await page.reload()

  await expect(part.messageId(page)).toHaveValue(id)
  await expect(defaultText(page, 1)).toHaveValue('进度')
  await expect(part.bubble(page, 1).getByRole('textbox', { name: 'Text in English' })).toHaveValue(
    'Progress',
  )
  await page.getByText('To whom, and what it says').click()
  await expect(page.getByRole('textbox', { name: 'Text of the message' })).toHaveValue(
    'Hello there',
  )
})

test('recipient and text of a new message can be chosen', async ({ page }) => {
  await page.goto('/')
  await page.getByText('To whom, and what it says').click()
  await page.getByRole('combobox', { name: 'Kind of id' }).selectOption('email')
  await page.getByRole('textbox', { name: 'Recipient' }).fill('not an address')
  await page.getByRole('button', { name: 'New message', exact: true }).click()
  await expect(page.getByText(/A recipient is 1–256 plain letters/)).toBeVisible()

  await page.getByRole('textbox', { name: 'Recipient' }).fill('')
  await page.getByRole('textbox', { name: 'Text of the message' }).fill('只给你 👋')
  await newMessage(page)
  await expect(part.preview(page).getByText('只给你 👋')).toBeVisible()
})
