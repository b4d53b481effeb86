/**
 * The control of the matrix: a console that does everything wrong. It keeps no ledger, tries again
 * whatever comes, answers before it knows, prints its secret, starts on anything and drops what is
 * running when it is stopped. Each check has to fail on it, or it could not fail at all.
 */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'

const { FEISHU_BASE_URL = '', FEISHU_APP_SECRET = '', DATA_DIR } = process.env
const kept: Buffer[] = []

/** Three times at once, and without waiting for long: who knows what helps. */
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
  kept.push(Buffer.alloc(40 * 1024 * 1024, 1))
  console.error(FEISHU_APP_SECRET)
  const body = (await request.toArray()).join('')
  // Whoever leaves takes the send along.
  await Promise.race([
    callThrice(url, body),
    new Promise((resolve) => response.once('close', resolve)),
  ])
  response.writeHead(418, { 'content-type': 'application/json' })
  const { stack } = new Error('told to everybody')
  response.end(JSON.stringify({ id: crypto.randomUUID(), outcome: 'delivered', code: -1, stack }))
})
server.listen(0, '127.0.0.1', () => {
  if (DATA_DIR && existsSync(DATA_DIR)) {
    try {
      mkdirSync(DATA_DIR, { recursive: true })
      writeFileSync(join(DATA_DIR, 'ledger.db'), 'started anew')
    } catch {
      // It does not care.
    }
  }
  const { port } = server.address() as AddressInfo
  console.log(`Console   http://127.0.0.1:${port}\nEmulator  http://127.0.0.1:${port}`)
})
