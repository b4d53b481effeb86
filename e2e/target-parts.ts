import type { Locator, Page } from '@playwright/test'
import { part } from './console.ts'
import { expect } from './fixtures.ts'

/** What the developer's side of the target consists of, as a person names it, in English. */
export const target = {
  finder: (page: Page) => page.getByRole('combobox', { name: 'Find a person or a chat' }),
  messages: (page: Page) => page.getByRole('region', { name: 'Latest messages of the chat' }),
  outlook: (page: Page) => page.getByRole('group', { name: 'Will it work?' }),
  timer: (page: Page) => page.getByRole('timer', { name: /^Time left for bubbles/ }),
  check: (page: Page, name: string): Locator =>
    page
      .getByRole('region', { name: 'What was checked' })
      .getByRole('listitem')
      .filter({ has: page.getByText(name, { exact: true }) }),
}

/** Opens the finder, and waits until it takes text. */
export async function openFinder(page: Page): Promise<Locator> {
  await part.target(page).getByText('Find it by person or chat').click()
  await expect(target.finder(page)).toBeVisible()
  return target.finder(page)
}

/** Looks somebody up and opens their chat. */
export async function findPerson(page: Page, query: string): Promise<void> {
  const finder = await openFinder(page)
  await finder.fill(query)
  await finder.press('Enter')
  await expect(target.messages(page)).toBeVisible()
}

/** Calls the emulator's own control. */
export async function control(
  emulatorUrl: string | null,
  method: 'POST' | 'PATCH',
  path: string,
  body: unknown,
): Promise<void> {
  const answer = await fetch(`${emulatorUrl}/_emulator${path}`, {
    method,
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  })
  expect(answer.status, await answer.text()).toBeLessThan(300)
}
