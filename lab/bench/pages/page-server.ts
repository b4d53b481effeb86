import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import type { Browser } from '@playwright/test'

export type ServedFile = { type: string; body: string | Buffer }
export type PageServer = { url: string; stop(): Promise<void> }

export const HTML = 'text/html; charset=utf-8'
export const SCRIPT = 'text/javascript; charset=utf-8'

/**
 * Serves files by their path, gzipped. A POST gets the response of a successful push with a new
 * number in it.
 */
export function servePages(pages: Readonly<Record<string, ServedFile>>): Promise<PageServer> {
  const files = new Map(
    Object.entries(pages).map(([path, { type, body }]) => [path, { type, bytes: gzipSync(body) }]),
  )
  let pushes = 0
  const server = createServer((incoming, outgoing) => {
    if (incoming.method === 'POST') {
      pushes += 1
      outgoing.writeHead(200, { 'content-type': 'application/json' })
      outgoing.end(JSON.stringify({ code: 0, msg: `bench-${pushes}`, data: {} }))
      return
    }
    const file = files.get(incoming.url?.split('?')[0] ?? '')
    if (!file) {
      outgoing.writeHead(404).end()
      return
    }
    outgoing.writeHead(200, { 'content-type': file.type, 'content-encoding': 'gzip' })
    outgoing.end(file.bytes)
  })
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      resolve({
        url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
        stop: () =>
          new Promise((done) => {
            server.close(() => done())
            server.closeAllConnections()
          }),
      })
    })
  })
}

/** The text of a loaded page as a static HTML page. */
export async function staticPageOf(browser: Browser, url: string): Promise<ServedFile> {
  const page = await browser.newPage()
  await page.goto(url)
  await page.waitForLoadState('networkidle')
  const [text, lang] = await page.evaluate(() => [
    document.body.innerText,
    document.documentElement.lang,
  ])
  await page.close()
  const paragraphs = (text ?? '')
    .split(/\n+/)
    .filter((line) => line.trim() !== '')
    .map((line) => `<p>${line.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</p>`)
  return {
    type: HTML,
    body: `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Static</title><style>body{font-family:system-ui;max-width:70rem;margin:2rem auto}</style></head><body>${paragraphs.join('\n')}</body></html>`,
  }
}

/** The gzipped scripts that a page loads until the network is idle, in kilobytes. */
export async function scriptKilobytes(browser: Browser, url: string): Promise<number> {
  const page = await browser.newPage()
  const sizes: Promise<number>[] = []
  page.on('response', (response) => {
    if (response.request().resourceType() !== 'script') return
    sizes.push(response.body().then((body) => gzipSync(body, { level: 9 }).length))
  })
  await page.goto(url)
  await page.waitForLoadState('networkidle')
  const total = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0)
  await page.close()
  return total / 1000
}
