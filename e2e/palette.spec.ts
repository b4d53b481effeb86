import type { Page } from '@playwright/test'
import { expectNoOverflow } from './at-ease.ts'
import { expectNoAxeViolations } from './axe.ts'
import { defaultText, newMessage, part, sendAndExpect } from './console.ts'
import { expect, test } from './fixtures.ts'
import { LOOKS } from './looks.ts'

const field = (page: Page) =>
  page.getByRole('combobox', { name: /^(A page, an action|页面、操作)/ })
const option = (page: Page, name: string | RegExp) =>
  page.getByRole('dialog').getByRole('option', { name })

async function openPalette(page: Page): Promise<void> {
  await expect(part.composer(page)).toBeVisible()
  await page.keyboard.press('Control+k')
  await expect(field(page)).toBeFocused()
}

test.describe('the command palette', () => {
  test('opens and closes by keys, and gives the focus back to where it was', async ({ page }) => {
    await page.goto('/')
    await defaultText(page, 1).focus()
    await openPalette(page)
    await page.keyboard.press('Control+k')
    await expect(page.getByRole('dialog')).toBeHidden()
    await expect(defaultText(page, 1)).toBeFocused()

    await openPalette(page)
    await page.keyboard.type('nothing like that')
    await expect(page.getByRole('dialog').getByText('Nothing found.')).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(defaultText(page, 1)).toBeFocused()
  })

  test('opens by its button, which takes the focus back', async ({ page }) => {
    await page.goto('/history')
    const button = page.getByRole('button', { name: 'Find or do…' })
    await button.click()
    await expect(field(page)).toBeFocused()
    await expect(option(page, 'Send')).toBeHidden()
    await page.getByRole('button', { name: 'Close' }).click()
    await expect(button).toBeFocused()
  })

  test('finds pages in either language, and leads the focus there', async ({ page }) => {
    await page.goto('/')
    await openPalette(page)
    await page.keyboard.type('历史')
    await expect(option(page, 'History')).toHaveAttribute('aria-selected', 'true')
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(/\/history$/)
    await expect(page.getByRole('main')).toBeFocused()

    await page.keyboard.press('Control+k')
    await page.keyboard.type('中文')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { name: '跟随气泡控制台' })).toBeVisible()
    await page.keyboard.press('Control+k')
    await page.keyboard.type('profiles')
    await expect(option(page, '应用配置')).toHaveAttribute('aria-selected', 'true')
    await option(page, '应用配置').click()
    await expect(page).toHaveURL(/\/profiles$/)
  })

  test('does what the buttons of the console do', async ({ page }) => {
    await page.goto('/')
    await openPalette(page)
    await page.keyboard.type('add a bub')
    await page.keyboard.press('Enter')
    await expect(defaultText(page, 2)).toBeFocused()

    await openPalette(page)
    await page.keyboard.type('export')
    await page.keyboard.press('Enter')
    const dialog = page.getByRole('dialog', { name: /code/i })
    await expect(dialog).toBeVisible()
    await page.keyboard.press('Control+k')
    await expect(field(page)).toBeHidden()
    await page.keyboard.press('Escape')
    await expect(dialog).toBeHidden()
    await expect(defaultText(page, 2)).toBeFocused()

    await openPalette(page)
    await page.keyboard.type('undo')
    await page.keyboard.press('Enter')
    await expect(defaultText(page, 2)).toBeHidden()
  })

  test('sends only what can be sent, and says what cannot be done now', async ({ page }) => {
    await page.goto('/')
    await openPalette(page)
    await expect(option(page, /^Redo/)).toContainText('not at the moment')
    await page.keyboard.type('send')
    await page.keyboard.press('Enter')
    await expect(part.messageId(page)).toBeFocused()

    await openPalette(page)
    await page.keyboard.type('new message')
    await page.keyboard.press('Enter')
    await expect(part.messageId(page)).toHaveValue(/^om_/)
    await defaultText(page, 1).fill('Yes')
    await openPalette(page)
    await page.keyboard.type('发送')
    await expect(option(page, /^Send/)).toHaveAttribute('aria-selected', 'true')
    await page.keyboard.press('Enter')
    await expect(part.answer(page).getByText('Bubbles added')).toBeVisible()
  })

  test('changes the theme and tells it', async ({ page }) => {
    await page.goto('/')
    await openPalette(page)
    await page.keyboard.type('dark')
    await page.keyboard.press('Enter')
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
    await expect(page.getByRole('status').getByText('Chosen: Theme: dark')).toBeAttached()
  })

  test('leads to an error code by its number, from any page and on the page of the codes', async ({
    page,
  }) => {
    await page.goto('/')
    await openPalette(page)
    await page.keyboard.type('230008')
    await option(page, /^230008/).click()
    await expect(page).toHaveURL(/\/error-codes#push_follow_up-230008$/)
    await expect(page.locator('#push_follow_up-230008')).toBeFocused()

    await page.getByRole('searchbox').fill('230008')
    await expect(page.locator('#push_follow_up-230006')).toBeHidden()
    await page.keyboard.press('Control+k')
    await page.keyboard.type('２３０００６')
    await option(page, /^230006/)
      .first()
      .click()
    await expect(page.locator('[id$="-230006"]').first()).toBeInViewport()
    await expect(page).toHaveURL(/-230006$/)
  })
})

test.describe('the sheet of shortcuts', () => {
  const sheet = (page: Page) => page.getByRole('dialog', { name: 'Keyboard shortcuts' })

  test('opens by ? outside of texts and from the palette, and lists what the keys do', async ({
    page,
  }) => {
    await page.goto('/')
    await defaultText(page, 1).focus()
    await page.keyboard.type('why?')
    await expect(defaultText(page, 1)).toHaveValue('why?')
    const button = page.getByRole('button', { name: 'New message', exact: true })
    // It takes no focus before the page knows for whom it would send.
    await expect(button).toBeEnabled()
    await button.focus()
    await page.keyboard.press('?')
    await expect(sheet(page)).toBeVisible()
    for (const does of ['Send', 'Undo', 'Redo', 'Open the send', 'Find a page or an action'])
      await expect(sheet(page).getByRole('term').getByText(does, { exact: true })).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(button).toBeFocused()

    await openPalette(page)
    await page.keyboard.type('快捷键')
    await page.keyboard.press('Enter')
    await expect(sheet(page)).toBeVisible()
  })

  test('the key can be turned off, as those who speak to their computer need it', async ({
    page,
  }) => {
    await page.goto('/history')
    await expect(page.getByRole('heading', { name: 'History' })).toBeVisible()
    await page.keyboard.press('?')
    await sheet(page).getByRole('switch', { name: 'The ? key opens this sheet' }).uncheck()
    await page.keyboard.press('Escape')
    await expect(sheet(page)).toBeHidden()
    await page.reload()
    await expect(page.getByRole('heading', { name: 'History' })).toBeVisible()
    await page.keyboard.press('?')
    // The palette comes after it, and alone.
    await page.keyboard.press('Control+k')
    await expect(field(page)).toBeFocused()
    await expect(page.getByRole('dialog')).toHaveCount(1)
  })
})

for (const { locale, colorScheme, width } of LOOKS) {
  test.describe(`${locale}, ${colorScheme}, ${width} px`, () => {
    test.use({ locale, colorScheme, viewport: { width, height: 800 } })

    test('palette and sheet fit, and axe finds nothing', async ({ page }) => {
      await page.goto('/')
      await page.getByRole('button', { name: /^(Find or do|查找或执行)/ }).click()
      await expect(field(page)).toBeFocused()
      await expectNoAxeViolations(page)
      await expectNoOverflow(page)
      await page.keyboard.type('99991')
      await expect(page.getByRole('option').first()).toBeVisible()
      await expectNoAxeViolations(page)
      await page.keyboard.press('Escape')
      await page.keyboard.press('?')
      await expect(page.getByRole('dialog').getByRole('term').first()).toBeVisible()
      await expectNoAxeViolations(page)
      const dialog = page.getByRole('dialog')
      expect(await dialog.evaluate((one) => one.scrollWidth - one.clientWidth)).toBe(0)
    })
  })
}

test.describe('on paper', () => {
  test.use({ colorScheme: 'dark' })
  test.skip(({ browserName }) => browserName === 'firefox', 'an installed Firefox shows no print')

  test('an answer and a send of the history are black on white, whole and without controls', async ({
    page,
  }) => {
    await page.goto('/')
    await newMessage(page)
    await defaultText(page, 1).fill('On paper')
    await sendAndExpect(page, 'Bubbles added')
    await page.emulateMedia({ media: 'print' })
    await expectPaper(page)
    await expect(part.answer(page)).toBeVisible()
    await expect(part.composer(page)).toBeHidden()
    await expect(part.send(page)).toBeHidden()

    await page.emulateMedia({ media: 'screen' })
    await page.getByRole('link', { name: 'History' }).click()
    await page
      .getByRole('listitem')
      .getByRole('link', { name: /On paper/ })
      .click()
    const folded = page.getByText(/^content-type$/i).first()
    await expect(page.getByRole('heading', { name: 'Bubbles added' })).toBeVisible()
    await page.emulateMedia({ media: 'print' })
    await expectPaper(page)
    await expect(folded).toBeVisible()
  })
})

/** No navigation, no buttons but the bubbles, no box that scrolls or stays, and black on white. */
async function expectPaper(page: Page): Promise<void> {
  await expect(page.getByRole('banner')).toBeHidden()
  await expect(page.getByRole('navigation')).toBeHidden()
  const odd = await page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('main *')].flatMap((element) => {
      if (!element.checkVisibility() || element.closest('.visually-hidden')) return []
      const { position, overflowY } = getComputedStyle(element)
      const cut = overflowY !== 'visible' && element.scrollHeight > element.clientHeight + 1
      const control = element.matches('button:not(li > button), [type=radio]:not(:checked)')
      return position === 'sticky' || cut || control ? [element.outerHTML.slice(0, 120)] : []
    }),
  )
  expect(odd).toEqual([])
  const colours = await page.evaluate(() => {
    const { backgroundColor } = getComputedStyle(document.documentElement)
    const { color } = getComputedStyle(document.querySelector('main') ?? document.body)
    return [backgroundColor, color]
  })
  expect(colours).toEqual(['rgb(255, 255, 255)', 'rgb(0, 0, 0)'])
}
