import { randomUUID } from 'node:crypto'
import { afterEach, expect, test } from 'vitest'
import { type DecideRegistration, registrationResponseSchema } from '#contract/emulator/state'
import type { Brand } from '#contract/profile'
import { createConnections } from '../connections/create-connections.ts'
import { createEmulator } from '../emulator/emulator.ts'
import { createTenantAccessTokens } from '../feishu/tenant-access-token.ts'
import { createUpstream, type Upstream, type UpstreamRequest } from '../feishu/upstream.ts'
import type { LogEntry } from '../logging/log.ts'
import { accountsUrlOf, PLATFORM_URLS } from '../profiles/base-urls.ts'
import { createProfiles } from '../profiles/create-profiles.ts'
import type { KeySource } from '../profiles/key-source.ts'
import { createPastedTokens } from '../profiles/pasted-tokens.ts'
import { createVault } from '../profiles/vault.ts'
import { createRecipients } from '../recipients/create-recipients.ts'
import type { Storage } from '../storage/storage.ts'
import { EMULATOR } from './emulated-console.ts'
import { memoryKey, testProfile } from './test-console.ts'
import { createVirtualTime } from './virtual-time.ts'

const START = Date.UTC(2026, 10, 30, 8)
const LOST = {
  failure: { kind: 'reset', detail: 'ECONNRESET' },
  sent: true,
  response: null,
} as const

let running: (() => Promise<unknown>)[] = []
afterEach(async () => {
  await Promise.all(running.map((close) => close()))
  running = []
})

/**
 * Starts an emulator and what connects apps by scan, on a clock that only the test moves. The
 * emulator also serves the accounts hosts of Feishu and Lark.
 */
export async function startScan(storage: Storage, keys: KeySource = memoryKey()) {
  const time = createVirtualTime(START)
  const emulator = await createEmulator({ clock: time.clock.wall, warn: () => {} })
  const { clock } = time
  const calls: { host: string; form: URLSearchParams }[] = []
  const logged: LogEntry[] = []
  const real = createUpstream({ clock, deadlineMs: 5_000 })
  running.push(
    () => emulator.close(),
    () => real.close(),
  )
  /** Replaces the next responses; null lets the call through. */
  const replaced: ((request: UpstreamRequest) => ReturnType<Upstream['call']> | null)[] = []
  const upstream: Upstream = {
    close: real.close,
    async call(request) {
      calls.push({ host: request.url.host, form: new URLSearchParams(request.body ?? '') })
      const response = await replaced.shift()?.(request)
      if (response) return response
      const url = new URL(request.url.pathname, emulator.url)
      const result = await real.call({ ...request, url })
      if (request.url.origin === emulator.url || !result.response) return result
      const text = result.response.bytes
        .toString()
        .replaceAll(emulator.url, 'https://open.feishu.cn')
      result.response.bytes = Buffer.from(text)
      return result
    },
  }
  const fixed = [
    testProfile(emulator.url, { ...EMULATOR, name: 'Emulator', source: 'environment' }),
  ]
  const recipients = createRecipients(storage)

  /** Creates another console on the same database, or on one that is given. */
  function open(own: Storage = storage) {
    const vault = createVault(own, keys)
    const profiles = createProfiles({
      ...{ fixed: () => fixed, storage: own, vault, clock, newId: randomUUID },
      tokens: createTenantAccessTokens(upstream, clock),
      pasted: createPastedTokens(clock),
      allowedBaseUrls: new Set([...PLATFORM_URLS, emulator.url]),
    })
    const connections = createConnections({
      ...{ storage: own, vault, upstream, clock, profiles, newId: randomUUID },
      recipients: createRecipients(own),
      log: (entry) => logged.push(entry),
      schedule: time.schedule,
    })
    running.push(() => connections.close())
    return { connections, profiles }
  }

  const first = open()

  async function begin(brand: Brand = 'emulator', profile?: string) {
    const input = { brand, ...(profile !== undefined && { profile }) }
    const started = await first.connections.start(input, 'en', 'local')
    if ('rejected' in started) throw new Error(started.rejected)
    return started
  }

  async function decide(user_code: string, body: DecideRegistration) {
    const response = await fetch(`${emulator.url}/_emulator/registrations/${user_code}`, {
      method: 'POST',
      body: new TextEncoder().encode(JSON.stringify(body)),
    })
    return registrationResponseSchema.parse(await response.json()).registration
  }

  return {
    ...first,
    ...{ storage, emulator, time, calls, replaced, logged, recipients, open, begin, decide },
    /** Moves the clock and waits for the polls that became due. */
    async advance(ms: number, ...others: ReturnType<typeof open>[]) {
      for (let left = ms; left > 0; left -= 1_000) {
        await time.advance(Math.min(left, 1_000))
        for (const { connections } of [first, ...others]) await connections.idle()
      }
    },
    read: async (id: string, locale: 'en' | 'zh' = 'en') => first.connections.find(id, locale),
    polls: () => calls.filter(({ form }) => form.get('action') === 'poll').map(({ host }) => host),
    /** Loses the next response. */
    lose: (failure: { kind: 'reset' | 'proxy'; detail: string } = LOST.failure) =>
      replaced.push(async () => ({ ...LOST, failure, started_at_ms: 0, duration_ms: 0 })),
    /** Replaces the next response. */
    reply: (http_status: number, body: string) =>
      replaced.push(async () => ({
        ...{ failure: null, sent: true, started_at_ms: 0, duration_ms: 0 },
        response: { http_status, headers: {}, bytes: Buffer.from(body), truncated: false },
      })),
  }
}

/** The tests of connecting by scan that each database has to pass. */
export function testScan(openStorage: () => Promise<Storage>): void {
  const start = async () => {
    const storage = await openStorage()
    const scan = await startScan(storage)
    running.push(() => storage.close())
    return scan
  }

  test('a scan adds the app with its secret sealed, and the one who scanned as test recipient', async () => {
    const scan = await start()
    const begun = await scan.begin()
    expect(begun).toMatchObject({ state: 'waiting', profile: null, ended_at: null })
    await scan.advance(4_000)
    expect(scan.polls()).toHaveLength(0)
    await scan.advance(1_000)
    expect(scan.polls()).toHaveLength(1)
    const { app_id, open_id } = await scan.decide(begun.user_code, {
      ...{ action: 'approve', url: begun.verification_url },
    })
    await scan.advance(5_000)
    const connected = await scan.read(begun.id)
    expect(connected).toMatchObject({ state: 'approved', app_id, open_id, notice: null })
    const profile = await scan.profiles.find(connected?.profile ?? '', null)
    expect(profile).toMatchObject({
      ...{ name: 'Follow-up Console', brand: 'emulator', base_url: scan.emulator.url, app_id },
      ...{ source: 'stored', environment: 'test' },
      test_recipient: { receive_id_type: 'open_id', receive_id: open_id },
      credential: { kind: 'custom', app_secret: expect.stringMatching(/^[0-9a-f]{32}$/) },
    })
    const owner = { profile: profile?.id ?? '', base_url: scan.emulator.url }
    expect(await scan.recipients.find(owner, 'open_id', open_id ?? '')).toMatchObject({
      favourite: true,
    })
    // Neither code nor secret is anywhere in clear.
    const secret = profile?.credential.kind === 'custom' ? profile.credential.app_secret : null
    const device_code = scan.calls.findLast(({ form }) => form.has('device_code'))
    const rows = await scan.storage.read(async (db) => [
      await db.selectFrom('connections').selectAll().execute(),
      await db.selectFrom('profiles').selectAll().execute(),
    ])
    const shown = JSON.stringify([rows, scan.logged, connected])
    for (const hidden of [secret, device_code?.form.get('device_code')]) {
      expect(hidden).toBeTruthy()
      expect(shown).not.toContain(hidden)
    }
    const polled = scan.polls().length
    await scan.advance(30_000)
    expect(scan.polls()).toHaveLength(polled)
  })

  test('a restart continues, and two consoles poll once', async () => {
    const scan = await start()
    const begun = await scan.begin()
    const second = scan.open()
    await second.connections.idle()
    await scan.advance(15_000, second)
    expect(scan.polls()).toHaveLength(3)
    await scan.connections.close()
    await scan.decide(begun.user_code, { action: 'approve', url: begun.verification_url })
    await scan.advance(5_000, second)
    expect(await second.connections.find(begun.id, 'en')).toMatchObject({ state: 'approved' })
    expect((await second.profiles.list(null)).profiles).toHaveLength(2)
    expect(scan.polls()).toHaveLength(4)
  })

  test('the scopes of an existing app are added to it, with no second profile', async () => {
    const scan = await start()
    const first = await scan.begin()
    await scan.decide(first.user_code, { action: 'approve', url: first.verification_url })
    await scan.advance(5_000)
    const id = (await scan.read(first.id))?.profile ?? ''
    const added = await scan.begin('emulator', id)
    expect(added).toMatchObject({ profile: id, adds_scopes: true })
    await scan.decide(added.user_code, { action: 'approve', url: added.verification_url })
    await scan.advance(5_000)
    const end = await scan.read(added.id)
    expect(end).toMatchObject({ state: 'approved', profile: id })
    expect((await scan.profiles.list(null)).profiles).toHaveLength(2)
    const apps = await (await fetch(`${scan.emulator.url}/_emulator/state`)).json()
    expect(apps.apps.at(-1)).toMatchObject({ app_id: end?.app_id })
    expect(apps.apps.at(-1).scopes).toEqual(added.scopes)
    const third = await scan.begin()
    await scan.decide(third.user_code, { action: 'approve', url: third.verification_url })
    await scan.advance(5_000)
    const names = (await scan.profiles.list(null)).profiles.map(({ name }) => name)
    expect(names).toContain('Follow-up Console 2')
  })
}

/** The hosts of the accounts by platform. */
export const ACCOUNTS_HOSTS = PLATFORM_URLS.map((url) => new URL(accountsUrlOf(url)).host)
