import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
import { type DoctorCheckName, doctorSchema, SCOPES } from '#contract/checks'
import { EMULATOR, startEmulated } from '../testing/emulated-console.ts'
import { startFaultServer } from '../testing/fault-server.ts'
import { FAULTS, grantToken, isTokenCall } from '../testing/faults.ts'
import { SELF_SIGNED } from '../testing/self-signed.ts'
import { createTestConsole, testProfile } from '../testing/test-console.ts'

const APP = `/apps/${EMULATOR.app_id}`

type DoctorConsole = ReturnType<typeof createTestConsole>

async function examine(
  { request }: Pick<DoctorConsole, 'request'>,
  id = 'emulator',
  language = 'en',
) {
  const headers = { 'accept-language': language }
  const response = await request(`/api/profiles/${id}/doctor`, { headers })
  expect(response.status).toBe(200)
  const { checks } = doctorSchema.parse(await response.json())
  const of = (name: DoctorCheckName) => {
    const check = checks.find((one) => one.name === name)
    if (!check) throw new Error(`no check ${name}`)
    return check
  }
  const named = (status: string) =>
    checks.filter((check) => check.status === status).map(({ name }) => name)
  return { checks, of, failed: named('fail'), open: named('not_checked') }
}

async function start(...args: Parameters<typeof startEmulated>) {
  const emulated = await startEmulated(...args)
  onTestFinished(() => emulated.close())
  return emulated
}

const OPTIONAL = ['message_scope', 'chat_scope', 'visibility_scope', 'contact_scope'] as const
const BEHIND_TOKEN = ['bot', 'push_scope', ...OPTIONAL] as const

describe('the doctor on the emulator', () => {
  test('reports no issue of the emulator’s own app, and sends nothing', async () => {
    const emulated = await start()
    const { failed, open, of } = await examine(emulated)
    expect([failed, open]).toEqual([[], []])
    expect(of('push_scope').detail).toContain('im:message:send_as_bot')
    expect(of('address').duration_ms).toBeGreaterThanOrEqual(0)
    expect((await emulated.ledger.list({}, { limit: 10 })).exchanges).toEqual([])
  })

  test('reports in the language of the request', async () => {
    const emulated = await start()
    await emulated.control('PATCH', APP, { scopes: [] })
    const texts = async (language: string) =>
      (await examine(emulated, 'emulator', language)).checks.flatMap(({ detail, advice }) =>
        [detail, advice].filter(Boolean),
      )
    for (const text of await texts('zh-CN')) expect(text).toMatch(/[\u4e00-\u9fff]/)
    for (const text of await texts('en')) {
      expect(text.replace('客服助手', '')).not.toMatch(/[\u4e00-\u9fff]/)
    }
  })

  test('reports a wrong secret with its code, after one attempt', async () => {
    const emulated = await start({}, { app_secret: 'not-the-secret' })
    const { failed, open, of } = await examine(emulated)
    expect(failed).toEqual(['token'])
    expect(of('token')).toMatchObject({ code: 10014 })
    expect(of('token').advice).not.toBe('')
    expect(open).toEqual([...BEHIND_TOKEN])
    expect(of('address').status).toBe('pass')
  })

  test('reports an app_id that does not exist', async () => {
    const emulated = await start({}, { app_id: 'cli_unknown' })
    expect((await examine(emulated)).of('token')).toMatchObject({ status: 'fail', code: 10003 })
  })

  test('reports a disabled app, with and without a valid token', async () => {
    const emulated = await start()
    await examine(emulated)
    await emulated.control('PATCH', APP, { enabled: false })
    const { failed, open, of } = await examine(emulated)
    expect(of('token')).toMatchObject({ status: 'fail', code: 99991662 })
    expect([failed, open]).toEqual([['token'], [...BEHIND_TOKEN]])
    const fresh = createTestConsole([emulated.profile])
    onTestFinished(() => fresh.close())
    expect((await examine(fresh)).of('token')).toMatchObject({ status: 'fail', code: 10014 })
  })

  test('reports an app without a bot', async () => {
    const emulated = await start()
    await emulated.control('PATCH', APP, { bot_enabled: false })
    const { failed, of } = await examine(emulated)
    expect(failed).toEqual(['bot'])
    expect(of('bot')).toMatchObject({ code: 11205 })
  })

  test('reports missing scopes, with the pages that grant them', async () => {
    const emulated = await start()
    await emulated.control('PATCH', APP, { scopes: [] })
    const { failed, of } = await examine(emulated)
    expect(failed).toEqual(['push_scope', ...OPTIONAL])
    expect(of('push_scope')).toMatchObject({ code: 99991672, optional: false })
    for (const name of OPTIONAL) {
      expect(of(name)).toMatchObject({ code: 99991672, optional: true })
      expect(of(name).links.length).toBeGreaterThan(0)
      for (const link of of(name).links) expect(link).toMatch(/^https:\/\/open\.feishu\.cn\//)
    }
  })

  test('needs only one of the push scopes, and reports which', async () => {
    const emulated = await start()
    await emulated.control('PATCH', APP, { scopes: ['im:message:send_as_bot'] })
    const { failed, of } = await examine(emulated)
    expect(failed).toEqual(OPTIONAL)
    expect(of('push_scope').detail).toBe('Granted: im:message:send_as_bot.')
  })

  test('checks the optional scopes by calls if the list of scopes is unavailable', async () => {
    const emulated = await start()
    await emulated.control('POST', '/faults', {
      operation: 'list_scopes',
      fault: { kind: 'invalid_json' },
    })
    const scopes = ['im:message:readonly', ...SCOPES.checkVisibility]
    await emulated.control('PATCH', APP, { scopes })
    const { failed, open, of } = await examine(emulated)
    expect(open).toEqual(['push_scope'])
    expect(failed).toEqual(['chat_scope', 'contact_scope'])
    expect(of('message_scope').status).toBe('pass')
  })

  test.each([
    [3 * 3_600_000, 'about 3 h ahead of'],
    [-90_000, 'about 90 s behind'],
  ])('reports a clock skew of %i ms', async (ms, words) => {
    const emulated = await start()
    await emulated.control('POST', '/clock', { action: 'advance', ms })
    const { failed, of } = await examine(emulated)
    expect(failed).toEqual(['clock'])
    expect(of('clock').detail).toContain(words)
  })

  test('reports that the platform asks to wait', async () => {
    const emulated = await start()
    await emulated.control('POST', '/faults', {
      operation: 'push_follow_up',
      next_calls: 1,
      fault: { kind: 'rate_limited', reset: 30 },
    })
    await emulated.post('/api/messages/om_x/push_follow_up', { follow_ups: [{ content: 'x' }] })
    expect((await examine(emulated)).failed).toEqual(['budget'])
  })

  test('continues if one check fails', async () => {
    const emulated = await start()
    await emulated.control('POST', '/faults', {
      operation: 'bot_info',
      fault: { kind: 'server_error', body: 'none' },
    })
    const { failed, open } = await examine(emulated)
    expect(failed).toEqual(['address'])
    expect(open).toEqual(['bot'])
  })
})

describe('the doctor with an address that is not the platform', () => {
  const at = (base_url: string, deadlineMs = 2_000) => {
    const console = createTestConsole([testProfile(base_url)], { deadlineMs })
    onTestFinished(() => console.close())
    return examine(console, 'feishu')
  }

  test('reports that nothing listens there', async () => {
    const { of, failed, open } = await at('http://127.0.0.1:9')
    expect(failed).toEqual(['address'])
    expect(of('address').detail).toContain('ECONNREFUSED')
    expect(open).toEqual(['clock', 'token', ...BEHIND_TOKEN])
  })

  test('reports that the name does not resolve', async () => {
    const { of } = await at('http://nowhere.invalid')
    expect(of('address').detail).toMatch(/ENOTFOUND|EAI_AGAIN/)
  })

  test('reports that its certificate is not trusted', async () => {
    const server = createServer(SELF_SIGNED, (_, response) => response.end('{"code":0}'))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => void server.close())
    const { port } = server.address() as AddressInfo
    const { of } = await at(`https://localhost:${port}`)
    expect(of('address').detail).toMatch(/TLS/)
  })

  test('reports that something else responds', async () => {
    const server = await startFaultServer((request) =>
      isTokenCall(request) ? grantToken('t-token-of-the-test') : FAULTS.captive_portal,
    )
    onTestFinished(() => server.close())
    const { of, failed } = await at(server.url)
    expect(failed).toEqual(['address'])
    expect(of('address').detail).toContain('not JSON')
  })
})

test('refuses an unknown profile, and any query parameter', async () => {
  const { request, close } = createTestConsole([testProfile('http://127.0.0.1:9')])
  onTestFinished(close)
  expect((await request('/api/profiles/unknown/doctor')).status).toBe(404)
  expect((await request('/api/profiles/feishu/doctor?x=1')).status).toBe(422)
})
