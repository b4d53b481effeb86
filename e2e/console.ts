import type { Locator, Page } from '@playwright/test'
import { expect } from './fixtures.ts'

/** The page's parts as a person names them, in English. */
export const part = {
  target: (page: Page) => page.getByRole('region', { name: 'Target' }),
  composer: (page: Page) => page.getByRole('region', { name: 'Compose' }),
  preview: (page: Page) => page.getByRole('region', { name: 'Preview' }),
  answer: (page: Page) => page.getByRole('region', { name: 'Answer' }),
  bubble: (page: Page, n: number) => page.getByRole('group', { name: `Bubble ${n}`, exact: true }),
  messageId: (page: Page) => page.getByRole('textbox', { name: 'Message', exact: true }),
  send: (page: Page) => page.getByRole('button', { name: /^(Send|Sending…)$/ }),
}

export function defaultText(page: Page, bubble: number): Locator {
  return part.bubble(page, bubble).getByRole('textbox', { name: 'Default text' })
}

/** Sends a fresh bot message and waits until its id stands in the form. */
export async function newMessage(page: Page): Promise<string> {
  const before = await part.messageId(page).inputValue()
  await page.getByRole('button', { name: 'New message', exact: true }).click()
  await expect(part.messageId(page)).toHaveValue(/^om_/)
  await expect(part.messageId(page)).not.toHaveValue(before)
  return part.messageId(page).inputValue()
}

/** Takes the prepared message that the platform would answer with this code. */
export async function pickPrepared(page: Page, code: number): Promise<void> {
  const list = part.target(page).getByRole('group').filter({ hasText: 'Prepared messages' })
  if ((await list.getAttribute('open')) === null) {
    await list.getByText('Prepared messages').click()
  }
  await list
    .getByRole('button', { name: `answers ${code}`, exact: false })
    .first()
    .click()
}

/** Presses Send and waits for the verdict. */
export async function sendAndExpect(page: Page, verdict: string | RegExp): Promise<void> {
  await part.send(page).click()
  await expect(part.answer(page).getByText(verdict).first()).toBeVisible()
}
