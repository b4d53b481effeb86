import { expect, test } from 'vitest'
import {
  assumptionsResponseSchema,
  clockResponseSchema,
  messageResponseSchema,
} from '#contract/emulator/control'
import { createTestClock, startForTest } from '../testing/client.ts'
import { bubble } from '../testing/push.ts'
import { createTenant } from '../testing/tenant.ts'

test('the state holds neither secrets nor tokens', async () => {
  const { emulator, token } = await startForTest()
  const secret = await token()
  const text = await (await fetch(`${emulator.url}/_emulator/state`)).text()
  expect(text).toContain('cli_0123456789abcdef')
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

test('rejects a request in its own language, English by default', async () => {
  const { emulator } = await startForTest()
  const messageIn = async (language?: string) => {
    const response = await fetch(`${emulator.url}/_emulator/faults/none`, {
      method: 'DELETE',
      headers: language === undefined ? {} : { 'Accept-Language': language },
    })
    return (await response.json()).message
  }
  expect(await messageIn('zh-CN,en;q=0.5')).toBe('未知的 fault_id。')
  expect(await messageIn('de')).toBe('Unknown fault_id.')
  // fetch sends * by itself.
  expect(await messageIn()).toBe('Unknown fault_id.')
})

test('the state has each assumption with its reason in both languages', async () => {
  const { state } = await startForTest({ assumptions: { age_boundary: 'refused' } })
  const { assumptions } = await state()
  expect(assumptions.find(({ name }) => name === 'age_boundary')?.value).toBe('refused')
  for (const { description } of assumptions) {
    expect(description.zh).toMatch(/默认/)
    expect(description.en).toMatch(/default/i)
  }
})

test('moves the clock across the 600 s limit and back', async () => {
  const { ask, control, send, state } = await createTenant({ clock: 'frozen' })
  const { message_id } = await send()
  const sent = (await state()).now_ms
  const move = (body: object) => control('POST', '/clock', body, clockResponseSchema)
  const push = async () =>
    (await ask('POST', `/im/v1/messages/${message_id}/push_follow_up`, bubble('x'))).code
  await move({ action: 'advance', ms: 601_000 })
  expect(await push()).toBe(230002)
  const { clock } = await move({ action: 'set', now_ms: sent + 599_000 })
  expect(clock).toMatchObject({ now_ms: sent + 599_000, mode: 'frozen' })
  expect(await push()).toBe(0)
  expect((await move({ action: 'resume' })).clock.mode).toBe('real')
  expect((await move({ action: 'freeze' })).clock.mode).toBe('frozen')
})

test('changes an assumption at run time', async () => {
  const { ask, control, state } = await createTenant()
  const push = async () => (await ask('POST', '/im/v1/messages/om_x/push_follow_up', '{')).code
  expect(await push()).toBe(9499)
  const chosen = { unreadable_body: '230001', trimming: 'both_ends' }
  const { assumptions } = await control('POST', '/assumptions', chosen, assumptionsResponseSchema)
  expect(assumptions).toEqual((await state()).assumptions)
  expect(assumptions.find(({ name }) => name === 'trimming')).toMatchObject({
    value: 'both_ends',
    values: ['none', 'both_ends'],
    assumed: true,
  })
  expect(await push()).toBe(230001)
})

test.each([
  ['/clock', {}, ['action']],
  ['/clock', { action: 'stop' }, ['action']],
  ['/clock', { action: 'advance' }, ['ms']],
  ['/clock', { action: 'advance', ms: 1.5 }, ['ms']],
  ['/clock', { action: 'advance', ms: 1e12 }, ['ms']],
  ['/clock', { action: 'set', now_ms: -1 }, ['now_ms']],
  ['/clock', { action: 'freeze', ms: 1 }, ['ms']],
  ['/clock', [], ['']],
  [
    '/assumptions',
    { trimming: 'maybe', nothing: 'x', age_boundary: 'refused' },
    ['trimming', 'nothing'],
  ],
  ['/assumptions', { trimming: 1 }, ['trimming']],
  ['/assumptions', '{"trimming":', ['']],
  ['/reset', { all: true }, ['all']],
])('%s rejects %j at the paths %j and changes nothing', async (path, body, paths) => {
  const { controlRefusal, state } = await createTenant()
  const before = await state()
  const rejected = await controlRefusal('POST', path, body)
  expect(rejected).toMatchObject({ status: 422, error: 'invalid' })
  expect(rejected.issues.map((issue) => issue.path)).toEqual(paths)
  for (const { message } of rejected.issues) expect(message).toMatch(/^[A-Z].+\.$/)
  expect(await state()).toEqual(before)
})

test('rejects a body that is too large', async () => {
  const { controlRefusal } = await createTenant()
  const rejected = await controlRefusal('POST', '/clock', ' '.repeat(256 * 1024 + 1))
  expect(rejected).toMatchObject({ status: 413, error: 'too_large' })
})

test('returns a message with its bubbles, and 404 for an unknown one', async () => {
  const { ask, control, controlRefusal, send } = await createTenant()
  const { message_id } = await send()
  const look = async () =>
    (await control('GET', `/messages/${message_id}`, undefined, messageResponseSchema)).message
  expect(await look()).toMatchObject({ message_id, text: 'hello', follow_ups: [] })
  await ask('POST', `/im/v1/messages/${message_id}/push_follow_up`, bubble('OK'))
  expect((await look()).follow_ups).toMatchObject([{ content: 'OK' }])
  expect((await controlRefusal('GET', '/messages/om_unknown')).status).toBe(404)
})
