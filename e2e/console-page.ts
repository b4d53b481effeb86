import { type Locator, type Page, test } from '@playwright/test'
import { expect } from './fixtures.ts'

/** The parts of the Compose page by their accessible English names. */
export const part = {
  target: (page: Page) => page.getByRole('region', { name: 'Message', exact: true }),
  composer: (page: Page) => page.getByRole('region', { name: 'Bubbles', exact: true }),
  preview: (page: Page) => page.getByRole('region', { name: 'Preview', exact: true }),
  response: (page: Page) => page.getByRole('region', { name: 'Response', exact: true }),
  send: (page: Page) => page.getByRole('button', { name: /^(Send|Sending…)$/ }),
  newMessage: (page: Page) => page.getByRole('button', { name: 'New message', exact: true }),
  /** The ID of the chosen message, shortened; the whole ID is its tooltip. */
  chosenId: (page: Page) => page.locator('#bar-message-button code'),
}

/** The text of a bubble in one language, as the contract names it in English. */
export function cell(page: Page, bubble: number, language: string): Locator {
  return page.getByRole('textbox', { name: `Bubble ${bubble}, ${language}`, exact: true })
}

/** Adds the row of a language to the table. */
export async function addLanguage(page: Page, language: string): Promise<void> {
  await page.getByRole('button', { name: 'Languages', exact: true }).click()
  await page.getByRole('checkbox', { name: language, exact: true }).check()
  await page.keyboard.press('Escape')
}

export function defaultText(page: Page, bubble: number): Locator {
  return cell(page, bubble, 'Default')
}

/** Types a text into a cell; on the first use of a language its row is added. */
export async function fillCell(page: Page, bubble: number, language: string, text: string) {
  const field = cell(page, bubble, language)
  if ((await field.count()) === 0) {
    await page.getByRole('button', { name: 'Languages', exact: true }).click()
    await page.getByRole('checkbox', { name: language, exact: true }).check()
    await page.keyboard.press('Escape')
  }
  await field.fill(text)
}

type BarPart = 'App' | 'Recipient' | 'Message' | 'Pre-check'

const BUTTON_IDS = { App: 'app', Recipient: 'recipient', Message: 'message', 'Pre-check': 'checks' }

/** The button of a part of the message bar. */
export function barButton(page: Page, name: BarPart): Locator {
  return page.locator(`#bar-${BUTTON_IDS[name]}-button`)
}

/** Opens a part of the message bar, on a narrow screen through its one button, and returns its panel. */
export async function openBar(page: Page, name: BarPart): Promise<Locator> {
  const panel = page.getByRole('dialog', { name, exact: true })
  if (await panel.isVisible()) return panel
  const button = barButton(page, name)
  // Not the prerendered page, which is inert.
  await part.target(page).waitFor()
  if (!(await button.isVisible())) {
    await part
      .target(page)
      .getByRole('button', { name: /^Message · / })
      .click()
  }
  await button.click()
  await expect(panel).toBeVisible()
  return panel
}

/** Enters the ID of the message that gets the bubbles. */
export async function enterMessageId(page: Page, id: string): Promise<void> {
  const field = target.messageId(page)
  await openBar(page, 'Message')
  await field.fill(id)
  await field.press('Enter')
  await page.keyboard.press('Escape')
  await expectMessageId(page, id)
}

/** Waits until a message is chosen; an empty ID means none. */
export async function expectMessageId(page: Page, id: string | RegExp): Promise<void> {
  if (id === '') await expect(part.chosenId(page)).toHaveCount(0)
  else await expect(part.chosenId(page)).toHaveAttribute('title', id)
}

/** Returns the ID of the chosen message; empty if there is none. */
export async function chosenId(page: Page): Promise<string> {
  await part.target(page).waitFor()
  const shown = part.chosenId(page)
  return (await shown.count()) === 0 ? '' : ((await shown.getAttribute('title')) ?? '')
}

/** Sends a new bot message and waits until it is the target; returns its ID. */
export async function newMessage(page: Page): Promise<string> {
  const before = await chosenId(page)
  await part.newMessage(page).click()
  await expect(part.chosenId(page)).toHaveAttribute('title', /^om_/)
  await expect(part.chosenId(page)).not.toHaveAttribute('title', before)
  return chosenId(page)
}

/** Chooses the sample message to which a push is rejected with this code. */
export async function pickSample(page: Page, code: number): Promise<void> {
  const panel = await openBar(page, 'Message')
  await panel
    .getByRole('region', { name: 'Sample messages' })
    .getByRole('button', { name: `gives ${code}` })
    .first()
    .click()
  await expect(panel).toBeHidden()
}

/** Presses Send and waits for a text in the response. */
export async function sendAndExpect(page: Page, text: string | RegExp): Promise<void> {
  await part.send(page).click()
  await expect(part.response(page).getByText(text).first()).toBeVisible()
}

/** The parts of the target by their accessible English names. */
export const target = {
  finder: (page: Page) => page.getByRole('combobox', { name: 'Find by user or chat' }),
  messageId: (page: Page) => page.getByRole('textbox', { name: 'Message ID', exact: true }),
  messages: (page: Page) => page.getByRole('region', { name: 'Latest messages' }),
  status: (page: Page) => barButton(page, 'Pre-check'),
  check: (page: Page, name: string): Locator =>
    page
      .getByRole('region', { name: 'Checks' })
      .getByRole('listitem')
      .filter({ has: page.getByText(name, { exact: true }) }),
}

/** Opens the finder and waits until it is ready for input. */
export async function openFinder(page: Page): Promise<Locator> {
  await openBar(page, 'Recipient')
  await target.finder(page).focus()
  return target.finder(page)
}

/** Finds a user, makes them the recipient, and shows the messages of their chat. */
export async function findUser(page: Page, query: string): Promise<void> {
  const finder = await openFinder(page)
  await finder.fill(query)
  await finder.press('Enter')
  await expect(finder).toHaveValue('')
  await page
    .getByRole('dialog', { name: 'Recipient', exact: true })
    .getByRole('button', { name: 'Latest messages' })
    .click()
  await expect(target.messages(page)).toBeVisible()
}

/** Makes the next load of the page the first one in this browser: nothing is stored. */
export async function forgetOnLeave(page: Page): Promise<void> {
  await page.evaluate(() => {
    // After the listener that saves the draft.
    addEventListener('pagehide', () => {
      localStorage.clear()
      sessionStorage.clear()
    })
  })
}

/** Sends a control call to the emulator. */
export async function controlEmulator(
  emulatorUrl: string | null,
  method: 'POST' | 'PATCH',
  path: string,
  body: unknown,
): Promise<void> {
  const response = await fetch(`${emulatorUrl}/_emulator${path}`, {
    method,
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  })
  expect(response.status, await response.text()).toBeLessThan(300)
}

/** Pastes through the clipboard. */
export async function paste(field: Locator, text: string): Promise<void> {
  const page = field.page()
  skipWithoutClipboard(page)
  await page.evaluate((copied) => navigator.clipboard.writeText(copied), text)
  await field.focus()
  await page.keyboard.press('ControlOrMeta+V')
}

/** Returns the text in the clipboard. */
export async function copied(page: Page): Promise<string> {
  skipWithoutClipboard(page)
  return page.evaluate(() => navigator.clipboard.readText())
}

/** Chromium and Firefox give access from the start, see fixtures.ts and `firefoxOptions`. */
function skipWithoutClipboard(page: Page): void {
  const browser = page.context().browser()?.browserType().name()
  test.skip(browser === 'webkit', 'tests cannot use the clipboard of WebKit')
}
