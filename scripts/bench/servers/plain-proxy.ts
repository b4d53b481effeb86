/**
 * What one would write with `node:http` alone and care about speed: the same route, the same checks
 * of the request, one token for all with a single fetch in flight, the secrets taken out of
 * everything that is told, and the same Exchange as the answer.
 */
import { randomUUID } from 'node:crypto'
import {
  Agent,
  createServer,
  request as httpRequest,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http'
import type { AddressInfo } from 'node:net'
import { lookUpErrorCode } from '#contract/catalogue'
import { isLanguage } from '#contract/languages'
import { SECURITY_HEADERS } from '../../../server/http/security-headers.ts'
import { APP, PROFILE, UPSTREAM } from './settings.ts'

type Answer = { http_status: number; headers: Record<string, string>; body: string }
type Call = { url: string; headers: Record<string, string>; body: string }

const agent = new Agent({ keepAlive: true, maxSockets: 64 })
const TOKEN_PATH = '/open-apis/auth/v3/tenant_access_token/internal'
const ROUTE = /^\/api\/messages\/(om_[A-Za-z0-9_-]{1,128})\/push_follow_up(?:\?profile=custom)?$/
const BODY_LIMIT = 64 * 1024
const ANSWER_LIMIT = 256 * 1024
const DEADLINE_MS = 15_000

let token: { value: string; until: number } | null = null
let fetching: Promise<string> | null = null
let secrets = spellings(APP.app_secret)

function spellings(secret: string): string[] {
  return [...new Set([secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)])]
}

function hide(text: string): string {
  let shown = text
  for (const secret of secrets) {
    if (shown.includes(secret)) shown = shown.replaceAll(secret, '(redacted)')
  }
  return shown
}

function hideAll(headers: Record<string, string>): Record<string, string> {
  const shown: Record<string, string> = {}
  for (const [name, value] of Object.entries(headers)) {
    shown[name] = name === 'authorization' ? `${value.slice(0, 11)}…(redacted)` : hide(value)
  }
  return shown
}

async function currentToken(): Promise<string> {
  if (token && performance.now() < token.until) return token.value
  fetching ??= fetchToken().finally(() => {
    fetching = null
  })
  return fetching
}

async function fetchToken(): Promise<string> {
  const answer = await call({
    url: UPSTREAM + TOKEN_PATH,
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify(APP),
  })
  const { code, tenant_access_token, expire } = JSON.parse(answer.body)
  if (code !== 0) throw new Error('no token')
  token = { value: tenant_access_token, until: performance.now() + expire * 500 }
  secrets = [...spellings(APP.app_secret), ...spellings(tenant_access_token)]
  return tenant_access_token
}

function call({ url, headers, body }: Call): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest(url, {
      method: 'POST',
      agent,
      headers: { ...headers, 'content-length': Buffer.byteLength(body) },
    })
    const late = setTimeout(() => outgoing.destroy(new Error('deadline')), DEADLINE_MS)
    outgoing.on('error', (error) => {
      clearTimeout(late)
      reject(error)
    })
    outgoing.on('response', (incoming) => {
      readText(incoming, ANSWER_LIMIT).then((text) => {
        clearTimeout(late)
        const { statusCode = 0, headers: received } = incoming
        resolve({ http_status: statusCode, headers: flat(received), body: text })
      }, reject)
    })
    outgoing.end(body)
  })
}

function flat(headers: IncomingMessage['headers']): Record<string, string> {
  const result: Record<string, string> = {}
  for (const [name, value] of Object.entries(headers)) result[name] = String(value)
  return result
}

function readText(stream: IncomingMessage, limit: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let size = 0
    stream.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size > limit) stream.destroy(new Error('too large'))
      else chunks.push(chunk)
    })
    stream.on('end', () => resolve(Buffer.concat(chunks).toString('utf8')))
    stream.on('error', reject)
  })
}

function isContent(value: unknown): boolean {
  return typeof value === 'string' && value.length >= 1 && [...value].length <= 200
}

function hasOnly(value: object, names: readonly string[]): boolean {
  return Object.keys(value).every((name) => names.includes(name))
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isBody(value: unknown): boolean {
  if (!isObject(value) || !hasOnly(value, ['follow_ups'])) return false
  const { follow_ups } = value
  if (!Array.isArray(follow_ups) || follow_ups.length < 1 || follow_ups.length > 3) return false
  return follow_ups.every((one) => {
    if (!isObject(one) || !hasOnly(one, ['content', 'i18n_contents'])) return false
    const { content, i18n_contents = [] } = one
    if (!isContent(content) || !Array.isArray(i18n_contents) || i18n_contents.length > 50)
      return false
    return i18n_contents.every(
      (text) =>
        isObject(text) &&
        hasOnly(text, ['content', 'language']) &&
        isContent(text.content) &&
        isLanguage(text.language),
    )
  })
}

async function push(message_id: string, body: string) {
  const started_at_ms = Date.now()
  const start = performance.now()
  const value = await currentToken()
  const request: Call = {
    url: `${UPSTREAM}/open-apis/im/v1/messages/${message_id}/push_follow_up`,
    headers: {
      authorization: `Bearer ${value}`,
      'content-type': 'application/json; charset=utf-8',
      'user-agent': 'plain-proxy',
      'accept-encoding': 'identity',
    },
    body,
  }
  const response = await call(request)
  const { code, msg } = JSON.parse(response.body)
  if (!Number.isSafeInteger(code)) throw new Error('no code')
  const duration_ms = Math.round((performance.now() - start) * 10) / 10
  const started_at = new Date(started_at_ms).toISOString()
  const shownRequest = {
    method: 'POST',
    url: hide(request.url),
    headers: hideAll(request.headers),
    body: hide(request.body),
  }
  const shownResponse = {
    http_status: response.http_status,
    headers: hideAll(response.headers),
    body: hide(response.body),
    truncated: false,
  }
  return {
    id: randomUUID(),
    profile: PROFILE.id,
    endpoint: 'push_follow_up',
    message_id,
    state: 'answered',
    outcome: 'answered',
    actor: 'local',
    attempt_of: null,
    idempotency_key: randomUUID(),
    resolution: null,
    recorded: false,
    body: shownRequest.body,
    request: shownRequest,
    response: shownResponse,
    failure: null,
    attempts: [
      {
        request: shownRequest,
        response: shownResponse,
        failure: null,
        code,
        started_at,
        duration_ms,
      },
    ],
    code,
    msg: hide(String(msg)),
    log_id: response.headers['x-tt-logid'] ?? null,
    troubleshooter: null,
    meaning: lookUpErrorCode('push_follow_up', code),
    notes: [],
    started_at,
    duration_ms,
  }
}

async function answer(incoming: IncomingMessage): Promise<[number, object]> {
  const { method, url = '', headers } = incoming
  if (headers.host !== host) return [421, { error: 'wrong_host' }]
  if (headers.origin !== undefined && headers.origin !== `http://${host}`) {
    return [403, { error: 'foreign_origin' }]
  }
  const [, message_id] = ROUTE.exec(url) ?? []
  if (method !== 'POST' || message_id === undefined) return [404, { error: 'not_found' }]
  if (!headers['content-type']?.startsWith('application/json')) {
    return [415, { error: 'wrong_content_type' }]
  }
  const text = await readText(incoming, BODY_LIMIT)
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return [400, { error: 'not_json' }]
  }
  if (!isBody(value)) return [422, { error: 'invalid' }]
  return [200, await push(message_id, text)]
}

function write(outgoing: ServerResponse, status: number, body: object): void {
  const text = JSON.stringify(body)
  outgoing.writeHead(status, {
    ...SECURITY_HEADERS,
    'cache-control': 'no-store',
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(text),
  })
  outgoing.end(text)
}

let host = ''
const server = createServer((incoming, outgoing) => {
  answer(incoming).then(
    ([status, body]) => write(outgoing, status, body),
    () => write(outgoing, 502, { error: 'upstream' }),
  )
})
server.listen(0, '127.0.0.1', 1024, () => {
  host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  console.log(`http://${host}`)
})
