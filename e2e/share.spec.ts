import { deflateSync } from 'node:zlib'
import type { Page } from '@playwright/test'
import { expectNoAxeViolations } from './accessibility.ts'
import {
  addLanguage,
  cell,
  copied,
  defaultText,
  enterMessageId,
  expectMessageId,
  part,
} from './console-page.ts'
import { expect, test } from './fixtures.ts'

const ID = 'om_3210a18894e206715a4359115f4cf2f5'

async function createLink(page: Page, { withTarget = false } = {}): Promise<string> {
  await page.getByRole('button', { name: 'Share', exact: true }).click()
  const link = page.getByRole('textbox', { name: 'Link', exact: true })
  await expect(link).toHaveValue(/#share=/)
  if (withTarget) {
    const short = await link.inputValue()
    await page.getByRole('switch', { name: 'Include the message ID' }).check()
    await expect(link).not.toHaveValue(short)
  }
  const address = await link.inputValue()
  await page.keyboard.press('Escape')
  return address
}

test.beforeEach(({ page }) => page.goto('/'))

test('a link opens the draft in another browser as a new draft, as JSON if the form cannot show it', async ({
  page,
  otherUserPage: other,
}) => {
  await enterMessageId(page, ID)
  await defaultText(page, 1).fill('查看进度 😀')
  await addLanguage(page, 'English')
  await cell(page, 1, 'English').fill('Track it')
  const link = await createLink(page)

  await other.goto('/')
  await defaultText(other, 1).fill('work of my own')
  await other.goto(link)
  await expect(other.getByText('Opened as a new draft')).toBeVisible()
  await expect(defaultText(other, 1)).toHaveValue('查看进度 😀')
  await expect(cell(other, 1, 'English')).toHaveValue('Track it')
  await expectMessageId(other, '')
  expect(other.url()).not.toContain('#')

  await other.getByRole('button', { name: /^Drafts, current: From a link/ }).click()
  await other.getByRole('button', { name: /^Open work of my own/ }).click()
  await expect(defaultText(other, 1)).toHaveValue('work of my own')
  await other.reload()
  await expect(defaultText(other, 1)).toHaveValue('work of my own')

  await part.composer(page).getByRole('tab', { name: 'JSON' }).click()
  const editor = page.getByRole('textbox', { name: 'Request body as JSON' })
  await test.step('what the form cannot show is shared as JSON, valid or not', async () => {
    await editor.fill('{"follow_ups": [{"content": "A", "colour": "red"}], "x": [')
    await other.goto(await createLink(page))
    await expect(other.getByRole('textbox', { name: 'Request body as JSON' })).toContainText(
      '"colour": "red"',
    )
  })

  await test.step('a draft that is too long for a link is reported', async () => {
    const dialog = page.getByRole('dialog', { name: 'Share draft' })
    const noise = Array.from({ length: 48 }, (_, row) =>
      Array.from({ length: 190 }, (_, at) =>
        String.fromCodePoint(0x4e00 + ((row * 7919 + at * 104729 + row * at * 31) % 20000)),
      ).join(''),
    )
    await editor.fill(JSON.stringify({ follow_ups: noise.map((content) => ({ content })) }))
    await page.getByRole('button', { name: 'Share', exact: true }).click()
    await expect(dialog.getByText('Too long for a link')).toBeVisible()
    await expect(dialog.getByRole('textbox')).toHaveCount(0)
    await expectNoAxeViolations(page)
  })
})

const bomb = deflateSync(Buffer.alloc(4_000_000)).toString('base64url')

const INVALID_LINKS = [
  ['cut', (link: string) => link.slice(0, -12), 'incomplete or was changed'],
  ['changed', (link: string) => link.replace(/.{6}$/, 'AAAAAA'), 'incomplete or was changed'],
  ['bomb', (link: string) => link.replace(/#.*/, `#share=${bomb}`), 'more than a draft can hold'],
] as const

test('a link is copied, opened once in the open page, contains the target only if requested, and is refused if invalid', async ({
  page,
  context,
}) => {
  await defaultText(page, 1).fill('shared')
  const link = await createLink(page)

  await test.step('it is copied', async () => {
    await page.getByRole('button', { name: 'Share', exact: true }).click()
    const dialog = page.getByRole('dialog', { name: 'Share draft' })
    const field = page.getByRole('textbox', { name: 'Link', exact: true })
    await expect(field).toHaveValue(/#share=/)
    await expectNoAxeViolations(page)
    await page.getByRole('button', { name: 'Copy link' }).click()
    await expect.poll(() => copied(page)).toBe(await field.inputValue())
    await page.keyboard.press('Escape')
    await expect(dialog).toHaveCount(0)
  })

  await test.step('pasted into the address bar of the open page, it is opened once', async () => {
    await page.getByRole('button', { name: /^Drafts, current/ }).click()
    await page.getByRole('button', { name: 'New draft' }).click()
    await defaultText(page, 1).fill('mine')
    for (let times = 0; times < 2; times += 1) {
      await page.evaluate((hash) => {
        window.location.hash = hash
      }, new URL(link).hash)
      await expect(defaultText(page, 1)).toHaveValue('shared')
    }
    await page.getByRole('button', { name: /^Drafts, current/ }).click()
    await expect(page.getByRole('dialog').getByRole('listitem')).toHaveCount(2)
    await page.keyboard.press('Escape')
  })

  const other = await context.newPage()
  await test.step('cut, changed or a bomb, it shows an error and changes nothing', async () => {
    for (const [name, change, error] of INVALID_LINKS) {
      await test.step(name, async () => {
        // A change of the hash alone would not load the page again.
        await other.goto('about:blank')
        await other.goto(change(link))
        await expect(other.getByText('Could not open the share link')).toBeVisible()
        await expect(other.getByText(error)).toBeVisible()
        await expect(defaultText(other, 1)).toHaveValue('mine')
        await expectNoAxeViolations(other)
        await other.getByRole('button', { name: 'Dismiss' }).click()
        await expect(other.getByText('Could not open the share link')).toHaveCount(0)
      })
    }
  })

  await test.step('it contains the target only if requested, and the page points it out', async () => {
    await enterMessageId(page, ID)
    await defaultText(page, 1).fill('OK')
    const withTarget = await createLink(page, { withTarget: true })
    await page.getByRole('button', { name: /^Drafts, current/ }).click()
    await page.getByRole('button', { name: 'New draft' }).click()
    await expectMessageId(page, '')
    await other.goto('about:blank')
    await other.goto(withTarget)
    await expectMessageId(other, ID)
    await expect(other.getByText(`The link also sets the message ${ID}`)).toBeVisible()
  })

  await test.step('a URL with a target fills it in, and undo restores the previous one', async () => {
    await enterMessageId(page, 'om_before')
    await page.goto(`/?target=${ID}`)
    await expectMessageId(page, ID)
    await expect(page).not.toHaveURL(/target=/)
    await page.getByRole('button', { name: 'Undo', exact: true }).click()
    await expectMessageId(page, 'om_before')
  })
})
