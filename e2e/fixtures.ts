import { type BrowserContext, test as base, expect, type Page } from '@playwright/test'
import { launchOptions } from '../scripts/browser.ts'
import {
  type ConsoleProcess,
  resetEmulator,
  startConsoleProcess,
} from '../scripts/console-process.ts'
import { type FaultyConsole, startFaultyConsole } from './faulty-console.ts'
import { firefoxOptions } from './firefox/stock-firefox.ts'
import { typeAsAPerson } from './firefox/type-as-a-person.ts'
import { forgetRecipients } from './forget-recipients.ts'
import { leaveOut } from './left-out.ts'
import { watchPages } from './page-guard.ts'

type WorkerFixtures = {
  /** This worker's console and emulator; `page` stands on it. */
  house: ConsoleProcess
}

type TestFixtures = {
  /** A second console, whose upstream fails as the test says. */
  faulty: FaultyConsole
  /** A page of the console in somebody else's browser. */
  stranger: Page
  /** How long that console waits for its upstream, in milliseconds. */
  patienceMs: number
  /** The answers of 400 and above that the test provokes: `test.use({ expectedStatuses: [422] })`. */
  expectedStatuses: readonly number[]
  /** The origins that pages may speak to. */
  origins: Set<string>
  /** Restores the emulator's seed before each test, and makes the console forget whom it sent to. */
  seeded: undefined
  /** Fails the test where a page or a console makes noise or asks for anything foreign. */
  guarded: undefined
}

const LAUNCH = { chromium: launchOptions, firefox: firefoxOptions, webkit: () => ({}) }

export const test = base.extend<TestFixtures, WorkerFixtures>({
  launchOptions: [({ browserName }, use) => use(LAUNCH[browserName]()), { scope: 'worker' }],

  house: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from here
    async ({}, use) => {
      const house = await startConsoleProcess()
      await use(house)
      await house.stop()
      expect(house.stderr(), 'what the console wrote to stderr').toBe('')
    },
    { scope: 'worker' },
  ],

  baseURL: ({ house }, use) => use(house.url),

  origins: ({ house }, use) => use(new Set([house.url])),

  patienceMs: [1500, { option: true }],

  faulty: async ({ origins, context, patienceMs }, use) => {
    const faulty = await startFaultyConsole(patienceMs)
    origins.add(faulty.url)
    await use(faulty)
    // First the pages: one that still asks would find its server gone.
    await Promise.all(context.pages().map((page) => page.close()))
    await faulty.stop()
    expect(faulty.stderr(), 'what the console wrote to stderr').toBe('')
  },

  expectedStatuses: [[], { option: true }],

  seeded: [
    async ({ house }, use) => {
      await resetEmulator(house)
      await forgetRecipients(house)
      await use(undefined)
    },
    { auto: true },
  ],

  guarded: [
    async ({ context, launchOptions, colorScheme, origins, expectedStatuses }, use) => {
      if (launchOptions.channel === 'moz-firefox' && colorScheme === 'dark') {
        leaveOut('dark colours in an installed Firefox, which cannot be told to prefer them')
      }
      const noise = await prepare(context)
      await use(undefined)
      expect(noise({ origins, statuses: expectedStatuses }), 'noise in the page').toEqual([])
    },
    { auto: true },
  ],

  stranger: async ({ browser, house, origins, expectedStatuses }, use) => {
    const context = await browser.newContext({ baseURL: house.url, locale: 'en-US' })
    const noise = await prepare(context)
    await use(await context.newPage())
    await context.close()
    expect(noise({ origins, statuses: expectedStatuses }), 'noise at the stranger’s').toEqual([])
  },
})

/** @returns what tells the noise of the context's pages so far */
async function prepare(context: BrowserContext) {
  if (context.browser()?.browserType().name() === 'firefox') await typeAsAPerson(context)
  return watchPages(context)
}

export { expect }
