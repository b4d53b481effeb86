import type { Locator, Page, Request } from '@playwright/test'
import type { Delivery } from '#contract/deliveries/delivery'
import type { ConsoleProcess } from '../server/testing/console-process.ts'
import { startConsole } from './console-server.ts'
import { test as base, expect, leavePages } from './fixtures.ts'

type DeskFixtures = {
  /** A console of this test's own: no one was written to before. */
  own: ConsoleProcess
}

export const test = base.extend<DeskFixtures>({
  own: async ({ origins, context }, use) => {
    const own = await startConsole()
    origins.add(own.url)
    seeded.set(own.url, new Set((await readMessages(own.url)).map(({ message_id }) => message_id)))
    await use(own)
    await leavePages(context)
    await own.stop()
  },
})

export const EMMA = { email: 'emma.clarke@example.com', name: 'Emma Clarke' }
export const LUKAS = { email: 'lukas.weber@example.com', name: 'Lukas Weber' }

/** The parts of Support by their accessible English names. */
export const desk = {
  finder: (page: Page) => page.getByRole('combobox', { name: /^Name, email/ }),
  person: (page: Page) => page.getByRole('group', { name: 'Recipient', exact: true }),
  value: (page: Page, name: string) => page.getByRole('textbox', { name, exact: true }),
  message: (page: Page) => page.getByRole('textbox', { name: 'First message', exact: true }),
  bar: (page: Page) => page.getByRole('region', { name: 'Send', exact: true }),
  press: (page: Page, name: string) =>
    desk.bar(page).getByRole('button', { name, exact: true }).click(),
  sent: (page: Page) => page.getByRole('region', { name: 'Sent today', exact: true }),
  preview: (page: Page) => page.getByRole('region', { name: 'Preview', exact: true }),
}

export type NewTemplate = { name: string; message: string | null; bubbles: string[] }

export const PARCEL: NewTemplate = {
  name: 'Delivery / Parcel',
  message: 'Hi, order {{order}} arrived. How was it?',
  bubbles: ['Very good', 'Not good'],
}

/** Saves a template through the API; returns its id. */
export async function saveTemplate(url: string, template: NewTemplate): Promise<string> {
  const { name, message, bubbles } = template
  const { id } = await post(`${url}/api/templates`, {
    name,
    message: message === null ? null : { content: message },
    follow_ups: bubbles.map((content) => ({ content })),
  })
  return String(id)
}

/** Saves a new version of a template, as a colleague does. */
export async function saveVersion(url: string, id: string, bubbles: string[]): Promise<void> {
  const follow_ups = bubbles.map((content) => ({ content }))
  await post(`${url}/api/templates/${id}/versions`, { follow_ups })
}

export async function post(url: string, body: unknown): Promise<Record<string, unknown>> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  const text = await response.text()
  expect(response.status, text).toBeLessThan(300)
  return JSON.parse(text)
}

/** Opens Support and chooses a template. */
export async function openDesk(page: Page, url: string, template = 'Parcel'): Promise<void> {
  await page.goto(`${url}/support`)
  await page.getByRole('button', { name: template, exact: true }).click()
}

/** Finds and chooses a person as one does it by hand. */
export async function findPerson(page: Page, typed: string): Promise<void> {
  await desk.finder(page).fill(typed)
  await desk.finder(page).press('Enter')
  await expect(desk.person(page)).toBeVisible()
}

/** Every delivery of a console, newest first. */
export async function deliveries(url: string): Promise<Delivery[]> {
  return (await (await fetch(`${url}/api/deliveries?limit=100`)).json()).deliveries
}

/** The messages that the emulator of a console had at its start. */
const seeded = new Map<string, Set<string>>()

async function readMessages(url: string): Promise<EmulatorMessage[]> {
  const { chats } = await (await fetch(`${url}/api/emulator/state`)).json()
  return chats.flatMap(({ messages }: { messages: EmulatorMessage[] }) => messages)
}

/** What the bot sent to a person since the start of the console, oldest first. */
export async function botMessages(
  url: string,
  name: string,
): Promise<{ text: string; bubbles: number }[]> {
  const state = await (await fetch(`${url}/api/emulator/state`)).json()
  const { open_id } = state.users.find((one: { name: string }) => one.name === name)
  const chats = state.chats.filter(
    (one: { chat_mode: string; open_ids: string[]; app_ids: string[] }) =>
      one.chat_mode === 'p2p' &&
      one.open_ids.includes(open_id) &&
      one.app_ids.includes('cli_0123456789abcdef'),
  )
  return chats.flatMap(({ messages }: { messages: EmulatorMessage[] }) =>
    messages
      .filter(({ sender, deleted }) => sender.sender_type === 'app' && !deleted)
      .filter(({ message_id }) => !seeded.get(url)?.has(message_id))
      .map(({ text, follow_ups }) => ({ text, bubbles: follow_ups.length })),
  )
}

type EmulatorMessage = {
  message_id: string
  sender: { sender_type: string }
  deleted: boolean
  text: string
  follow_ups: unknown[]
}

/** Counts what the page posts to the console's deliveries. */
export function countPosts(page: Page): () => number {
  let count = 0
  page.on('request', (request: Request) => {
    if (request.method() === 'POST' && request.url().endsWith('/api/deliveries')) count += 1
  })
  return () => count
}

export async function expectSent(page: Page, name: string): Promise<void> {
  await expect(desk.bar(page)).toContainText(`Sent to ${name}.`)
}

/** A row of Sent today. */
export function row(page: Page, name: string): Locator {
  return desk.sent(page).getByRole('listitem').filter({ hasText: name })
}

export { expect }
