import { randomBytes } from 'node:crypto'
import { describe, expect, onTestFinished, test } from 'vitest'
import { emulatorStateSchema } from '#contract/emulator/state'
import { exchangeSchema } from '#contract/exchange'
import { profileBudgetSchema, profilesSchema } from '#contract/profile'
import { refusalSchema } from '#contract/refusal'
import { startConsole } from './console.ts'
import type { Config } from './env.ts'
import { NO_REVERSE_PROXY } from './http/reverse-proxy.ts'
import { NO_LIMITS } from './ledger/send-limits.ts'
import { openPostgres } from './storage/open-postgres.ts'
import { HAS_POSTGRES } from './testing/postgres-cluster.ts'
import { newDatabase } from './testing/shared-postgres.ts'

const JSON_TYPE = { 'content-type': 'application/json' }
const BUBBLES = { follow_ups: [{ content: 'OK' }] }

describe.skipIf(!HAS_POSTGRES)('two consoles on one PostgreSQL', () => {
  async function configure(): Promise<Config> {
    return {
      host: '127.0.0.1',
      port: 0,
      emulatorPort: 0,
      emulatorHost: '127.0.0.1',
      emulatorAllowedHosts: [],
      realProfile: null,
      allowedBaseUrls: ['https://open.feishu.cn'],
      allowedHosts: [],
      allowedEventHosts: [],
      access: null,
      openWithoutSignIn: false,
      passOnHosts: [],
      consoleKey: randomBytes(32),
      forgetSecrets: false,
      upstreamDeadlineMs: 15_000,
      proxy: null,
      reverseProxy: NO_REVERSE_PROXY,
      sendLimits: NO_LIMITS,
      storage: { kind: 'postgres', url: await newDatabase() },
      rateBudget: true,
      metrics: true,
      log: 'problems',
      retention: {},
      keepLookups: true,
    }
  }
  const options = { dev: false, log: () => {} }

  async function startTwo() {
    const config = await configure()
    const first = await startConsole(config, options)
    const second = await startConsole(config, options)
    onTestFinished(async () => {
      await Promise.all([first.close(), second.close()])
    })
    /** Sends each request to the next console, as a proxy in front of both does. */
    let turn = 0
    const call = (path: string, init?: RequestInit) => {
      turn += 1
      return fetch((turn % 2 === 1 ? first : second).url + path, init)
    }
    const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
      call(path, {
        method: 'POST',
        headers: { ...JSON_TYPE, ...headers },
        body: JSON.stringify(body),
      })
    const profiles = async (console = second) =>
      profilesSchema.parse(await (await fetch(`${console.url}/api/profiles`)).json()).profiles
    return { first, second, call, post, profiles }
  }

  test('have the same emulators, so that a message of one takes bubbles through the other', async () => {
    const { first, second, call, post, profiles } = await startTwo()
    await expect.poll(() => profiles(first)).toHaveLength(2)
    const [mine, theirs] = await profiles(second)
    expect(await profiles(first)).toEqual([mine, theirs])
    expect(mine).toMatchObject({ id: 'emulator', base_url: first.emulatorUrl, default: true })
    expect(theirs).toMatchObject({ id: 'emulator-2', base_url: second.emulatorUrl, default: false })
    expect(mine?.name).toContain(new URL(first.url).host)
    expect(theirs?.name).toContain(new URL(second.url).host)

    const state = emulatorStateSchema.parse(await (await call('/api/emulator/state')).json())
    for (let i = 0; i < 2; i += 1) {
      const created = exchangeSchema.parse(
        await (await post('/api/messages', { ...state.default_receiver, text: 'Hi' })).json(),
      )
      const push = async (query: string) => {
        const path = `/api/messages/${created.message_id}/push_follow_up${query}`
        return exchangeSchema.parse(await (await post(path, BUBBLES)).json())
      }
      // The message went through one console, and this goes through the other.
      expect(await push('')).toMatchObject({ code: 0, profile: 'emulator' })
      // Only who asks for the other emulator gets its answer, and the response names it.
      expect(await push('?profile=emulator-2')).toMatchObject({
        code: 99992354,
        profile: 'emulator-2',
      })
      expect(await push('')).toMatchObject({ code: 230008 })
    }
    // Four pushes, counted together.
    const left = async () => {
      const response = await call('/api/profiles/emulator/budget')
      return profileBudgetSchema.parse(await response.json()).budget.per_minute.left
    }
    await expect.poll(async () => [await left(), await left()]).toEqual([996, 996])
    const metrics = await (await call('/metrics')).text()
    expect(metrics).toMatch(/^follow_up_database_wait_seconds_count [1-9]\d*$/m)
    expect(metrics).toMatch(/^follow_up_database_connections [1-9]$/m)
    expect(metrics).toMatch(/^follow_up_database_waiting 0$/m)
  })

  test('show a change of the emulator live through both', async () => {
    const { first, second, profiles } = await startTwo()
    await expect.poll(() => profiles(first)).toHaveLength(2)
    const abort = new AbortController()
    onTestFinished(() => abort.abort())
    const received = ['', '']
    const streams = [first, second].map(async (console, i) => {
      const response = await fetch(`${console.url}/api/emulator/stream`, { signal: abort.signal })
      expect(response.status).toBe(200)
      const decoder = new TextDecoder()
      void (async () => {
        for await (const chunk of response.body ?? []) received[i] += decoder.decode(chunk)
      })().catch(() => {})
    })
    await Promise.all(streams)
    const versions = (text: string) =>
      [...text.matchAll(/"version":(\d+)/g)].map(([, version]) => Number(version))
    await expect.poll(() => received.every((text) => versions(text).length > 0)).toBe(true)
    const before = received.map((text) => versions(text).at(-1))
    expect(before[0]).toBe(before[1])
    await fetch(`${second.url}/api/emulator/reset`, {
      method: 'POST',
      headers: JSON_TYPE,
      body: '{}',
    })
    await expect
      .poll(() => received.map((text) => (versions(text).at(-1) ?? 0) > (before[0] ?? 0)))
      .toEqual([true, true])
  })

  test('use a pasted token through both, until it is dropped', async () => {
    const { first, second, post, call } = await startTwo()
    const added = await post('/api/profiles', {
      name: 'Orders',
      base_url: 'https://open.feishu.cn',
      app_id: 'cli_orders',
      app_type: 'pasted_token',
    })
    const { id } = (await added.json()) as { id: string }
    const pasted = await call(`/api/profiles/${id}/pasted_token`, {
      method: 'PUT',
      headers: JSON_TYPE,
      body: JSON.stringify({ tenant_access_token: 't-pasted-token-0123456789', expires_in: 600 }),
    })
    expect(pasted.status).toBe(200)
    // Behind a proxy the cookie has one name; here it has the port of each console.
    const [, session = ''] = /=([\w-]{22});/.exec(pasted.headers.get('set-cookie') ?? '') ?? []
    const seen = async () => {
      const tokens: unknown[] = []
      for (let i = 0; i < 2; i += 1) {
        const response = await call('/api/profiles', { headers: cookies(session) })
        const { profiles } = profilesSchema.parse(await response.json())
        tokens.push(profiles.find((one) => one.id === id)?.pasted_token ?? null)
      }
      return tokens
    }
    const [token] = await seen()
    expect(token).toMatchObject({ fingerprint: expect.stringMatching(/^[0-9a-f]{8}$/) })
    expect(await seen()).toEqual([token, token])
    await call(`/api/profiles/${id}/pasted_token`, {
      method: 'DELETE',
      headers: cookies(session),
    })
    expect(await seen()).toEqual([null, null])

    function cookies(value: string): Record<string, string> {
      const ports = [first, second].map(({ url }) => new URL(url).port)
      return { cookie: ports.map((port) => `session_${port}=${value}`).join('; ') }
    }
  })

  test('drop the emulator of one that has ended', async () => {
    const { first, second, profiles } = await startTwo()
    await expect.poll(() => profiles(first)).toHaveLength(2)
    await first.close()
    await expect.poll(() => profiles(second)).toHaveLength(1)
    expect(await profiles(second)).toMatchObject([
      { id: 'emulator-2', name: 'Emulator', base_url: second.emulatorUrl, default: true },
    ])
  })

  test('explain that the emulator of another machine is out of reach', async () => {
    const config = await configure()
    if (config.storage.kind !== 'postgres') throw new Error('not on PostgreSQL')
    const elsewhere = await openPostgres(config.storage.url)
    const { instance } = elsewhere
    const row = { instance, number: 1, name: 'web1, 10.0.0.7:4310', machine: 'web1' }
    await elsewhere.write(async (tx) => {
      const emulator_url = 'http://127.0.0.1:4311'
      await tx
        .insertInto('consoles')
        .values({ ...row, emulator_url })
        .execute()
    })
    const console = await startConsole(config, options)
    onTestFinished(async () => {
      await console.close()
      await elsewhere.close()
    })
    const state = (profile: string) =>
      fetch(`${console.url}/api/emulator/state?profile=${profile}`, {
        headers: { 'accept-language': 'en' },
      })
    expect((await state('emulator-2')).status).toBe(200)
    const refused = await state('emulator')
    expect(refused.status).toBe(422)
    expect(refusalSchema.parse(await refused.json()).issues).toEqual([
      { path: 'profile', message: expect.stringContaining('the console web1, 10.0.0.7:4310') },
    ])
  })
})
