import { deflateSync } from 'node:zlib'
import type { Page } from '@playwright/test'
import { expectNoAxeViolations } from './accessibility.ts'
import { copied, defaultText, part } from './console-page.ts'
import { expect, test } from './fixtures.ts'

const ID = 'om_3210a18894e206715a4359115f4cf2f5'

async function createLink(page: Page, { withTarget = false } = {}): Promise<string> {
  await page.getByRole('button', { name: 'Share as a link' }).click()
  const link = page.getByRole('textbox', { name: 'Link', exact: true })
  await expect(link).toHaveValue(/#share=/)
  if (withTarget) {
    const short = await link.inputValue()
    await page.getByRole('switch', { name: 'Include the message_id' }).check()
    await expect(link).not.toHaveValue(short)
  }
  const address = await link.inputValue()
  await page.keyboard.press('Escape')
  return address
}

test.beforeEach(({ page }) => page.goto('/'))

test('a link opens the draft in another browser as a new draft', async ({
  page,
  otherUserPage: other,
}) => {
  await part.messageId(page).fill(ID)
  await defaultText(page, 1).fill('查看进度 😀')
  await part.bubble(page, 1).getByRole('button', { name: 'Add a language' }).click()
  await page.keyboard.type('Track it')
  const link = await createLink(page)

  await other.goto('/')
  await defaultText(other, 1).fill('work of my own')
  await other.goto(link)
  await expect(other.getByText('Opened from a link, as a draft of its own')).toBeVisible()
  await expect(defaultText(other, 1)).toHaveValue('查看进度 😀')
  await expect(part.bubble(other, 1).getByRole('textbox', { name: 'Text in English' })).toHaveValue(
    'Track it',
  )
  await expect(part.messageId(other)).toHaveValue('')
  expect(other.url()).not.toContain('#')

  await other.getByRole('button', { name: /^Drafts, open: From a link/ }).click()
  await other.getByRole('button', { name: /^Open work of my own/ }).click()
  await expect(defaultText(other, 1)).toHaveValue('work of my own')
  await other.reload()
  await expect(defaultText(other, 1)).toHaveValue('work of my own')
})

test('the link contains the target only if requested, and the page points it out', async ({
  page,
  context,
}) => {
  await part.messageId(page).fill(ID)
  await defaultText(page, 1).fill('OK')
  const link = await createLink(page, { withTarget: true })
  await page.getByRole('button', { name: /^Drafts, open/ }).click()
  await page.getByRole('button', { name: 'New draft' }).click()
  await expect(part.messageId(page)).toHaveValue('')
  const other = await context.newPage()
  await other.goto(link)
  await expect(part.messageId(other)).toHaveValue(ID)
  await expect(other.getByText(`The link also chose a target, ${ID}`)).toBeVisible()
})

test('what the form cannot show is shared as JSON, valid or not', async ({
  page,
  otherUserPage: other,
}) => {
  await part.composer(page).getByRole('radio', { name: 'JSON' }).check()
  const editor = page.getByRole('textbox', { name: 'Request body as JSON' })
  await editor.fill('{"follow_ups": [{"content": "A", "colour": "red"}], "x": [')
  const link = await createLink(page)
  await other.goto(link)
  await expect(other.getByRole('textbox', { name: 'Request body as JSON' })).toContainText(
    '"colour": "red"',
  )
})

test('a link pasted into the address bar of the open page is opened once', async ({ page }) => {
  await defaultText(page, 1).fill('shared')
  const link = await createLink(page)
  await page.getByRole('button', { name: /^Drafts, open/ }).click()
  await page.getByRole('button', { name: 'New draft' }).click()
  await defaultText(page, 1).fill('mine')
  for (let times = 0; times < 2; times += 1) {
    await page.evaluate((hash) => {
      window.location.hash = hash
    }, new URL(link).hash)
    await expect(defaultText(page, 1)).toHaveValue('shared')
  }
  await page.getByRole('button', { name: /^Drafts, open/ }).click()
  await expect(page.getByRole('dialog').getByRole('listitem')).toHaveCount(2)
})

const bomb = deflateSync(Buffer.alloc(4_000_000)).toString('base64url')

const INVALID_LINKS = [
  ['cut', (link: string) => link.slice(0, -12), 'incomplete or was changed'],
  ['changed', (link: string) => link.replace(/.{6}$/, 'AAAAAA'), 'incomplete or was changed'],
  ['bomb', (link: string) => link.replace(/#.*/, `#share=${bomb}`), 'more than a composer can'],
] as const

test('a link that is cut, changed or a bomb shows an error and changes nothing', async ({
  page,
  context,
}) => {
  await defaultText(page, 1).fill('kept')
  const link = await createLink(page)
  await page.waitForFunction(() => localStorage.length > 0)
  const other = await context.newPage()
  for (const [name, change, error] of INVALID_LINKS) {
    await test.step(name, async () => {
      // A change of the hash alone would not load the page again.
      await other.goto('about:blank')
      await other.goto(change(link))
      await expect(other.getByText('This share link could not be opened')).toBeVisible()
      await expect(other.getByText(error)).toBeVisible()
      await expect(defaultText(other, 1)).toHaveValue('kept')
      await expectNoAxeViolations(other)
      await other.getByRole('button', { name: 'Dismiss' }).click()
      await expect(other.getByText('This share link could not be opened')).toHaveCount(0)
    })
  }
})

test('the link is copied; a draft that is too long for a link is reported', async ({ page }) => {
  await defaultText(page, 1).fill('OK')
  await page.getByRole('button', { name: 'Share as a link' }).click()
  const dialog = page.getByRole('dialog', { name: 'Share this draft' })
  const link = page.getByRole('textbox', { name: 'Link', exact: true })
  await expect(link).toHaveValue(/#share=/)
  await expectNoAxeViolations(page)
  await page.getByRole('button', { name: 'Copy the link' }).click()
  await expect.poll(() => copied(page)).toBe(await link.inputValue())
  await page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)

  const noise = Array.from({ length: 48 }, (_, row) =>
    Array.from({ length: 190 }, (_, at) =>
      String.fromCodePoint(0x4e00 + ((row * 7919 + at * 104729 + row * at * 31) % 20000)),
    ).join(''),
  )
  await part.composer(page).getByRole('radio', { name: 'JSON' }).check()
  await page
    .getByRole('textbox', { name: 'Request body as JSON' })
    .fill(JSON.stringify({ follow_ups: noise.map((content) => ({ content })) }))
  await page.getByRole('button', { name: 'Share as a link' }).click()
  await expect(dialog.getByText('Too long for a link')).toBeVisible()
  await expect(dialog.getByRole('textbox')).toHaveCount(0)
  await expectNoAxeViolations(page)
})

test('a URL with a target fills it in, and undo restores the previous one', async ({ page }) => {
  await part.messageId(page).fill('om_before')
  await page.goto(`/?target=${ID}`)
  await expect(part.messageId(page)).toHaveValue(ID)
  await expect(page).not.toHaveURL(/target=/)
  await page.getByRole('button', { name: 'Undo', exact: true }).click()
  await expect(part.messageId(page)).toHaveValue('om_before')
})
