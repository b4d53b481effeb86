/**
 * The control of the fault matrix: a console that does everything wrong. It keeps no ledger, always
 * retries, responds before it knows the outcome, prints its secret, starts with any settings and
 * drops running calls when it stops. A check that passes on it proves nothing.
 */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'

const { FEISHU_BASE_URL = '', FEISHU_APP_SECRET = '', DATA_DIR } = process.env
const leaked: Buffer[] = []

/** Sends three times at once and does not wait long for a response. */
async function callThrice(path: string, body: string): Promise<void> {
  const call = (address: string, text: string) =>
    fetch(`${FEISHU_BASE_URL}/open-apis${address}`, {
      method: 'POST',
      body: text,
      signal: AbortSignal.timeout(150),
    }).catch(() => {})
  const once = async () => {
    await call('/auth/v3/tenant_access_token/internal', '{}')
    await call(`/im/v1${path}`, body)
  }
  await Promise.all([once(), once(), once()])
}

const server = createServer(async (request, response) => {
  const { url = '', method } = request
  if (method === 'GET') {
    await setTimeout(150)
    response.writeHead(url === '/api/health' ? 418 : 404).end(FEISHU_APP_SECRET)
    return
  }
  leaked.push(Buffer.alloc(40 * 1024 * 1024, 1))
  console.error(FEISHU_APP_SECRET)
  const body = (await request.toArray()).join('')
  // A client that disconnects aborts its send.
  await Promise.race([
    callThrice(url, body),
    new Promise((resolve) => response.once('close', resolve)),
  ])
  response.writeHead(418, { 'content-type': 'application/json' })
  const { stack } = new Error('sent to every client')
  response.end(JSON.stringify({ id: crypto.randomUUID(), outcome: 'delivered', code: -1, stack }))
})
server.listen(0, '127.0.0.1', () => {
  if (DATA_DIR && existsSync(DATA_DIR)) {
    try {
      mkdirSync(DATA_DIR, { recursive: true })
      writeFileSync(join(DATA_DIR, 'ledger.db'), 'overwritten')
    } catch {
      // The error is ignored on purpose.
    }
  }
  const { port } = server.address() as AddressInfo
  console.log(`Console   http://127.0.0.1:${port}\nEmulator  http://127.0.0.1:${port}`)
})
