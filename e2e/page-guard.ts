import type { BrowserContext, ConsoleMessage } from '@playwright/test'

type Allowed = {
  /** The origins that pages may send requests to. */
  origins: ReadonlySet<string>
  /** The HTTP statuses of 400 and above that the test provokes. */
  statuses: readonly number[]
}

/**
 * Watches all pages of a browser context for errors and warnings in the browser's console, uncaught
 * exceptions, violations of the content security policy, responses of 400 and above, and requests
 * to foreign hosts.
 * @returns a function that lists what has happened so far, except what is allowed
 */
export async function watchPages(context: BrowserContext): Promise<(allowed: Allowed) => string[]> {
  const messages: ConsoleMessage[] = []
  const exceptions: string[] = []
  const failed: { url: string; status: number }[] = []
  const requested = new Set<string>()
  const inFirefox = context.browser()?.browserType().name() === 'firefox'
  let hasLeft = false

  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      console.error(`CSP ${event.effectiveDirective} blocked ${event.blockedURI || event.sample}`)
    })
  })
  context.on('console', (message) => messages.push(message))
  context.on('weberror', (error) => exceptions.push(error.error().message))
  context.on('request', (request) => requested.add(request.url()))
  context.on('response', (response) => {
    if (response.status() >= 400) failed.push({ url: response.url(), status: response.status() })
  })

  context.on('page', (page) => {
    page.on('request', (request) => {
      if (request.isNavigationRequest() && page.url() !== 'about:blank') hasLeft = inFirefox
    })
  })

  return ({ origins, statuses }) => [
    ...exceptions
      .filter((text) => !isFailedStream(text, failed) && !(hasLeft && isCausedByLeaving(text)))
      .map((text) => `exception: ${text}`),
    ...failed
      .filter(({ status }) => !statuses.includes(status))
      .map(({ url, status }) => `status ${status}: ${url}`),
    ...messages
      .filter((message) => isProblem(message) && !isExpected(message, statuses))
      .filter((message) => !(hasLeft && isCausedByLeaving(message.text())))
      .map((message) => `${message.type()}: ${message.text()} (${message.location().url})`),
    ...[...requested].filter((url) => isForeign(url, origins)).map((url) => `foreign: ${url}`),
  ]
}

function isProblem(message: ConsoleMessage): boolean {
  return ['error', 'warning', 'assert'].includes(message.type())
}

/** Chromium logs every response of 400 and above as an error. */
function isExpected(message: ConsoleMessage, statuses: readonly number[]): boolean {
  const [, status] =
    /^Failed to load resource: the server responded with a status of (\d{3}) /.exec(
      message.text(),
    ) ?? []
  return status !== undefined && statuses.includes(Number(status))
}

/** Firefox reports a rejected event stream as an exception without a status. */
function isFailedStream(text: string, failed: readonly { url: string }[]): boolean {
  const [, url] = /^Firefox can’t establish a connection to the server at (.+)\.$/.exec(text) ?? []
  return failed.some((one) => one.url === url)
}

/**
 * If a page is left while it loads its lazy parts, Firefox reports that they failed: directly, or as
 * React's error without a message. Chromium reports nothing.
 */
function isCausedByLeaving(text: string): boolean {
  return /^(error loading dynamically imported module|Unable to preload CSS|Error$)/.test(text)
}

function isForeign(url: string, origins: ReadonlySet<string>): boolean {
  const { protocol, origin } = new URL(url)
  return /^(https?|wss?):$/.test(protocol) && !origins.has(origin.replace(/^ws/, 'http'))
}
