import { type Locator, type Page, test } from '@playwright/test'
import { expect } from './fixtures.ts'

/** The parts of the Compose page by their accessible English names. */
export const part = {
  target: (page: Page) => page.getByRole('region', { name: 'Target' }),
  composer: (page: Page) => page.getByRole('region', { name: 'Compose' }),
  preview: (page: Page) => page.getByRole('region', { name: 'Preview' }),
  response: (page: Page) => page.getByRole('region', { name: 'Answer' }),
  bubble: (page: Page, n: number) => page.getByRole('group', { name: `Bubble ${n}`, exact: true }),
  messageId: (page: Page) => page.getByRole('textbox', { name: 'Message', exact: true }),
  send: (page: Page) => page.getByRole('button', { name: /^(Send|Sending…)$/ }),
}

export function defaultText(page: Page, bubble: number): Locator {
  return part.bubble(page, bubble).getByRole('textbox', { name: 'Default text' })
}

/** Sends a new bot message and waits until the form shows its id, which it returns. */
export async function newMessage(page: Page): Promise<string> {
  const before = await part.messageId(page).inputValue()
  await page.getByRole('button', { name: 'New message', exact: true }).click()
  await expect(part.messageId(page)).toHaveValue(/^om_/)
  await expect(part.messageId(page)).not.toHaveValue(before)
  return part.messageId(page).inputValue()
}

/** Chooses the sample message to which a push is rejected with this code. */
export async function pickSample(page: Page, code: number): Promise<void> {
  const list = part.target(page).getByRole('group').filter({ hasText: 'Prepared messages' })
  if ((await list.getAttribute('open')) === null) {
    await list.getByText('Prepared messages').click()
  }
  await list
    .getByRole('button', { name: `answers ${code}`, exact: false })
    .first()
    .click()
}

/** Presses Send and waits for a text in the response. */
export async function sendAndExpect(page: Page, text: string | RegExp): Promise<void> {
  await part.send(page).click()
  await expect(part.response(page).getByText(text).first()).toBeVisible()
}

/** The parts of the target by their accessible English names. */
export const target = {
  finder: (page: Page) => page.getByRole('combobox', { name: 'Find a person or a chat' }),
  messages: (page: Page) => page.getByRole('region', { name: 'Latest messages of the chat' }),
  precheck: (page: Page) => page.getByRole('group', { name: 'Will it work?' }),
  timer: (page: Page) => page.getByRole('timer', { name: /^Time left for bubbles/ }),
  check: (page: Page, name: string): Locator =>
    page
      .getByRole('region', { name: 'What was checked' })
      .getByRole('listitem')
      .filter({ has: page.getByText(name, { exact: true }) }),
}

/** Opens the finder and waits until it is ready for input. */
export async function openFinder(page: Page): Promise<Locator> {
  await part.target(page).getByText('Find it by person or chat').click()
  await expect(target.finder(page)).toBeVisible()
  return target.finder(page)
}

/** Finds a user and opens their chat. */
export async function findUser(page: Page, query: string): Promise<void> {
  const finder = await openFinder(page)
  await finder.fill(query)
  await finder.press('Enter')
  await expect(target.messages(page)).toBeVisible()
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
