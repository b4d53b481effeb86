import { connect } from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
import { systemClock } from './feishu/clock.ts'
import { createLedger } from './ledger/create-ledger.ts'
import { openSqlite } from './storage/open-sqlite.ts'
import { type Behaviour, startFaultServer } from './testing/fault-server.ts'
import { FAULTS, grantToken, isTokenCall, json } from './testing/faults.ts'
import { type ConsoleRun, runConsole, settingsFor, urlIn } from './testing/run-console.ts'

const DONE = json('200 OK', { code: 0 })

/** An upstream that holds its responses back until they are released. */
async function startSlowUpstream(
  respond: { token: Behaviour; call: Behaviour },
  held: 'token' | 'call',
) {
  const { promise: until, resolve: release } = Promise.withResolvers<void>()
  const arrivals = { token: 0, call: 0 }
  const server = await startFaultServer((request) => {
    const stage = isTokenCall(request) ? 'token' : 'call'
    arrivals[stage] += 1
    return stage === held ? { ...respond[stage], until } : respond[stage]
  })
  onTestFinished(() => server.close())
  return { settings: settingsFor(server.url), arrivals, release }
}

const send = (console: ConsoleRun, signal: AbortSignal | null = null) =>
  fetch(`${urlIn(console)}/api/messages/om_x/push_follow_up`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"follow_ups":[{"content":"a"}]}',
    signal,
  })

/** The rows that the console left. */
async function rowsOf({ DATA_DIR = '' }: Record<string, string>) {
  const storage = await openSqlite(DATA_DIR)
  const { exchanges } = await createLedger(storage, systemClock).list({}, { limit: 9 })
  await storage.close()
  return exchanges.map(({ outcome, failure, code }) => ({ outcome, detail: failure?.detail, code }))
}

describe('a console that stops', () => {
  test('completes and records a running send, even if the browser has disconnected', async () => {
    const upstream = await startSlowUpstream(
      { token: grantToken('t-test-token'), call: DONE },
      'call',
    )
    const console = runConsole(upstream.settings)
    await console.started()
    const browser = new AbortController()
    const sending = send(console, browser.signal)
    await expect.poll(() => upstream.arrivals.call).toBe(1)
    browser.abort()
    await expect(sending).rejects.toThrow()

    const ended = console.ended()
    const url = urlIn(console)
    console.stop('SIGTERM')
    // It accepts nothing more, and waits for the send: otherwise that would end as unknown.
    await expect
      .poll(() =>
        fetch(url).then(
          () => 'open',
          () => 'closed',
        ),
      )
      .toBe('closed')
    upstream.release()
    expect(await ended).toBe(0)
    expect(await rowsOf(upstream.settings)).toEqual([{ outcome: 'answered', code: 0 }])
  })

  test('keeps its storage open for a delivery whose client has left', async () => {
    const upstream = await startSlowUpstream(
      { token: grantToken('t-test-token'), call: DONE },
      'call',
    )
    const console = runConsole(upstream.settings)
    await console.started()
    const browser = new AbortController()
    const sending = fetch(`${urlIn(console)}/api/deliveries`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        recipient: null,
        message: null,
        message_id: 'om_x',
        follow_ups: [{ content: 'a' }],
      }),
      signal: browser.signal,
    })
    await expect.poll(() => upstream.arrivals.call).toBe(1)
    browser.abort()
    await expect(sending).rejects.toThrow()
    const ended = console.ended()
    console.stop('SIGTERM')
    await expect.poll(() => fetch(urlIn(console)).catch(() => 'refused')).toBe('refused')
    upstream.release()
    expect(await ended).toBe(0)
    expect(console.output.stderr).toBe('')
    expect(await rowsOf(upstream.settings)).toEqual([{ outcome: 'answered', code: 0 }])
  })

  test('ends a send that still waits for its token, before the call', async () => {
    const upstream = await startSlowUpstream(
      { token: grantToken('t-test-token'), call: DONE },
      'token',
    )
    const console = runConsole(upstream.settings)
    await console.started()
    const sending = send(console)
    await expect.poll(() => upstream.arrivals.token).toBe(1)
    const ended = console.ended()
    console.stop('SIGTERM')
    await expect.poll(() => fetch(urlIn(console)).catch(() => 'refused')).toBe('refused')
    upstream.release()
    const response = await sending
    expect(response.status).toBe(503)
    expect(await response.json()).toMatchObject({ error: 'stopping' })
    expect(await ended).toBe(0)
    expect(upstream.arrivals.call).toBe(0)
    expect(await rowsOf(upstream.settings)).toEqual([
      { outcome: 'not_sent', detail: 'stopped before the call', code: null },
    ])
  })

  test('does not repeat a call after a rejected token', async () => {
    const dead = json('400 Bad Request', { code: 99991663, msg: 'invalid access token' })
    const upstream = await startSlowUpstream(
      { token: grantToken('t-test-token'), call: dead },
      'call',
    )
    const console = runConsole(upstream.settings)
    await console.started()
    const sending = send(console)
    await expect.poll(() => upstream.arrivals.call).toBe(1)
    const ended = console.ended()
    console.stop('SIGTERM')
    await expect.poll(() => fetch(urlIn(console)).catch(() => 'refused')).toBe('refused')
    upstream.release()
    expect((await sending).status).toBe(200)
    expect(await ended).toBe(0)
    expect(upstream.arrivals).toEqual({ token: 1, call: 1 })
    expect(await rowsOf(upstream.settings)).toEqual([{ outcome: 'answered', code: 99991663 }])
  })

  test('refuses a send on an open connection', async () => {
    const upstream = await startSlowUpstream(
      { token: grantToken('t-test-token'), call: DONE },
      'call',
    )
    const console = runConsole(upstream.settings)
    await console.started()
    const { port, host } = new URL(urlIn(console))
    const body = '{"follow_ups":[{"content":"a"}]}'
    const socket = connect(Number(port), '127.0.0.1')
    let received = ''
    socket.on('data', (chunk) => {
      received += chunk
    })
    socket.write(
      `POST /api/messages/om_x/push_follow_up HTTP/1.1\r\nHost: ${host}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n{`,
    )
    await expect.poll(async () => (await fetch(`${urlIn(console)}/api/health`)).status).toBe(200)
    const ended = console.ended()
    console.stop('SIGTERM')
    await expect.poll(() => fetch(urlIn(console)).catch(() => 'refused')).toBe('refused')
    socket.write(body.slice(1))
    expect(await ended).toBe(0)
    expect(received).toMatch(/^HTTP\/1\.1 503 .*connection: close.*"error":"stopping"/is)
    expect(upstream.arrivals).toEqual({ token: 0, call: 0 })
    expect(await rowsOf(upstream.settings)).toEqual([])
  })

  test('waits for a missing response no longer than a call may take', async () => {
    const upstream = await startSlowUpstream(
      { token: grantToken('t-test-token'), call: FAULTS.hang },
      'call',
    )
    const settings = { ...upstream.settings, UPSTREAM_DEADLINE_MS: '1500' }
    const console = runConsole(settings)
    await console.started()
    const sending = send(console)
    await expect.poll(() => upstream.arrivals.call).toBe(1)
    const ended = console.ended()
    console.stop('SIGTERM')
    expect((await sending).status).toBe(504)
    expect(await ended).toBe(0)
    expect(await rowsOf(settings)).toEqual([{ outcome: 'unknown', detail: 'DEADLINE', code: null }])
  })
})

test('the log has start, sends and stop, without bodies and secrets', async () => {
  const upstream = await startSlowUpstream(
    { token: grantToken('t-test-token'), call: DONE },
    'call',
  )
  upstream.release()
  const console = runConsole({ ...upstream.settings, LOG: 'all' })
  await console.started()
  const { id } = (await (await send(console)).json()) as { id: string }
  console.stop('SIGTERM')
  expect(await console.ended()).toBe(0)
  const lines = console.output.stderr
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(lines.map(({ event }) => event)).toEqual([
    'start',
    'listening',
    'send_settled',
    'stopping',
    'stopped',
  ])
  expect(lines[2]).toEqual({
    time: expect.any(String),
    level: 'info',
    event: 'send_settled',
    exchange: id,
    profile: 'custom',
    endpoint: 'push_follow_up',
    message_id: 'om_x',
    outcome: 'answered',
    code: 0,
    duration_ms: expect.any(Number),
  })
})

test('a console open to a network without a sign-in warns of it', async () => {
  const console = runConsole({
    PORT: '0',
    EMULATOR_PORT: '0',
    HOST: '0.0.0.0',
    ALLOWED_HOSTS: 'console.test',
    INSECURE_NO_LOGIN: '1',
  })
  await console.started()
  expect(JSON.parse(console.output.stderr)).toMatchObject({
    level: 'warn',
    event: 'open_beyond_this_machine',
    allowed_hosts: 'console.test',
    warning: expect.stringContaining('no sign-in'),
  })
})
