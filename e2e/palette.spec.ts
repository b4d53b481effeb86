import type { Page } from '@playwright/test'
import { expectAccessibleLooks, inEachLanguage } from './accessibility.ts'
import {
  defaultText,
  expectMessageId,
  newMessage,
  part,
  paste,
  sendAndExpect,
} from './console-page.ts'
import { expect, test } from './fixtures.ts'

const field = (page: Page) => page.getByRole('combobox', { name: /^(Page, action|页面、操作)/ })
const option = (page: Page, name: string | RegExp) =>
  page.getByRole('dialog').getByRole('option', { name })

async function openPalette(page: Page): Promise<void> {
  await expect(part.composer(page)).toBeVisible()
  await page.keyboard.press('Control+k')
  await expect(field(page)).toBeFocused()
}

test.describe('the command palette', () => {
  test('opens by keys, restores the focus, and runs the actions of Compose', async ({ page }) => {
    await page.goto('/')

    await test.step('marks unavailable actions and sends only valid bubbles', async () => {
      await openPalette(page)
      await expect(option(page, /^Redo/)).toContainText('unavailable')
      await page.keyboard.type('send')
      await page.keyboard.press('Enter')
      await expect(defaultText(page, 1)).toBeFocused()
    })

    await test.step('opens and closes by keys', async () => {
      await openPalette(page)
      await page.keyboard.press('Control+k')
      await expect(page.getByRole('dialog')).toBeHidden()
      await expect(defaultText(page, 1)).toBeFocused()

      await openPalette(page)
      await page.keyboard.type('nothing like that')
      await expect(page.getByRole('dialog').getByText('No match.')).toBeVisible()
      await page.keyboard.press('Escape')
      await expect(defaultText(page, 1)).toBeFocused()
    })

    await test.step('gives every entry an icon, and its field stays', async () => {
      await openPalette(page)
      const options = page.getByRole('dialog').getByRole('option')
      expect(await options.count()).toBeGreaterThan(15)
      expect(await options.filter({ hasNot: page.locator('svg') }).count()).toBe(0)

      const before = await field(page).boundingBox()
      for (const query of ['s', 'send', 'no such thing', '23', '230008', '']) {
        await field(page).fill(query)
        await expect(field(page)).toHaveValue(query)
        expect(await field(page).boundingBox(), query).toEqual(before)
      }
    })

    await test.step('changes the theme and announces it', async () => {
      await page.keyboard.type('dark')
      await page.keyboard.press('Enter')
      await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
      await expect(page.getByRole('status').getByText('Selected: Theme: dark')).toBeAttached()
    })

    await test.step('adds a bubble, exports and undoes', async () => {
      await openPalette(page)
      await page.keyboard.type('add bub')
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

    await test.step('sends', async () => {
      await openPalette(page)
      await page.keyboard.type('new message')
      await page.keyboard.press('Enter')
      await expectMessageId(page, /^om_/)
      await defaultText(page, 1).fill('Yes')
      await openPalette(page)
      await page.keyboard.type('发送')
      await option(page, /^Send Ctrl/).click()
      await expect(part.response(page).getByText('Bubbles added').first()).toBeVisible()
    })
  })

  test('finds error codes by number and pages in either language, and moves the focus there', async ({
    page,
  }) => {
    await page.goto('/')

    await test.step('an error code, from any page and on Error codes', async () => {
      await openPalette(page)
      await page.keyboard.type('230008')
      await option(page, /^230008/).click()
      await expect(page).toHaveURL(/\/error-codes#push_follow_up-230008$/)
      await expect(page.locator('#push_follow_up-230008 > summary')).toBeFocused()

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

    await test.step('a page', async () => {
      await page.keyboard.press('Control+k')
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
      await page.keyboard.type('apps')
      await expect(option(page, /^应用$/)).toHaveAttribute('aria-selected', 'true')
      await option(page, /^应用$/).click()
      await expect(page).toHaveURL(/\/apps$/)
    })
  })
})

test('a pasted text is read: a response is explained, a call imported, a message targeted', async ({
  page,
}) => {
  const ID = 'om_dc13264520392913993dd051dba21dcf'
  const dialog = page.getByRole('dialog', { name: 'Command palette' })
  const open = async () => {
    await page.keyboard.press('Control+k')
    await expect(field(page)).toBeFocused()
  }
  await page.goto('/history')
  await expect(page.getByRole('heading', { name: 'History' })).toBeVisible()

  await test.step('a response', async () => {
    await open()
    await paste(
      field(page),
      '\n[Lark] 400 {"code": 230006, "msg": "only support latest message."}\n',
    )
    await expect(dialog.getByRole('region', { name: 'Response' })).toContainText('What to do')
    await expect(dialog.getByRole('link', { name: /troubleshooter/ })).toBeVisible()
    await expect(field(page)).toHaveValue('')
    await field(page).fill('错误码 230005')
    await expect(dialog.getByRole('region', { name: 'Response' })).toContainText('availability')
    await field(page).fill('424242')
    await expect(dialog.getByText(/^Neither Feishu’s documentation/)).toBeVisible()
    await field(page).fill('support latest message')
    await option(page, /^230006/).click()
    await expect(page).toHaveURL(/\/error-codes#push_follow_up-230006$/)
  })

  await test.step('a call, from another page', async () => {
    await open()
    await paste(
      field(page),
      `curl https://open.feishu.cn/open-apis/im/v1/messages/${ID}/push_follow_up --json '{"follow_ups": [{"content": "A"}, {"content": "B"}]}'\n`,
    )
    await expect(option(page, `Target ${ID}`)).toBeVisible()
    await option(page, 'Import 2 bubbles').click()
    const importing = page.getByRole('dialog', { name: 'Import', exact: true })
    await importing.getByRole('button', { name: 'Import', exact: true }).click()
    await expectMessageId(page, ID)
    await expect(defaultText(page, 2)).toHaveValue('B')
  })

  await test.step('one message of several', async () => {
    await open()
    await paste(field(page), `reply_to=om_1 message_id=${ID}`)
    await option(page, 'Target om_1').click()
    await expectMessageId(page, 'om_1')
    await expect(defaultText(page, 2)).toHaveValue('B')
  })
})

test('the shortcuts open with ? outside of text fields, and the key can be turned off', async ({
  page,
}) => {
  const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
  await page.goto('/')

  await test.step('the sheet lists the keys and opens from the palette too', async () => {
    await defaultText(page, 1).focus()
    await page.keyboard.type('why?')
    await expect(defaultText(page, 1)).toHaveValue('why?')
    const button = page.getByRole('button', { name: 'New message', exact: true })
    // It cannot be focused before the profile is loaded.
    await expect(button).toBeEnabled()
    await button.focus()
    await page.keyboard.press('?')
    await expect(sheet).toBeVisible()
    for (const does of ['Send', 'Undo', 'Redo', 'Open the command palette'])
      await expect(sheet.getByRole('term').getByText(does, { exact: true })).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(button).toBeFocused()

    await openPalette(page)
    await page.keyboard.type('快捷键')
    await page.keyboard.press('Enter')
    await expect(sheet).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(sheet).toBeHidden()
  })

  await test.step('the ? key can be turned off, for speech input', async () => {
    await page.getByRole('navigation').getByRole('link', { name: 'History' }).click()
    await expect(page.getByRole('heading', { name: 'History' })).toBeVisible()
    await page.keyboard.press('?')
    await sheet.getByRole('switch', { name: 'Open with ?' }).uncheck()
    await page.keyboard.press('Escape')
    await expect(sheet).toBeHidden()
    await page.reload()
    await expect(page.getByRole('heading', { name: 'History' })).toBeVisible()
    await page.keyboard.press('?')
    // Only the palette opens.
    await page.keyboard.press('Control+k')
    await expect(field(page)).toBeFocused()
    await expect(page.getByRole('dialog')).toHaveCount(1)
    await page.keyboard.press('Escape')
  })

  await test.step('the palette also opens by its button', async () => {
    const button = page.getByRole('button', { name: 'Command palette' })
    await button.click()
    await expect(field(page)).toBeFocused()
    await expect(option(page, 'Send')).toBeHidden()
    await page.getByRole('button', { name: 'Close' }).click()
    await expect(button).toBeFocused()
  })
})

test('palette and shortcuts fit the window and have no axe violation', async ({ page }) => {
  test.slow()
  await page.goto('/')
  await inEachLanguage(page, async ({ looks }) => {
    const check = () =>
      expectAccessibleLooks(page, looks, async () => {
        const dialog = page.getByRole('dialog')
        expect(await dialog.evaluate((one) => one.scrollWidth - one.clientWidth)).toBe(0)
      })
    await page.getByRole('button', { name: /^(Command palette|命令面板)$/ }).click()
    await expect(field(page)).toBeFocused()
    await check()
    await page.keyboard.type('99991')
    await expect(page.getByRole('option').first()).toBeVisible()
    await check()
    await page.keyboard.press('Escape')
    await page.keyboard.press('?')
    await expect(page.getByRole('dialog').getByRole('term').first()).toBeVisible()
    await check()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toBeHidden()
  })
})

test.describe('on paper', () => {
  test.use({ colorScheme: 'dark' })
  test.skip(
    ({ browserName }) => browserName === 'firefox',
    'an installed Firefox does not emulate print',
  )

  test('a response and a send of the history are black on white, complete and without controls', async ({
    page,
  }) => {
    await page.goto('/')
    await newMessage(page)
    await defaultText(page, 1).fill('On paper')
    await sendAndExpect(page, 'Bubbles added')
    await page.emulateMedia({ media: 'print' })
    await expectPaper(page)
    await expect(part.response(page)).toBeVisible()
    await expect(part.composer(page)).toBeHidden()
    await expect(part.send(page)).toBeHidden()

    await page.emulateMedia({ media: 'screen' })
    await page.getByRole('navigation').getByRole('link', { name: 'History' }).click()
    await page
      .getByRole('row')
      .getByRole('link', { name: /On paper/ })
      .first()
      .click()
    const folded = page.getByText(/^content-type$/i).first()
    await expect(page.getByRole('heading', { name: 'Bubbles added' })).toBeVisible()
    await page.emulateMedia({ media: 'print' })
    await expectPaper(page)
    await expect(folded).toBeVisible()
  })
})

/** Expects no navigation, no controls but the bubbles, no scrolling or sticky box, and black on white. */
async function expectPaper(page: Page): Promise<void> {
  await expect(page.getByRole('banner')).toBeHidden()
  await expect(page.getByRole('navigation')).toBeHidden()
  const unprintable = await page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('main *')].flatMap((element) => {
      if (!element.checkVisibility() || element.closest('.visually-hidden')) return []
      const { position, overflowY } = getComputedStyle(element)
      const cut = overflowY !== 'visible' && element.scrollHeight > element.clientHeight + 1
      const control = element.matches('button:not(li > button), [type=radio]:not(:checked)')
      return position === 'sticky' || cut || control ? [element.outerHTML.slice(0, 120)] : []
    }),
  )
  expect(unprintable).toEqual([])
  const colors = await page.evaluate(() => {
    const { backgroundColor } = getComputedStyle(document.documentElement)
    const { color } = getComputedStyle(document.querySelector('main') ?? document.body)
    return [backgroundColor, color]
  })
  expect(colors).toEqual(['rgb(255, 255, 255)', 'rgb(0, 0, 0)'])
}
