import { EventEmitter, getEventListeners } from 'node:events'
import type { ServerResponse } from 'node:http'
import { describe, expect, test, vi } from 'vitest'
import { type FaultRuleInput, faultResponseSchema, faultsSchema } from '#contract/emulator/faults'
import { startForTest } from '../testing/client.ts'
import { callRaw } from '../testing/sockets.ts'
import { createFaults } from './faults.ts'
import type { FaultCall } from './fire-fault.ts'
import { wait } from './spoil-response.ts'

type Fault = FaultRuleInput['fault']

/** Starts an emulator; returns a push and a function that adds a fault for it. */
async function start(options: Parameters<typeof startForTest>[0] = {}) {
  const { emulator, state, token, control, ...rest } = await startForTest(options)
  const tenantToken = await token()
  const message_id = (await state()).demonstrations[0]?.message_id ?? ''
  const path = `/open-apis/im/v1/messages/${message_id}/push_follow_up`
  const addFault = async (rule: FaultRuleInput) =>
    (await control('POST', '/faults', rule, faultResponseSchema)).fault
  const push = (headers?: string) =>
    callRaw(emulator.port, {
      path,
      token: tenantToken,
      body: '{"follow_ups":[{"content":"OK"}]}',
      ...(headers !== undefined && { headers }),
    })
  /** Returns whether the message has bubbles. */
  const took = async () => {
    const message = (await state()).messages.find((one) => one.message_id === message_id)
    return message?.follow_ups.length === 1
  }
  const faults = async () => faultsSchema.parse((await state()).faults)
  return {
    emulator,
    control,
    state,
    message_id,
    path,
    addFault,
    push,
    took,
    faults,
    tenantToken,
    newToken: token,
    ...rest,
  }
}

const statusOf = (head: string) => Number(/^HTTP\/1\.1 (\d+)/.exec(head)?.[1])
const headerOf = (head: string, name: string) =>
  new RegExp(`^${name}: (.*)\\r?$`, 'im').exec(head)?.[1]

const MOMENTS = ['before_effect', 'after_effect'] as const

const BROKEN: { fault: Fault; end: 'fin' | 'reset' }[] = MOMENTS.flatMap((when) => [
  { fault: { kind: 'drop', when }, end: 'fin' },
  { fault: { kind: 'reset', when }, end: 'reset' },
])

test.each(BROKEN)(
  '$fault.kind $fault.when sends no byte and ends with $end',
  async ({ fault, end }) => {
    const { addFault, push, took } = await start()
    await addFault({ fault })
    expect(await push()).toMatchObject({ head: '', end })
    expect(await took()).toBe('when' in fault && fault.when === 'after_effect')
  },
)

test('a drop ends with FIN even if the request body arrives slowly', async () => {
  const { addFault, took, emulator, path, tenantToken } = await start()
  await addFault({ fault: { kind: 'drop' } })
  const body = `{"follow_ups":[{"content":"OK"}]}${' '.repeat(200_000)}`
  expect(await callRaw(emulator.port, { path, token: tenantToken, body })).toMatchObject({
    head: '',
    end: 'fin',
  })
  expect(await took()).toBe(false)
})

type Canned = {
  fault: Fault
  status: number
  type: string | undefined
  body: RegExp
}

const CANNED: Canned[] = [
  {
    fault: { kind: 'server_error' },
    status: 500,
    type: 'application/json; charset=utf-8',
    body: /^\{"code":2200,"msg":".+","error":\{"log_id":"\d{14}/,
  },
  {
    fault: { kind: 'server_error', http_status: 503, body: 'none' },
    status: 503,
    type: undefined,
    body: /^$/,
  },
  {
    fault: { kind: 'rate_limited' },
    status: 429,
    type: 'application/json; charset=utf-8',
    body: /^\{"code":99991400,"msg":"request trigger frequency limit"\}$/,
  },
  {
    fault: { kind: 'rate_limited', http_status: 400 },
    status: 400,
    type: 'application/json; charset=utf-8',
    body: /^\{"code":99991400,/,
  },
  {
    fault: { kind: 'html' },
    status: 502,
    type: 'text/html; charset=utf-8',
    body: /^<html>\n<head><title>502 Bad Gateway<\/title>/,
  },
  {
    fault: { kind: 'html', http_status: 200 },
    status: 200,
    type: 'text/html; charset=utf-8',
    body: /200 OK/,
  },
  { fault: { kind: 'empty' }, status: 200, type: undefined, body: /^$/ },
]

test.each(CANNED.flatMap((row) => MOMENTS.map((when) => ({ ...row, when }))))(
  '$fault $when: HTTP $status of its own',
  async ({ fault, when, status, type, body }) => {
    const { addFault, push, took } = await start()
    await addFault({ fault: { ...fault, when } as Fault })
    const answer = await push()
    expect(statusOf(answer.head)).toBe(status)
    expect(headerOf(answer.head, 'content-type')).toBe(type)
    expect(answer.body.toString()).toMatch(body)
    expect(answer.end).toBe('fin')
    expect(await took()).toBe(when === 'after_effect')
  },
)

test.each([0, -1, 0.5, 1e9, 'abc', '', '5 seconds', null])(
  'a rate limit may be reset in %j',
  async (reset) => {
    const { addFault, push } = await start()
    await addFault({ fault: { kind: 'rate_limited', reset } })
    const { head } = await push()
    const shown = reset === null ? undefined : String(reset)
    expect(headerOf(head, 'x-ogw-ratelimit-reset')).toBe(shown)
    expect(headerOf(head, 'x-ogw-ratelimit-limit') === undefined).toBe(reset === null)
  },
)

test.each(MOMENTS)('latency %s delays the call and lets it through', async (when) => {
  const { addFault, push, took } = await start()
  await addFault({ fault: { kind: 'latency', ms: 300, when } })
  const call = push()
  if (when === 'after_effect') await expect.poll(took).toBe(true)
  else expect(await took()).toBe(false)
  const { body, arrivals } = await call
  expect(JSON.parse(body.toString())).toMatchObject({ code: 0 })
  expect(arrivals[0]).toBeGreaterThan(290)
  expect(await took()).toBe(true)
})

test('a call is not carried out if the caller disconnects during the latency before it', async () => {
  const { addFault, took, emulator, path, tenantToken, faults } = await start()
  await addFault({ fault: { kind: 'latency', ms: 400 } })
  const giveUp = new AbortController()
  const call = fetch(emulator.url + path, {
    method: 'POST',
    headers: { Authorization: `Bearer ${tenantToken}` },
    body: '{"follow_ups":[{"content":"OK"}]}',
    signal: giveUp.signal,
  })
  const rejected = expect(call).rejects.toThrow()
  await expect.poll(async () => (await faults()).fired).toMatchObject([{ kind: 'latency' }])
  giveUp.abort()
  await rejected
  // A later call waits as long, so the first one would be carried out before it ends.
  await fetch(`${emulator.url}/open-apis/bot/v3/info`, {
    headers: { Authorization: `Bearer ${tenantToken}` },
  })
  expect((await faults()).fired).toHaveLength(2)
  expect(await took()).toBe(false)
})

const SUCCESS = '{"code":0,"msg":"success","data":{}}'

test.each([
  [undefined, SUCCESS.length / 2],
  [0, 0],
  [5, 5],
  [10_000, SUCCESS.length - 1],
])('a body truncated to %s bytes declares its whole length', async (bytes, kept) => {
  const { addFault, push, took } = await start()
  await addFault({ fault: { kind: 'truncated', ...(bytes !== undefined && { bytes }) } })
  const { head, body, end } = await push()
  expect(statusOf(head)).toBe(200)
  expect(headerOf(head, 'content-length')).toBe(String(SUCCESS.length))
  expect(body.toString()).toBe(SUCCESS.slice(0, kept))
  expect(end).toBe('fin')
  expect(await took()).toBe(true)
})

test('wrong_content_type keeps the body', async () => {
  const { addFault, push, took } = await start()
  await addFault({ fault: { kind: 'wrong_content_type', content_type: 'image/png' } })
  const { head, body } = await push()
  expect(headerOf(head, 'content-type')).toBe('image/png')
  expect(body.toString()).toBe(SUCCESS)
  expect(await took()).toBe(true)
})

test('invalid_json declares the length of the broken body', async () => {
  const { addFault, push, took } = await start()
  await addFault({ fault: { kind: 'invalid_json' } })
  const { head, body } = await push()
  expect(headerOf(head, 'content-type')).toBe('application/json; charset=utf-8')
  expect(body.toString()).toBe(SUCCESS.slice(0, -1))
  expect(await took()).toBe(true)
})

test('huge sends JSON of exactly that size', async () => {
  const { addFault, took, emulator, path, tenantToken } = await start()
  await addFault({ fault: { kind: 'huge', bytes: 3_000_000 } })
  const response = await fetch(emulator.url + path, {
    method: 'POST',
    headers: { Authorization: `Bearer ${tenantToken}` },
    body: '{"follow_ups":[{"content":"OK"}]}',
  })
  const text = await response.text()
  expect(text).toHaveLength(3_000_000)
  expect(JSON.parse(text)).toMatchObject({ code: 0, padding: expect.stringMatching(/^x+$/) })
  expect(await took()).toBe(true)
})

test('huge does not build the body before it is read', async () => {
  const { addFault, emulator, path, tenantToken } = await start()
  await addFault({ fault: { kind: 'huge', bytes: 2 ** 30 } })
  const before = process.memoryUsage().rss
  const response = await fetch(emulator.url + path, {
    method: 'POST',
    headers: { Authorization: `Bearer ${tenantToken}` },
    body: '{"follow_ups":[{"content":"OK"}]}',
  })
  const reader = response.body?.getReader()
  expect((await reader?.read())?.value?.length).toBeGreaterThan(0)
  expect(process.memoryUsage().rss - before).toBeLessThan(100_000_000)
  await reader?.cancel()
})

test('slow_drip sends the body in small pieces', async () => {
  const { addFault, push, took } = await start()
  await addFault({ fault: { kind: 'slow_drip', bytes: 10, interval_ms: 40 } })
  const { head, body, arrivals } = await push()
  expect(headerOf(head, 'content-length')).toBe(String(SUCCESS.length))
  expect(body.toString()).toBe(SUCCESS)
  // Four chunks with three pauses.
  expect(arrivals.length).toBeGreaterThan(2)
  expect(arrivals.at(-1)).toBeGreaterThan(110)
  expect(await took()).toBe(true)
})

test('log_id replaces the log id or removes it everywhere', async () => {
  const { addFault, push, control, emulator } = await start()
  const first = await addFault({ fault: { kind: 'log_id', log_id: 'nonsense' } })
  expect(headerOf((await push()).head, 'x-tt-logid')).toBe('nonsense')
  const rejected = await push()
  expect(JSON.parse(rejected.body.toString())).toMatchObject({ error: { log_id: 'nonsense' } })
  await fetch(`${emulator.url}/_emulator/faults/${first.fault_id}`, { method: 'DELETE' })
  await control('POST', '/faults', { fault: { kind: 'log_id' } }, faultResponseSchema)
  const { head, body } = await push()
  expect(headerOf(head, 'x-tt-logid')).toBeUndefined()
  expect(headerOf(head, 'x-request-id')).toBeUndefined()
  expect(body.toString()).not.toMatch(/log_?id/)
  expect(JSON.parse(body.toString())).toMatchObject({ code: 230008 })
})

test('token_expired ends a valid token, and the next one is new', async () => {
  const { addFault, push, took, call, path, faults, newToken, tenantToken } = await start()
  await addFault({ fault: { kind: 'token_expired' }, next_calls: 1 })
  // Neither of these calls carries a token that could expire.
  expect(await newToken()).toBe(tenantToken)
  expect(await call('POST', path, { token: 't-nonsense' })).toMatchObject({ code: 99991663 })
  expect(await faults()).toMatchObject({ faults: [{ matched: 0 }] })
  // The rule has applied once, but the token stays invalid.
  for (let pushes = 0; pushes < 2; pushes += 1) {
    const { head, body } = await push()
    expect(statusOf(head)).toBe(400)
    expect(JSON.parse(body.toString())).toMatchObject({ code: 99991663 })
  }
  expect(await took()).toBe(false)
  const next = await newToken()
  expect(next).not.toBe(tenantToken)
  const body = { follow_ups: [{ content: 'OK' }] }
  expect(await call('POST', path, { token: next, body })).toMatchObject({ code: 0 })
})

test.each([
  [{ code: 230101 }, 400, ''],
  [{ code: 230101, msg: 'not now', http_status: 403 }, 403, 'not now'],
  [{ code: 230006 }, 400, 'only support latest message.'],
  [{ code: 0, msg: 'success', http_status: 200 }, 200, 'success'],
] as const)('answer returns a code of one’s choice: %j', async (chosen, status, msg) => {
  const { addFault, call, path, tenantToken, took } = await start()
  await addFault({ operation: 'push_follow_up', fault: { kind: 'answer', ...chosen } })
  const body = { follow_ups: [{ content: 'OK' }] }
  const answer = await call('POST', path, { token: tenantToken, body })
  expect(answer).toMatchObject({ status, code: chosen.code, msg })
  expect(answer.error === undefined).toBe(chosen.code === 0)
  expect(await took()).toBe(false)
})

test('answer after the effect, and on a call without a token', async () => {
  const { addFault, call, path, tenantToken, took, requestToken } = await start()
  await addFault({ fault: { kind: 'answer', when: 'after_effect', code: 1 } })
  const body = { follow_ups: [{ content: 'OK' }] }
  expect(await call('POST', path, { token: tenantToken, body })).toMatchObject({ code: 1 })
  expect(await took()).toBe(true)
  expect(await requestToken()).toMatchObject({ code: 1, status: 400 })
})

test.each([
  [{}, true],
  [{ operation: '*' }, true],
  [{ operation: 'push_follow_up' }, true],
  [{ operation: 'create_message' }, false],
  [{ app_id: 'cli_0123456789abcdef' }, true],
  [{ app_id: 'cli_13579bdf02468ace' }, false],
  [{ message_id: 'the message' }, true],
  [{ message_id: 'om_other' }, false],
  [{ share: 0 }, false],
  [{ share: 0.5 }, true],
  [{ share: 0.49 }, false],
] as const)('whether the fault for %j meets the push: %s', async (rule, meets) => {
  const { addFault, push, took, message_id } = await start({ random: () => 0.49 })
  const fault = { kind: 'empty', when: 'before_effect' } as const
  await addFault({ fault, ...rule, ...('message_id' in rule && meets && { message_id }) })
  await push()
  expect(await took()).toBe(!meets)
})

test('a rule for an app also matches its token calls', async () => {
  const { addFault, emulator } = await start()
  await addFault({ fault: { kind: 'html' }, app_id: 'cli_13579bdf02468ace' })
  const ask = async (app_id: string) => {
    const url = `${emulator.url}/open-apis/auth/v3/tenant_access_token/internal`
    return (await fetch(url, { method: 'POST', body: JSON.stringify({ app_id }) })).status
  }
  expect(await ask('cli_0123456789abcdef')).toBe(200)
  expect(await ask('cli_13579bdf02468ace')).toBe(502)
})

test('fires for the given share of the next calls and counts them', async () => {
  const draws = [0.1, 0.9, 0.1]
  const { addFault, push, faults, message_id } = await start({ random: () => draws.shift() ?? 1 })
  const { fault_id } = await addFault({
    fault: { kind: 'html' },
    share: 0.5,
    next_calls: 3,
    operation: 'push_follow_up',
  })
  const statuses = []
  for (let calls = 0; calls < 5; calls += 1) statuses.push(statusOf((await push()).head))
  expect(statuses).toEqual([502, 200, 502, 400, 400])
  const call = {
    fault_id,
    kind: 'html',
    operation: 'push_follow_up',
    app_id: 'cli_0123456789abcdef',
    message_id,
  }
  expect(await faults()).toMatchObject({
    faults: [{ fault_id, matched: 3, fired: 2 }],
    fired: [call, call],
  })
})

test('only the first matching rule fires', async () => {
  const { addFault, push, faults } = await start()
  await addFault({ fault: { kind: 'html', http_status: 501 }, next_calls: 1 })
  await addFault({ fault: { kind: 'html', http_status: 502 } })
  expect(statusOf((await push()).head)).toBe(501)
  expect(statusOf((await push()).head)).toBe(502)
  expect((await faults()).faults).toMatchObject([{ fired: 1 }, { fired: 1, matched: 1 }])
})

test('remembers a limited number of fired faults', async () => {
  const { addFault, call, faults } = await start()
  await addFault({ fault: { kind: 'server_error' } })
  for (let calls = 0; calls < 210; calls += 1) {
    await call('POST', '/open-apis/im/v1/messages', { body: {} })
  }
  const { faults: planted, fired } = await faults()
  expect(planted).toMatchObject([{ matched: 210, fired: 210 }])
  expect(fired).toHaveLength(200)
})

test('cuts overlong ids of callers in the list of fired faults', async () => {
  const { addFault, emulator, faults } = await start()
  await addFault({ fault: { kind: 'html' } })
  const url = `${emulator.url}/open-apis/auth/v3/tenant_access_token/internal`
  const body = JSON.stringify({ app_id: 'x'.repeat(100_000) })
  await fetch(url, { method: 'POST', body })
  expect((await faults()).fired).toMatchObject([{ app_id: 'x'.repeat(200) }])
})

test('faults apply neither to control calls nor to unknown paths', async () => {
  const { addFault, control, emulator } = await start()
  await addFault({ fault: { kind: 'reset' } })
  await control('GET', '/faults', undefined, faultsSchema)
  expect((await fetch(`${emulator.url}/nowhere`)).status).toBe(404)
  for (const method of ['POST', 'DELETE']) {
    const response = await fetch(`${emulator.url}/_emulator/faults`, {
      method,
      headers: { Origin: 'http://evil.test' },
      ...(method === 'POST' && { body: '{"fault":{"kind":"drop"}}' }),
    })
    expect(response.status).toBe(403)
  }
})

test('lists fault rules and removes one, all, or all by a reset', async () => {
  const { addFault, faults, emulator, push } = await start()
  const erase = async (path: string) =>
    (await fetch(`${emulator.url}/_emulator${path}`, { method: 'DELETE' })).status
  const one = await addFault({ fault: { kind: 'drop' } })
  const two = await addFault({ fault: { kind: 'reset' } })
  expect((await faults()).faults).toEqual([one, two])
  expect(await erase(`/faults/${one.fault_id}`)).toBe(200)
  expect(await erase(`/faults/${one.fault_id}`)).toBe(404)
  expect((await faults()).faults).toEqual([two])
  expect(await erase('/faults')).toBe(200)
  expect((await faults()).faults).toEqual([])
  await addFault({ fault: { kind: 'html' }, next_calls: 1 })
  await push()
  emulator.reset()
  expect(await faults()).toEqual({ faults: [], fired: [] })
})

test('rejects a rule beyond the limit', async () => {
  const { addFault, controlRefusal } = await start()
  for (let count = 0; count < 100; count += 1) await addFault({ fault: { kind: 'drop' } })
  const rejected = await controlRefusal('POST', '/faults', { fault: { kind: 'drop' } })
  expect(rejected).toMatchObject({ status: 422, issues: [{ path: '' }] })
})

test.each([
  [{}, 'fault'],
  [{ fault: 'drop' }, 'fault'],
  [{ fault: { kind: 'explode' } }, 'fault.kind'],
  [{ fault: { kind: 'drop', when: 'never' } }, 'fault.when'],
  [{ fault: { kind: 'drop', ms: 1 } }, 'fault.ms'],
  [{ fault: { kind: 'latency' } }, 'fault.ms'],
  [{ fault: { kind: 'latency', ms: 0 } }, 'fault.ms'],
  [{ fault: { kind: 'latency', ms: 600_001 } }, 'fault.ms'],
  [{ fault: { kind: 'server_error', http_status: 499 } }, 'fault.http_status'],
  [{ fault: { kind: 'html', http_status: 204 } }, 'fault.http_status'],
  [{ fault: { kind: 'rate_limited', reset: 'a\r\nb: c' } }, 'fault.reset'],
  [{ fault: { kind: 'rate_limited', http_status: 503 } }, 'fault.http_status'],
  [{ fault: { kind: 'wrong_content_type', content_type: 'a\nb' } }, 'fault.content_type'],
  [{ fault: { kind: 'huge', bytes: 2 ** 31 } }, 'fault.bytes'],
  [{ fault: { kind: 'truncated', bytes: -1 } }, 'fault.bytes'],
  [{ fault: { kind: 'slow_drip', interval_ms: 0 } }, 'fault.interval_ms'],
  [{ fault: { kind: 'log_id', log_id: '查' } }, 'fault.log_id'],
  [{ fault: { kind: 'drop' }, share: 1.1 }, 'share'],
  [{ fault: { kind: 'drop' }, share: '1' }, 'share'],
  [{ fault: { kind: 'drop' }, next_calls: 0 }, 'next_calls'],
  [{ fault: { kind: 'drop' }, operation: '/open-apis' }, 'operation'],
  [{ fault: { kind: 'drop' }, endpoint: '*' }, 'endpoint'],
])('rejects the fault %j', async (body, path) => {
  const { controlRefusal } = await start()
  const rejected = await controlRefusal('POST', '/faults', body)
  expect(rejected).toMatchObject({ status: 422, error: 'invalid', issues: [{ path }] })
})

const LASTING: Fault[] = [
  { kind: 'latency', ms: 600_000 },
  { kind: 'latency', ms: 600_000, when: 'after_effect' },
  { kind: 'slow_drip', interval_ms: 600_000 },
  { kind: 'huge', bytes: 2 ** 30 },
]

test.each(LASTING)('a reset and a close end a running %j', async (fault) => {
  const warnings: unknown[] = []
  const warn = (warning: Error) => warnings.push(warning)
  process.on('warning', warn)
  for (const end of ['reset', 'close'] as const) {
    const { addFault, emulator, path, tenantToken, faults } = await start()
    await addFault({ fault })
    const ended = Promise.withResolvers<void>()
    const calls = Array.from({ length: 20 }, async () => {
      const response = await fetch(emulator.url + path, {
        method: 'POST',
        headers: { Authorization: `Bearer ${tenantToken}` },
        body: '{"follow_ups":[{"content":"OK"}]}',
      })
      // Without a reader, the buffers fill up and the response stops.
      await ended.promise
      await response.text()
    })
    const settled = Promise.allSettled(calls)
    await expect.poll(async () => (await faults()).fired).toHaveLength(20)
    await emulator[end]()
    ended.resolve()
    const outcomes = new Set((await settled).map(({ status }) => status))
    expect([...outcomes]).toEqual(['rejected'])
  }
  process.off('warning', warn)
  expect(warnings).toEqual([])
})

/** The rules themselves, with a chance that a test sets. */
function startRules(chance = 0) {
  const touched: number[] = []
  let now = 100
  const faults = createFaults(
    {
      randomHex: (bytes) => String(now).padStart(2 * bytes, '0'),
      now: () => now,
      touch: () => touched.push(now),
    },
    { random: () => chance },
  )
  const add = (change: object = {}) => {
    now += 1
    return faults.add({
      operation: '*',
      share: 1,
      fault: { kind: 'reset', when: 'before_effect' },
      ...change,
    })
  }
  const call: FaultCall = {
    ...{ operation: 'push_follow_up', app_id: 'cli_1', message_id: 'om_1', has_token: true },
  }
  return { ...faults, add, call, touched }
}

describe('a fault rule', () => {
  test('has an id and counts, and each call that it hits is listed with its time', () => {
    const { add, call, hook, describe: list, touched } = startRules()
    const rule = {
      ...{ operation: '*', share: 1, fault: { kind: 'reset', when: 'before_effect' } },
      ...{ fault_id: 'flt_0000000000000101', matched: 0, fired: 0 },
    }
    expect(add()).toEqual(rule)
    expect(touched).toEqual([])
    expect(hook(call)).toBeTypeOf('function')
    expect(touched).toEqual([101])
    const { has_token: _, ...shown } = call
    expect(list()).toEqual({
      faults: [{ ...rule, matched: 1, fired: 1 }],
      fired: [{ at_ms: 101, fault_id: rule.fault_id, kind: 'reset', ...shown }],
    })
    expect(hook({ ...call, app_id: null, message_id: null })).toBeTypeOf('function')
    expect(list().fired[1]).toMatchObject({ app_id: null, message_id: null })
  })

  test.each([
    [{ operation: 'get_message' }, {}, false],
    [{ operation: 'push_follow_up' }, {}, true],
    [{ app_id: 'cli_1' }, {}, true],
    [{ app_id: 'cli_2' }, {}, false],
    [{ app_id: 'cli_1' }, { app_id: null }, false],
    [{ message_id: 'om_1' }, {}, true],
    [{ message_id: 'om_2' }, {}, false],
    [{ message_id: 'om_1' }, { message_id: null }, false],
    [{ fault: { kind: 'token_expired' } }, {}, true],
    [{ fault: { kind: 'token_expired' } }, { has_token: false }, false],
    [{}, { has_token: false, app_id: null, message_id: null }, true],
  ])('%j meets a call with %j: %s', (rule, change, meets) => {
    const { add, call, hook, describe: list } = startRules()
    add(rule)
    expect(hook({ ...call, ...change }) !== null).toBe(meets)
    expect(list().faults[0]).toMatchObject({ matched: meets ? 1 : 0, fired: meets ? 1 : 0 })
  })

  test.each([
    [0, 0, false],
    [0.5, 0.5, false],
    [0.49, 0.5, true],
    [0.999, 1, true],
  ])('with the chance %d and the share %d fires: %s', (chance, share, fires) => {
    const { add, call, hook, describe: list, touched } = startRules(chance)
    add({ share })
    expect(hook(call) !== null).toBe(fires)
    expect(list().faults[0]).toMatchObject({ matched: 1, fired: fires ? 1 : 0 })
    expect(touched).toHaveLength(fires ? 1 : 0)
  })

  test('can be removed, and the list of fired faults goes with all of them', () => {
    const { add, call, hook, remove, removeAll, reset, describe: list } = startRules()
    const added = [add(), add()]
    hook(call)
    expect(remove(added[0]?.fault_id ?? '')).toBe(true)
    expect(remove(added[0]?.fault_id ?? '')).toBe(false)
    expect(list()).toMatchObject({ faults: [{ fault_id: added[1]?.fault_id }], fired: [{}] })
    removeAll()
    expect(list()).toEqual({ faults: [], fired: [] })
    expect(hook(call)).toBeNull()
    add()
    hook(call)
    reset()
    expect(list()).toEqual({ faults: [], fired: [] })
  })

  test('is one of a hundred, and the newest 200 calls are listed', () => {
    const { add, call, hook, describe: list } = startRules()
    for (let rules = 0; rules < 100; rules += 1) expect(add()).not.toBeNull()
    expect(add()).toBeNull()
    for (let calls = 0; calls <= 200; calls += 1) hook({ ...call, message_id: `om_${calls}` })
    const { fired } = list()
    expect([fired.length, fired[0]?.message_id]).toEqual([200, 'om_1'])
    hook({ ...call, app_id: 'x'.repeat(201), message_id: 'y'.repeat(200) })
    expect(list().fired.at(-1)).toMatchObject({
      app_id: 'x'.repeat(200),
      message_id: 'y'.repeat(200),
    })
  })
})

test.each([
  [{ kind: 'rate_limited' }, 'x-ogw-ratelimit-limit', '100'],
  [{ kind: 'rate_limited' }, 'x-ogw-ratelimit-reset', '1'],
  [{ kind: 'empty' }, 'content-length', '0'],
  [{ kind: 'server_error', body: 'none' }, 'content-length', '0'],
  [{ kind: 'html' }, 'content-type', 'text/html; charset=utf-8'],
  [{ kind: 'html' }, 'content-length', '142'],
] as const)('%j has the header %s: %s', async (fault, name, value) => {
  const { addFault, push } = await start()
  await addFault({ fault })
  expect(headerOf((await push()).head, name)).toBe(value)
})

test('a page of a status without a name shows the number alone', async () => {
  const { addFault, push } = await start()
  await addFault({ fault: { kind: 'html', http_status: 599 } })
  expect((await push()).body.toString()).toBe(
    '<html>\n<head><title>599</title></head>\n<body><center><h1>599</h1></center><hr><center>gateway</center></body>\n</html>\n',
  )
})

test('half of a body of odd length is rounded down', async () => {
  const { addFault, emulator } = await start()
  await addFault({ fault: { kind: 'truncated' }, operation: 'tenant_access_token_internal' })
  const whole = '{"code":10003,"data":{},"msg":"invalid param"}'
  const path = '/open-apis/auth/v3/tenant_access_token/internal'
  const even = await callRaw(emulator.port, { path, body: '{}' })
  expect(even.body.toString()).toBe(whole.slice(0, 23))
  const body = JSON.stringify({ app_id: 'cli_0123456789abcdef', app_secret: 'x' })
  const odd = await callRaw(emulator.port, { path, body })
  expect(odd.body.toString()).toBe('{"code":10014,"data":{},"')
  expect(headerOf(odd.head, 'content-length')).toBe('51')
})

test.each([1, 59, 60, 61, 65_536, 131_131, 131_132])(
  'huge sends %i bytes, but the whole JSON',
  async (bytes) => {
    const { addFault, emulator } = await start()
    await addFault({ fault: { kind: 'huge', bytes } })
    const path = '/open-apis/auth/v3/tenant_access_token/internal'
    const response = await fetch(emulator.url + path, { method: 'POST', body: '{}' })
    const text = await response.text()
    const { padding, ...rest } = JSON.parse(text)
    expect(rest).toEqual({ code: 10003, data: {}, msg: 'invalid param' })
    expect(text).toHaveLength(Math.max(bytes, 59))
    expect(padding).toBe('x'.repeat(Math.max(bytes, 59) - 59))
  },
)

test('slow_drip does not wait before its first piece or after its last one', async () => {
  const { addFault, push } = await start()
  await addFault({ fault: { kind: 'slow_drip', bytes: 36, interval_ms: 600_000 } })
  const { body } = await push()
  expect(body.toString()).toBe(SUCCESS)
})

describe('waiting', () => {
  const waitFor = (ms: number, destroyed = false) => {
    const outgoing = Object.assign(new EventEmitter(), { destroyed })
    const ending = new AbortController()
    const waited = wait(ms, outgoing as unknown as ServerResponse, ending.signal)
    return { outgoing, ending, waited }
  }

  test('ends with true after the time, and leaves no listener', async () => {
    const { outgoing, waited } = waitFor(1)
    expect(outgoing.listenerCount('close')).toBe(1)
    expect(await waited).toBe(true)
    expect(outgoing.listenerCount('close')).toBe(0)
  })

  test('ends with false if the caller leaves or the faults are reset', async () => {
    const left = waitFor(600_000)
    expect(getEventListeners(left.ending.signal, 'abort')).toHaveLength(1)
    left.outgoing.emit('close')
    expect(await left.waited).toBe(false)
    expect(left.outgoing.listenerCount('close')).toBe(0)
    expect(getEventListeners(left.ending.signal, 'abort')).toHaveLength(0)
    const reset = waitFor(600_000)
    reset.ending.abort()
    expect(await reset.waited).toBe(false)
  })

  test('leaves no timer if it ends early', () => {
    vi.useFakeTimers()
    try {
      const { outgoing } = waitFor(600_000)
      expect(vi.getTimerCount()).toBe(1)
      outgoing.emit('close')
      expect(vi.getTimerCount()).toBe(0)
    } finally {
      vi.useRealTimers()
    }
  })

  test('does not begin if the caller has left or the faults were reset before', async () => {
    expect(await waitFor(600_000, true).waited).toBe(false)
    const outgoing = new EventEmitter() as unknown as ServerResponse
    expect(await wait(600_000, outgoing, AbortSignal.abort())).toBe(false)
  })
})

test('a fault that is added after a reset waits again', async () => {
  const { addFault, emulator, push } = await start()
  emulator.reset()
  await addFault({ fault: { kind: 'latency', ms: 1 } })
  expect(statusOf((await push()).head)).toBe(200)
})
