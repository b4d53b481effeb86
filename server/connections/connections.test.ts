import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { memoryStorage } from '../testing/memory-storage.ts'
import { ACCOUNTS_HOSTS, startScan, testScan } from '../testing/scan-suite.ts'
import { pollRegistration } from './accounts-calls.ts'

testScan(async () => memoryStorage())

const start = () => startScan(memoryStorage())

const BEGUN = {
  ...{ device_code: 'd', user_code: 'AAAA-BBBB' },
  verification_uri_complete: 'https://open.feishu.cn/page?user_code=AAAA-BBBB',
}

describe('how a connection ends', () => {
  test('denied by the user', async () => {
    const { begin, decide, advance, read } = await start()
    const { id, user_code } = await begin()
    await decide(user_code, { action: 'deny' })
    await advance(5_000)
    expect(await read(id)).toMatchObject({
      ...{ state: 'denied', profile: null },
      detail: 'The user denied the request. No app was connected.',
    })
    expect(await read(id, 'zh')).toMatchObject({ detail: '扫码者拒绝了请求，未连接任何应用。' })
  })

  test('expired by the time that the platform gave, even without a connection to it', async () => {
    const scan = await start()
    const { id } = await scan.begin()
    await scan.emulator.close()
    await scan.advance(594_000)
    expect(await scan.read(id)).toMatchObject({ state: 'waiting', notice: { kind: 'unreachable' } })
    await scan.advance(20_000)
    expect(await scan.read(id)).toMatchObject({ state: 'expired' })
  })

  test('cancelled, so that an approval that is under way changes nothing', async () => {
    const scan = await start()
    const { id, user_code } = await scan.begin()
    await scan.decide(user_code, { action: 'approve' })
    scan.replaced.push(async () => {
      expect(await scan.connections.remove(id)).toBe(true)
      return null as never
    })
    await scan.advance(5_000)
    expect(await scan.read(id)).toBeNull()
    expect((await scan.profiles.list(null)).profiles).toHaveLength(1)
    expect(await scan.connections.remove(id)).toBe(false)
  })

  test('not stored if there are too many apps', async () => {
    const scan = await start()
    const begun = await scan.begin()
    const app = { brand: 'feishu', base_url: 'https://open.feishu.cn' } as const
    for (let n = 0; n < 100; n += 1) {
      await scan.profiles.add({ ...app, name: `App ${n}`, app_id: `cli_${n}` })
    }
    await scan.decide(begun.user_code, { action: 'approve' })
    await scan.advance(5_000)
    expect(await scan.read(begun.id)).toMatchObject({
      ...{ state: 'expired', notice: { kind: 'not_stored' } },
    })
    const input = { brand: 'feishu' } as const
    expect(await scan.connections.start(input, 'en', 'local')).toMatchObject({
      rejected: 'profiles_full',
    })
  })
})

describe('while it waits', () => {
  test('slow_down adds 5 s to the interval', async () => {
    const { begin, advance, read, reply, polls } = await start()
    const { id } = await begin()
    reply(400, JSON.stringify({ error: 'slow_down' }))
    await advance(5_000)
    expect(await read(id)).toMatchObject({
      notice: { kind: 'slow_down', text: 'The platform asked to poll less often: now every 10 s.' },
    })
    await advance(9_000)
    expect(polls()).toHaveLength(1)
    await advance(11_000)
    expect(polls()).toHaveLength(3)
  })

  test('a user on Lark is fetched from the host of Lark, at once', async () => {
    const { begin, decide, advance, read, polls, profiles } = await start()
    const [feishu = '', lark = ''] = ACCOUNTS_HOSTS
    const { id, user_code } = await begin('feishu')
    await decide(user_code, { action: 'approve', tenant_brand: 'lark' })
    await advance(6_000)
    expect(polls()).toEqual([feishu, lark])
    const profile = await profiles.find((await read(id))?.profile ?? '', null)
    expect(profile).toMatchObject({ brand: 'lark', base_url: 'https://open.larksuite.com' })
  })

  test.each([
    [
      'reset',
      'unreachable',
      'The platform could not be reached (ECONNRESET).',
      '无法连接到平台（ECONNRESET）。',
    ],
    [
      'proxy',
      'proxy',
      'The proxy opened no connection (PROXY_407).',
      '代理没有建立连接（PROXY_407）',
    ],
  ] as const)('a lost connection (%s) is reported and it goes on', async (kind, notice, en, zh) => {
    const { begin, decide, advance, read, lose } = await start()
    const { id, user_code } = await begin()
    lose({ kind, detail: kind === 'proxy' ? 'PROXY_407' : 'ECONNRESET' })
    await advance(5_000)
    const texts = [await read(id), await read(id, 'zh')].map((one) => one?.notice)
    expect(texts).toMatchObject([{ kind: notice }, { kind: notice }])
    expect(texts[0]?.text).toContain(en)
    expect(texts[0]?.text).toMatch(/keeps trying until the time is up\.$/)
    expect(texts[1]?.text).toContain(zh)
    await decide(user_code, { action: 'approve' })
    await advance(5_000)
    expect(await read(id)).toMatchObject({ state: 'approved', notice: null })
  })

  test.each([
    [502, '<html>secret-of-a-page</html>', 'HTTP 502'],
    [200, '{"client_id":"not-an-id","client_secret":"x"}', 'HTTP 200'],
    [400, '{"error":"invalid_grant"}', 'invalid_grant'],
    [302, '{"error":"authorization_pending"}', 'HTTP 302'],
  ])('an unexpected response (%i %s) is reported without its body', async (status, body, shown) => {
    const { begin, advance, read, reply } = await start()
    const { id } = await begin()
    reply(status, body)
    await advance(5_000)
    const end = await read(id)
    expect(end).toMatchObject({ state: 'waiting', notice: { kind: 'unexpected' } })
    expect(end?.notice?.text).toContain(`(${shown})`)
    expect(JSON.stringify(end)).not.toContain('secret-of-a-page')
    await advance(5_000)
    expect((await read(id))?.notice).toBeNull()
  })
})

describe('a connection is not started', () => {
  test.each([
    [
      'a link to another host',
      JSON.stringify({ verification_uri_complete: 'https://evil.example/?user_code=A' }),
    ],
    [
      'a link with a user',
      JSON.stringify({ verification_uri_complete: 'https://a@open.feishu.cn/x' }),
    ],
    ['no link', '{}'],
  ])('with %s', async (_, body) => {
    const { connections, reply } = await start()
    const begun = { device_code: 'd', user_code: 'A', ...JSON.parse(body) }
    reply(200, JSON.stringify(begun))
    expect(await connections.start({ brand: 'feishu' }, 'en', 'local')).toMatchObject({
      ...{ rejected: 'unreachable', notice: { kind: 'unexpected' } },
    })
    expect(await connections.list('en')).toEqual([])
  })

  test('for an app that does not exist or is on another platform, and without a key', async () => {
    const { connections } = await start()
    const rejections = [
      await connections.start({ brand: 'feishu', profile: 'none' }, 'en', 'local'),
      await connections.start({ brand: 'feishu', profile: 'emulator' }, 'en', 'local'),
    ]
    expect(rejections).toMatchObject([
      { rejected: 'unknown_profile', path: 'profile' },
      { rejected: 'connection_brand', path: 'brand' },
    ])
    const none = { location: 'none', read: () => null, create: () => null }
    const keyless = await startScan(memoryStorage(), none)
    expect(await keyless.connections.start({ brand: 'feishu' }, 'en', 'local')).toMatchObject({
      rejected: 'no_console_key',
    })
    expect(keyless.calls).toEqual([])
  })
})

test('the device code is sent to no other host than the listed ones', async () => {
  const { storage, begin, advance, read, calls } = await start()
  const { id } = await begin('feishu')
  await storage.write(async (tx) => {
    await tx.updateTable('connections').set({ accounts_url: 'https://evil.example' }).execute()
  })
  await advance(5_000)
  expect(await read(id)).toMatchObject({ state: 'expired', notice: { kind: 'key_lost' } })
  expect(calls.map(({ host }) => host)).toEqual([ACCOUNTS_HOSTS[0]])
})

test('any order of responses ends as its first final one, and polls no more after it', async () => {
  const final = { approved: 'approved', access_denied: 'denied', expired_token: 'expired' } as const
  const replies = [
    'authorization_pending',
    'slow_down',
    'lark',
    'lost',
    'html',
    ...Object.keys(final),
  ]
  const scan = await start()
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom(...replies), { maxLength: 8 }), async (order) => {
      scan.reply(200, JSON.stringify(BEGUN))
      const { id } = await scan.begin('feishu')
      const before = scan.polls().length
      const app_id = `cli_${id.replaceAll('-', '')}`
      for (const one of order) {
        if (one === 'lost') scan.lose()
        else if (one === 'html') scan.reply(502, '<html>')
        else if (one === 'lark') scan.reply(200, '{"user_info":{"tenant_brand":"lark"}}')
        else if (one !== 'approved') scan.reply(400, JSON.stringify({ error: one }))
        else
          scan.reply(200, JSON.stringify({ client_id: app_id, client_secret: 'the-secret-of-it' }))
      }
      // The longest interval, in which each reply is polled for once.
      for (const _ of order) await scan.time.advance(45_000).then(scan.connections.idle)
      await scan.advance(2_000)
      const end = order.findIndex((one) => one in final)
      const state = final[order[end] as keyof typeof final]
      if (state) expect(await scan.read(id)).toMatchObject({ state })
      const apps = (await scan.profiles.list(null)).profiles.filter((one) => one.app_id === app_id)
      expect(apps).toHaveLength(state === 'approved' ? 1 : 0)
      if (end >= 0) expect(scan.polls().length - before).toBe(end + 1)
      for (const { id: added } of apps) await scan.profiles.remove(added, 'local')
      await scan.connections.remove(id)
      scan.replaced.length = 0
    }),
    { numRuns: 40 },
  )
})

test('any response to a poll is read without an error and without quoting it', async () => {
  const body = fc.oneof(
    fc.string(),
    fc.json(),
    fc
      .record({
        client_id: fc.anything(),
        client_secret: fc.anything(),
        user_info: fc.anything(),
        error: fc.oneof(fc.anything(), fc.string()),
      })
      .map((value) => JSON.stringify(value)),
  )
  await fc.assert(
    fc.asyncProperty(body, fc.integer({ min: 200, max: 599 }), async (text, http_status) => {
      const response = { http_status, headers: {}, bytes: Buffer.from(text), truncated: false }
      const call = async () =>
        ({ failure: null, sent: true, response, started_at_ms: 0, duration_ms: 0 }) as const
      const upstream = { call, close: async () => {} }
      const polled = await pollRegistration(upstream, 'https://accounts.feishu.cn', 'code')
      if (polled.kind !== 'failed') return
      expect(polled.notice.detail).toMatch(/^(?:HTTP \d{3}|[a-z_]{1,40})$/)
    }),
  )
})
