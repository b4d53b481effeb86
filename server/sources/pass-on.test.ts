import { expect, onTestFinished, test } from 'vitest'
import { systemClock } from '../feishu/clock.ts'
import type { UpstreamRequest, UpstreamResult } from '../feishu/upstream.ts'
import type { LogEntry } from '../logging/log.ts'
import { createPassOn } from './pass-on.ts'

const EVENT = { text: '{"a":1}', headers: { 'x-lark-signature': 's' } }

function start(respond: (request: UpstreamRequest) => Promise<number> | number) {
  const requests: UpstreamRequest[] = []
  const logged: LogEntry[] = []
  const passOn = createPassOn({
    clock: systemClock,
    log: (entry) => logged.push(entry),
    allowedHosts: ['bot.example', '10.0.0.5', '::2'],
    pausesMs: [1, 1],
    upstream: {
      async call(request): Promise<UpstreamResult> {
        requests.push(request)
        const http_status = await respond(request)
        const response = { http_status, headers: {}, bytes: Buffer.of(), truncated: false }
        return { failure: null, sent: true, response, started_at_ms: 0, duration_ms: 0 }
      },
    },
  })
  onTestFinished(() => passOn.close())
  return { passOn, requests, logged }
}

test('repeats what failed, three times in all, and says why it gave up', async () => {
  const statuses = [500, 200, 500, 301, 404]
  const { passOn, requests, logged } = start(() => statuses.shift() ?? 200)
  passOn.send('shop', 'http://127.0.0.1/event', EVENT)
  await expect.poll(() => passOn.status('shop')).toMatchObject({ delivered: 1, waiting: 0 })
  passOn.send('shop', 'http://127.0.0.1/event', EVENT)
  await expect
    .poll(() => passOn.status('shop'))
    .toEqual({
      delivered: 1,
      failed: 1,
      waiting: 0,
      last_failure: { at: expect.any(String), detail: 'HTTP 404' },
    })
  expect(requests).toHaveLength(5)
  expect(requests[0]).toMatchObject({ method: 'POST', body: EVENT.text, headers: EVENT.headers })
  expect(logged).toMatchObject([{ event: 'event_not_passed_on', detail: 'HTTP 404' }])
})

test('keeps a bounded number of events for a bot that does not respond', async () => {
  const never = Promise.withResolvers<number>()
  const { passOn, requests } = start(() => never.promise)
  for (let i = 0; i < 1_010; i += 1) passOn.send('shop', 'http://127.0.0.1/event', EVENT)
  expect(passOn.status('shop')).toMatchObject({ waiting: 1_000, failed: 10 })
  expect(requests).toHaveLength(8)
  never.resolve(200)
})

test.each([
  ['http://127.0.0.1:3000/event', true],
  ['http://localhost/', true],
  ['http://[::1]:3000/', true],
  ['https://bot.example/event', true],
  ['http://10.0.0.5/', true],
  ['http://[::2]/', true],
  // Other spellings of loopback are plain addresses once they are parsed.
  ['http://2130706433/', true],
  ['http://127.0.0.2/', false],
  ['http://10.0.0.6/', false],
  ['http://169.254.169.254/', false],
  ['http://[::ffff:10.0.0.6]/', false],
  ['https://bot.example.evil.test/', false],
  ['https://a:b@bot.example/', false],
])('a URL of the settings, or of this machine: %s is allowed: %s', (url, allowed) => {
  expect(start(() => 200).passOn.allows(new URL(url))).toBe(allowed)
})
