import type { Locator, Page } from '@playwright/test'
import { addApp } from './console-server.ts'
import { expect, test } from './fixtures.ts'

// With an example draft, so that there is something to share.
test.use({ firstVisit: true })

type DialogCase = {
  /** Finds what opens the dialog. */
  opener: (page: Page) => Locator
  /** Where the focus is when it opens. */
  first: 'field' | 'button' | RegExp
}

const byCommand = (command: string) => (page: Page) =>
  page.locator(`#root > main [data-command='${command}']`).first()
const button = (name: RegExp) => (page: Page) => page.getByRole('button', { name }).first()

const COMPOSE_DIALOGS: Record<string, DialogCase> = {
  templates: { opener: byCommand('templates'), first: 'field' },
  import: { opener: byCommand('import'), first: 'field' },
  'a shared link': { opener: byCommand('share'), first: /^Copy/ },
  'the call as code': { opener: byCommand('code'), first: 'field' },
}

const APPS_DIALOGS: Record<string, DialogCase> = {
  'the command palette': { opener: button(/^Command palette/), first: 'field' },
  'a new app': { opener: byCommand('add-app'), first: 'field' },
  'an edited app': { opener: button(/^Edit: /), first: 'field' },
  'a pasted token': { opener: button(/^Paste token: /), first: 'field' },
  'the removal of an app': { opener: button(/^Remove: /), first: 'button' },
  'the connection test': { opener: button(/^Test connection: /), first: 'button' },
}

const HISTORY_DIALOGS: Record<string, DialogCase> = {
  'the deletion of old requests': { opener: button(/^Delete old/), first: 'field' },
}

test.beforeEach(async ({ server }) => {
  await addApp(server, { app_id: 'cli_13579bdf02468ace', app_secret: 'emulator-secret-parcels' })
})

const activeTag = (page: Page) => page.evaluate(() => document.activeElement?.tagName ?? 'none')

/** Expects the focus on something other than the page itself, once the page has settled. */
async function expectFocusKept(page: Page, after: string): Promise<void> {
  await expect
    .poll(() => activeTag(page), { message: after, timeout: 5000 })
    .not.toMatch(/BODY|none/)
}

/** Opens and closes each dialog twice, by Escape and by its button. */
async function expectDialogsKeepFocus(page: Page, dialogs: Record<string, DialogCase>) {
  for (const [name, dialogCase] of Object.entries(dialogs)) {
    await test.step(name, () => expectDialogKeepsFocus(page, dialogCase))
  }
}

async function expectDialogKeepsFocus(page: Page, { opener, first }: DialogCase): Promise<void> {
  const dialog = page.getByRole('dialog')
  const focused = dialog.locator(':focus')
  const close = [
    () => page.keyboard.press('Escape'),
    () => dialog.getByRole('button', { name: 'Close' }).click(),
  ]
  for (const leave of close) {
    await expect(opener(page)).toBeVisible()
    await opener(page).focus()
    await page.keyboard.press('Enter')
    await expect(dialog).toBeVisible()
    if (first === 'field')
      await expect(
        dialog.locator(':is(input, textarea, select, [role=textbox]):focus'),
      ).toBeVisible()
    else if (first === 'button') {
      await expect(focused).toHaveRole('button')
      await expect(focused).not.toHaveAccessibleName('Close')
    } else await expect(focused).toHaveAccessibleName(first)
    const top = (await dialog.boundingBox())?.y
    await leave()
    await expect(dialog).toHaveCount(0)
    await expect(opener(page)).toBeFocused()
    expect(top, 'a fixed top').toBeLessThanOrEqual(80)
  }
}

test('the dialogs of Compose take the focus and give it back', async ({ page }) => {
  await page.goto('/?target=om_test')
  await expectDialogsKeepFocus(page, COMPOSE_DIALOGS)
})

test('the dialogs of Apps take the focus and give it back, to a neighbour if the pressed button is removed', async ({
  page,
}) => {
  await page.goto('/apps')
  await expectDialogsKeepFocus(page, APPS_DIALOGS)
  await test.step('the pressed button is removed', async () => {
    await button(/^Remove: /)(page).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }).focus()
    await page.keyboard.press('Enter')
    await expect(page.getByText('cli_13579bdf02468ace')).toHaveCount(0)
    await expectFocusKept(page, 'the removal of an app')
  })
})

test('the dialog of History and the menu of a phone take the focus and give it back', async ({
  page,
}) => {
  await page.goto('/history')
  await expectDialogsKeepFocus(page, HISTORY_DIALOGS)
  await test.step('the menu', async () => {
    await page.setViewportSize({ width: 390, height: 844 })
    const menu = page.getByRole('button', { name: 'Menu', exact: true })
    await menu.focus()
    await page.keyboard.press('Enter')
    await page.keyboard.press('Tab')
    await expect(page.getByRole('navigation').getByRole('link').first()).toBeFocused()
    await page.keyboard.press('Escape')
    await expect(menu).toBeFocused()
  })
})

test.describe('after the press of any button', () => {
  // What the presses provoke: incomplete forms and unfinished filters.
  test.use({ expectedStatuses: [400, 404, 409, 422, 429] })

  for (const paths of [
    ['/', '/history', '/error-codes'],
    ['/support', '/emulator', '/apps'],
  ]) {
    test(`of ${paths.join(', ')} the focus is not on the page itself`, async ({ page }) => {
      test.slow()
      for (const path of paths) await test.step(path, () => pressEachButton(page, path))
    })
  }
})

async function pressEachButton(page: Page, path: string): Promise<void> {
  await page.goto(path)
  const buttons = page.locator('#root > main').getByRole('button')
  await expect(page.locator('#root > main').getByRole('heading').first()).toBeVisible()
  for (let at = 0; at < 30; at += 1) {
    const one = buttons.nth(at)
    // A press may remove the last ones or disable the next one.
    if ((await buttons.count()) <= at) break
    const { label, usable } = await one.evaluate((element: HTMLButtonElement) => ({
      label: element.ariaLabel ?? element.innerText,
      usable: element.checkVisibility() && !element.matches(':disabled, [aria-disabled=true]'),
    }))
    if (!usable) continue
    // These call the platform, which no test may reach.
    if (/^Connect to (?:Feishu|Lark)$/.test(label)) continue
    await one.focus()
    await page.keyboard.press('Enter')
    await expectFocusKept(page, `after “${label}”`)
    while ((await page.locator('dialog[open], [popover]:popover-open').count()) > 0) {
      await page.keyboard.press('Escape')
      await expectFocusKept(page, `after Escape in “${label}”`)
    }
    if (new URL(page.url()).pathname !== path) await page.goto(path)
  }
}
