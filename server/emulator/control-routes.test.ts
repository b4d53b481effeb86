import { expect, test } from 'vitest'
import { createTestClock, startForTest } from './test-client.ts'
import { bubble } from './test-push.ts'

test('the state holds neither a secret nor a token', async () => {
  const { emulator, token } = await startForTest()
  const secret = await token()
  const text = await (await fetch(`${emulator.url}/_emulator/state`)).text()
  expect(text).toContain('cli_emulator')
  expect(text).not.toContain('emulator-secret')
  expect(text).not.toContain(secret)
})

test('a reset restores the seed, relative to the clock', async () => {
  const clock = createTestClock()
  const { call, emulator, state, token } = await startForTest({ clock: clock.read })
  const before = await state()
  const path = `/open-apis/im/v1/messages/${before.demonstrations[0]?.message_id}/push_follow_up`
  await call('POST', path, { token: await token(), body: bubble('OK') })
  clock.advance(3_600_000)
  const response = await fetch(`${emulator.url}/_emulator/reset`, { method: 'POST' })
  expect(response.status).toBe(200)
  const after = await state()
  expect(after.now_ms).toBe(before.now_ms + 3_600_000)
  expect(after.demonstrations).toEqual(
    before.demonstrations.map((demonstration) => ({
      ...demonstration,
      create_time_ms: demonstration.create_time_ms + 3_600_000,
    })),
  )
})

test('each assumption is shown with the reason for it in both languages', async () => {
  const { state } = await startForTest({ assumptions: { age_boundary: 'refused' } })
  const { assumptions } = await state()
  expect(assumptions.find(({ name }) => name === 'age_boundary')?.value).toBe('refused')
  for (const { description } of assumptions) {
    expect(description.zh).toMatch(/默认/)
    expect(description.en).toMatch(/by default/i)
  }
})

test.each([
  { Origin: 'http://evil.test' },
  { Origin: 'null' },
  { Origin: 'http://127.0.0.1:1' },
  { 'Sec-Fetch-Site': 'cross-site' },
  { 'Sec-Fetch-Site': 'same-site' },
])('a page elsewhere cannot reset it: %j', async (headers) => {
  const { call, emulator, state, token } = await startForTest()
  const { demonstrations } = await state()
  const path = `/open-apis/im/v1/messages/${demonstrations[0]?.message_id}/push_follow_up`
  await call('POST', path, { token: await token(), body: bubble('OK') })
  const response = await fetch(`${emulator.url}/_emulator/reset`, {
    method: 'POST',
    headers: headers as Record<string, string>,
  })
  expect(response.status).toBe(403)
  expect(await response.json()).toMatchObject({ error: 'foreign_origin' })
  expect((await state()).demonstrations[0]?.expected_code).toBe(230008)
})

test('a page of its own may', async () => {
  const { emulator } = await startForTest()
  const headers = { Origin: emulator.url, 'Sec-Fetch-Site': 'same-origin' }
  const response = await fetch(`${emulator.url}/_emulator/reset`, { method: 'POST', headers })
  expect(response.status).toBe(200)
})
