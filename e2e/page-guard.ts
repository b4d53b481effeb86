import type { BrowserContext, ConsoleMessage } from '@playwright/test'

type Allowed = {
  /** The origins that the page may ask for anything. */
  origins: ReadonlySet<string>
  /** The answers of 400 and above that the test is about. */
  statuses: readonly number[]
}

/**
 * Watches every page of a browser context for what must never happen: an error or warning in the
 * browser's console, an uncaught exception, a violation of the content security policy, an answer of
 * 400 and above, a request to a foreign host.
 * @returns a function that tells what has happened so far
 */
export async function watchPages(context: BrowserContext): Promise<(allowed: Allowed) => string[]> {
  const messages: ConsoleMessage[] = []
  const exceptions: string[] = []
  const refused: { url: string; status: number }[] = []
  const requested = new Set<string>()
  const inFirefox = context.browser()?.browserType().name() === 'firefox'
  let left = false

  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      console.error(`CSP ${event.effectiveDirective} blocked ${event.blockedURI || event.sample}`)
    })
  })
  context.on('console', (message) => messages.push(message))
  context.on('weberror', (error) => exceptions.push(error.error().message))
  context.on('request', (request) => requested.add(request.url()))
  context.on('response', (response) => {
    if (response.status() >= 400) refused.push({ url: response.url(), status: response.status() })
  })

  context.on('page', (page) => {
    page.on('request', (request) => {
      if (request.isNavigationRequest() && page.url() !== 'about:blank') left = inFirefox
    })
  })

  return ({ origins, statuses }) => [
    ...exceptions
      .filter((text) => !isRefusedStream(text, refused) && !(left && isOfLeaving(text)))
      .map((text) => `exception: ${text}`),
    ...refused
      .filter(({ status }) => !statuses.includes(status))
      .map(({ url, status }) => `answered ${status}: ${url}`),
    ...messages
      .filter((message) => isNoise(message) && !isExpected(message, statuses))
      .filter((message) => !(left && isOfLeaving(message.text())))
      .map((message) => `${message.type()}: ${message.text()} (${message.location().url})`),
    ...[...requested].filter((url) => isForeign(url, origins)).map((url) => `foreign: ${url}`),
  ]
}

function isNoise(message: ConsoleMessage): boolean {
  return ['error', 'warning', 'assert'].includes(message.type())
}

/** Chromium reports every answer of 400 and above as an error of the page. */
function isExpected(message: ConsoleMessage, statuses: readonly number[]): boolean {
  const [, status] =
    /^Failed to load resource: the server responded with a status of (\d{3}) /.exec(
      message.text(),
    ) ?? []
  return status !== undefined && statuses.includes(Number(status))
}

/** Firefox reports an event stream that is refused as an exception, without its status. */
function isRefusedStream(text: string, refused: readonly { url: string }[]): boolean {
  const [, url] = /^Firefox can’t establish a connection to the server at (.+)\.$/.exec(text) ?? []
  return refused.some((one) => one.url === url)
}

/**
 * In Firefox a page that is left while it loads its parts still says that they did not come: itself, or as React
 * reports it, an error by its bare name. Chromium says nothing then, and words both otherwise.
 */
function isOfLeaving(text: string): boolean {
  return /^(error loading dynamically imported module|Unable to preload CSS|Error$)/.test(text)
}

function isForeign(url: string, origins: ReadonlySet<string>): boolean {
  const { protocol, origin } = new URL(url)
  return /^(https?|wss?):$/.test(protocol) && !origins.has(origin.replace(/^ws/, 'http'))
}
