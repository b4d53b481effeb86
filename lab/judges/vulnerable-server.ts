import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { ScanTarget } from './scanner.ts'

/** So few that slow clients can occupy all of them. */
const MAX_CONNECTIONS = 60

/**
 * Starts a server with every vulnerability the scanners look for, so that each scanner proves in the
 * same run that it can find one. It listens on loopback only.
 */
export async function startVulnerableServer(): Promise<ScanTarget & { close(): void }> {
  const folder = mkdtempSync(join(tmpdir(), 'follow-up-vulnerable-'))
  mkdirSync(join(folder, 'files'))
  writeFileSync(join(folder, 'files', 'a.txt'), 'hello')
  const database = new DatabaseSync(':memory:')
  database.exec("create table notes (id integer, note text); insert into notes values (1, 'one')")

  // No timeouts, so that slow requests stay open.
  const server = createServer(
    { headersTimeout: 0, requestTimeout: 0, keepAliveTimeout: 0 },
    (request, response) => {
      respond(request, response, database, folder).catch((error: Error) => {
        response.writeHead(500, { 'content-type': 'text/plain' }).end(error.stack)
      })
    },
  )
  server.maxConnections = MAX_CONNECTIONS
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url,
    entryUrls: ['/notes?id=1', '/search?q=a', '/file?name=a.txt', '/go?to=/search'].map(
      (path) => url + path,
    ),
    close() {
      server.close()
      server.closeAllConnections()
      database.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function respond(
  request: IncomingMessage,
  response: ServerResponse,
  database: DatabaseSync,
  folder: string,
): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://vulnerable.test')
  const parameter = (name: string) => url.searchParams.get(name) ?? ''
  const html = (text: string) => response.writeHead(200, { 'content-type': 'text/html' }).end(text)
  switch (url.pathname) {
    case '/':
      html(
        '<a href="/notes?id=1">n</a> <a href="/search?q=a">s</a> <a href="/file?name=a.txt">f</a>',
      )
      return
    case '/notes':
      html(
        JSON.stringify(database.prepare(`select * from notes where id = ${parameter('id')}`).all()),
      )
      return
    case '/search':
      html(`<h1>${parameter('q')}</h1>`)
      return
    case '/file':
      html(readFileSync(join(folder, 'files', parameter('name')), 'utf8'))
      return
    case '/go':
      // Written to the socket, because Node rejects a line break in a header.
      response.socket?.end(
        `HTTP/1.1 302 Found\r\nLocation: ${parameter('to')}\r\nContent-Length: 0\r\n\r\n`,
      )
      return
    case '/.git/config':
    case '/backup.zip':
      response.end('[core]')
      return
  }
  if (request.method !== 'POST') {
    response.writeHead(404).end()
    return
  }
  const body = Buffer.concat(await request.toArray())
  // Simulates a worker that crashes on certain bytes.
  if (body.includes(0xff)) response.socket?.destroy()
  else html(JSON.stringify(JSON.parse(body.toString())))
}
