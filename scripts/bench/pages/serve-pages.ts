import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'

export type Page = { type: string; body: string | Buffer }
export type PageServer = { url: string; stop(): Promise<void> }

/** Serves a few files by their path, gzipped as any site would. */
export function servePages(pages: Readonly<Record<string, Page>>): Promise<PageServer> {
  const files = new Map(
    Object.entries(pages).map(([path, { type, body }]) => [path, { type, bytes: gzipSync(body) }]),
  )
  const server = createServer((incoming, outgoing) => {
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

export const HTML = 'text/html; charset=utf-8'
export const SCRIPT = 'text/javascript; charset=utf-8'
