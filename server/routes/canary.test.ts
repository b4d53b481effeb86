import { afterEach, describe, expect, test, vi } from 'vitest'
import { exchangeSchema } from '#contract/exchange'
import { echoesOf, leaksIn, SECRET, spell, TOKEN } from '../testing/canaries.ts'
import { type Behaviour, type FaultServer, startFaultServer } from '../testing/fault-server.ts'
import { grantToken, isTokenCall, json } from '../testing/faults.ts'
import { createTestConsole, testProfile } from '../testing/test-console.ts'

let server: FaultServer | undefined
let close: (() => Promise<void>) | undefined
afterEach(async () => {
  vi.restoreAllMocks()
  await close?.()
  await server?.close()
  close = server = undefined
})

/** Sends to an upstream and collects everything that leaves the console. */
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
    await console.request('/api/profiles/feishu/doctor'),
    await console.request('/api/messages/om_test/preflight'),
    await console.request('/api/chats/oc_test/messages'),
    await console.post('/api/recipients/find', { query: 'a@example.com' }),
    await console.request('/api/recipients'),
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

/** Successful responses of the query calls, with the same text in every field that can contain one. */
const everywhere = (text: string) => {
  const message = {
    message_id: 'om_test',
    chat_id: text,
    msg_type: text,
    sender: { id: text, id_type: text, sender_type: text },
    body: { content: JSON.stringify({ text }) },
  }
  return json('200 OK', {
    code: 0,
    bot: { activate_status: 2, app_name: text, open_id: text },
    data: {
      items: [message, { ...message, msg_type: 'text' }],
      scopes: [{ scope_name: text, grant_status: 1 }],
      user_list: [{ user_id: text }],
      chat_mode: text,
      name: text,
    },
  })
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

  test.each([TOKEN, SECRET, ...spell([TOKEN])])(
    'that comes back in the response of a query: %s',
    async (text) => {
      const sinks = await sinksOf(grantToken(TOKEN), everywhere(text))
      expect(leaksIn(sinks)).toEqual([])
      expect(sinks).toContain('(redacted)')
    },
  )

  test('that was granted without a lifetime', async () => {
    const granted = { code: 0, tenant_access_token: TOKEN, app_access_token: TOKEN, expire: 0 }
    expect(leaksIn(await sinksOf(json('200 OK', granted), json('200 OK', {})))).toEqual([])
  })

  test('and the search of this test would find one', () => {
    for (const text of spell([TOKEN, SECRET])) {
      expect(leaksIn(`before ${text} after`)).not.toEqual([])
      expect(leaksIn(JSON.stringify({ text }))).not.toEqual([])
    }
  })
})
