import { afterEach, describe, expect, test, vi } from 'vitest'
import { exchangeSchema } from '#contract/exchange'
import { type Behaviour, type FaultServer, startFaultServer } from '../testing/fault-server.ts'
import { grantToken, http, isTokenCall, json } from '../testing/faults.ts'
import { createTestConsole, testProfile } from '../testing/test-console.ts'

// With characters that every encoding writes differently.
const TOKEN = 't-g104canary/TOKEN+"of=the\\test'
const SECRET = 'canary+SECRET/of"the\\app='

const ENCODINGS: ((secret: string) => string)[] = [
  (secret) => secret,
  encodeURIComponent,
  (secret) => JSON.stringify(secret).slice(1, -1),
  (secret) => Buffer.from(secret).toString('hex'),
  (secret) => Buffer.from(secret).toString('base64').replace(/.?=*$/, ''),
  (secret) => Buffer.from(secret).toString('base64url').slice(0, -1),
]

/** Which secrets can be found in a text, in any encoding; a JSON text is also searched as what it says. */
function leaksIn(text: string): string[] {
  const spellings = spell([TOKEN, SECRET])
  const once = spellings.map((spelling) => JSON.stringify(spelling).slice(1, -1))
  return [...spellings, ...once].filter((spelling) => text.includes(spelling))
}

const spell = (secrets: string[]) => secrets.flatMap((secret) => ENCODINGS.map((e) => e(secret)))

/** Upstreams that send back what they were trusted with, in the oddest places. */
function echoesOf(...secrets: [string, ...string[]]): Record<string, Behaviour> {
  const [secret] = secrets
  const everything = spell(secrets)
  const asHeaders = everything.map((text, i) => `X-Echo-${i}: ${text}\r\n`).join('')
  const troubleshooter = `https://open.feishu.cn/?t=${encodeURIComponent(secret)}`
  return {
    'in the message of a refusal': json('400 Bad Request', { code: 1, msg: everything.join(' ') }),
    'in the log id and the link': json('400 Bad Request', {
      code: 1,
      error: { log_id: secret, troubleshooter },
    }),
    'in the names of fields': json('400 Bad Request', { code: 1, [secret]: { a: everything } }),
    'in headers': json('400 Bad Request', { code: 1 }, asHeaders),
    'in headers of their own name': json(
      '400 Bad Request',
      { code: 1 },
      `Set-Cookie: session=${secret.slice(0, 15)}\r\nX-My-Token: ${secret.slice(0, 15)}\r\nAuthorization: Bearer ${secret}\r\n`,
    ),
    'in a page': http('502 Bad Gateway', 'text/html', everything.join('<br>'), asHeaders),
    'in the content type': http('200 OK', `text/x-${secret}`, '<html>'),
    'in a redirect': json('307 Found', {}, `Location: https://evil.test/?${secret}\r\n`),
    'in bytes that are no text': http(
      '200 OK',
      'application/json',
      Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(everything.join(' '))]),
    ),
    'cut off in the middle': {
      parts: [`HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n{"echo":"${secret.slice(0, -1)}`],
      end: 'fin',
    },
    'in the id of a message': json('200 OK', { code: 0, data: { message_id: secret } }),
  }
}

let server: FaultServer | undefined
let close: (() => Promise<void>) | undefined
afterEach(async () => {
  vi.restoreAllMocks()
  await close?.()
  await server?.close()
  close = server = undefined
})

/** Lets the upstream answer and collects everything that leaves the console. */
async function sinksOf(token: Behaviour, call: Behaviour): Promise<string> {
  server = await startFaultServer((request) => (isTokenCall(request) ? token : call))
  const output: string[] = []
  for (const stream of [process.stdout, process.stderr]) {
    vi.spyOn(stream, 'write').mockImplementation((text) => output.push(String(text)) > 0)
  }
  const console = createTestConsole([testProfile(server.url, { app_secret: SECRET })])
  close = console.close
  const responses = [
    await console.post('/api/messages/om_test/push_follow_up', { follow_ups: [{ content: 'a' }] }),
    await console.post('/api/messages', { receive_id_type: 'open_id', receive_id: 'a', text: 'b' }),
    await console.request('/api/profiles'),
  ]
  for (const response of responses) {
    const text = await response.text()
    const exchange = exchangeSchema.safeParse(JSON.parse(text))
    const base64 = exchange.data?.response?.body_base64 ?? ''
    output.push(text, JSON.stringify([...response.headers]))
    output.push(Buffer.from(base64, 'base64').toString('latin1'))
  }
  return output.concat(JSON.stringify(console.logged)).join('\n')
}

describe('no secret leaves the console', () => {
  test.each(Object.entries(echoesOf(TOKEN, SECRET)))('that comes back %s', async (_, behaviour) => {
    const sinks = await sinksOf(grantToken(TOKEN), behaviour)
    expect(leaksIn(sinks)).toEqual([])
    expect(sinks.includes(TOKEN.slice(0, 15))).toBe(false)
    expect(sinks).toContain('(redacted)')
  })

  test.each(Object.entries(echoesOf(SECRET)))(
    'that the token endpoint sends back %s',
    async (_, behaviour) => {
      const sinks = await sinksOf(behaviour, json('200 OK', { code: 0 }))
      expect(leaksIn(sinks)).toEqual([])
      expect(sinks.includes(SECRET.slice(0, 15))).toBe(false)
    },
  )

  test('that was granted without a lifetime', async () => {
    const answer = { code: 0, tenant_access_token: TOKEN, app_access_token: TOKEN, expire: 0 }
    expect(leaksIn(await sinksOf(json('200 OK', answer), json('200 OK', {})))).toEqual([])
  })

  test('and the search would find it if it did', () => {
    for (const text of spell([TOKEN, SECRET])) {
      expect(leaksIn(`before ${text} after`)).not.toEqual([])
      expect(leaksIn(JSON.stringify({ text }))).not.toEqual([])
    }
  })
})
