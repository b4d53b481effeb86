import { type BrowserContext, test as base, expect, type Page } from '@playwright/test'
import { profilesSchema } from '#contract/profile'
import { recipientsSchema } from '#contract/recipients'
import { launchOptions } from '../scripts/browser.ts'
import { type ConsoleProcess, resetEmulator } from '../server/testing/console-process.ts'
import { type FaultyConsole, startConsole, startFaultyConsole } from './console-server.ts'
import { firefoxOptions, typeThroughEditor } from './firefox/launch-firefox.ts'
import { reportOmission } from './omission-reporter.ts'
import { watchPages } from './page-guard.ts'

type WorkerFixtures = {
  /** The console and emulator of this worker; `page` opens its URLs. */
  server: ConsoleProcess
}

type TestFixtures = {
  /** A second console, whose upstream fails as the test chooses. */
  faulty: FaultyConsole
  /** How long `faulty` waits for its upstream, in milliseconds. */
  deadlineMs: number
  /** A page of the console in another user's browser. */
  otherUserPage: Page
  /** The HTTP statuses of 400 and above that the test provokes: `test.use({ expectedStatuses: [422] })`. */
  expectedStatuses: readonly number[]
  /** Whether the browser is new to the console, which then starts with an example. */
  firstVisit: boolean
  /** The origins that pages may send requests to. */
  origins: Set<string>
  /** Restores the emulator's seed and deletes the recent recipients and the added apps before each test. */
  resetServer: undefined
  /** Fails the test if a page logs an error or sends a request to a foreign origin. */
  guardPages: undefined
}

const LAUNCH = { chromium: launchOptions, firefox: firefoxOptions, webkit: () => ({}) }

export const test = base.extend<TestFixtures, WorkerFixtures>({
  launchOptions: [({ browserName }, use) => use(LAUNCH[browserName]()), { scope: 'worker' }],

  // A process of its own and newly compiled scripts for each test cost an eighth of the CPU time. Playwright
  // clears cookies, caches, storage, routes and scripts; the permissions are the same in all tests.
  reuseContext: [({ browserName }, use) => use(browserName === 'chromium'), { scope: 'worker' }],

  server: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixture names from here
    async ({}, use) => {
      const server = await startConsole()
      await use(server)
      await server.stop()
      expect(server.stderr(), 'stderr of the console').toBe('')
    },
    { scope: 'worker' },
  ],

  baseURL: ({ server }, use) => use(server.url),

  origins: ({ server }, use) => use(new Set([server.url])),

  // Long enough for a busy machine to respond in time.
  deadlineMs: [3000, { option: true }],

  faulty: async ({ origins, context, deadlineMs }, use) => {
    const faulty = await startFaultyConsole(deadlineMs)
    origins.add(faulty.url)
    await use(faulty)
    await leavePages(context)
    await faulty.stop()
    expect(faulty.stderr(), 'stderr of the console').toBe('')
  },

  expectedStatuses: [[], { option: true }],

  resetServer: [
    async ({ server }, use) => {
      await resetEmulator(server)
      await deleteRecipients(server)
      await deleteApps(server)
      await use(undefined)
    },
    { auto: true },
  ],

  firstVisit: [false, { option: true }],

  guardPages: [
    async ({ context, launchOptions, colorScheme, origins, expectedStatuses, firstVisit }, use) => {
      if (launchOptions.channel === 'moz-firefox' && colorScheme === 'dark') {
        reportOmission('dark colors: an installed Firefox cannot emulate them')
      }
      if (!firstVisit) await skipFirstVisit(context)
      const findIssues = await prepare(context)
      await use(undefined)
      expect(findIssues({ origins, statuses: expectedStatuses }), 'issues in the page').toEqual([])
    },
    { auto: true },
  ],

  otherUserPage: async ({ browser, server, origins, expectedStatuses, contextOptions }, use) => {
    const options = { ...contextOptions, baseURL: server.url, locale: 'en-US' }
    const context = await browser.newContext(options)
    await skipFirstVisit(context)
    const findIssues = await prepare(context)
    await use(await context.newPage())
    await context.close()
    expect(
      findIssues({ origins, statuses: expectedStatuses }),
      'issues in the other user’s page',
    ).toEqual([])
  },
})

/** Makes the pages start empty, as for a user who has sent before. */
async function skipFirstVisit(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const key = 'follow-up-console.first-send'
    try {
      localStorage[key] ??= '{"pressed":true,"message_id":null}'
    } catch {
      // A page without an origin has no storage.
    }
  })
}

/** Leaves the pages of a server before it stops: one that still polls would report that it is gone. */
export async function leavePages(context: BrowserContext): Promise<void> {
  await Promise.all(context.pages().map((page) => page.goto('about:blank')))
}

/** @returns a function that lists the issues of the context's pages so far */
async function prepare(context: BrowserContext) {
  const browser = context.browser()?.browserType().name()
  if (browser === 'firefox') await typeThroughEditor(context)
  if (browser === 'chromium') await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  return watchPages(context)
}

/** Deletes the recipients that earlier tests sent to. */
async function deleteRecipients({ url }: ConsoleProcess): Promise<void> {
  const path = `${url}/api/recipients?profile=emulator`
  const { recipients } = recipientsSchema.parse(await (await fetch(path)).json())
  for (const { receive_id_type, receive_id } of recipients) {
    const recipient = new URLSearchParams({ receive_id_type, receive_id })
    await fetch(`${path}&${recipient}`, { method: 'DELETE' })
  }
}

/** Deletes the apps that earlier tests added. */
async function deleteApps({ url }: ConsoleProcess): Promise<void> {
  const { profiles } = profilesSchema.parse(await (await fetch(`${url}/api/profiles`)).json())
  for (const { id, source } of profiles) {
    if (source === 'stored') await fetch(`${url}/api/profiles/${id}`, { method: 'DELETE' })
  }
}

export { expect }
