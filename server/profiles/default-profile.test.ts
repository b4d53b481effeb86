import { expect, onTestFinished, test } from 'vitest'
import { profilesSchema } from '#contract/profile'
import { memoryStorage } from '../testing/memory-storage.ts'
import { createTestConsole, memoryKey } from '../testing/test-console.ts'

test('without a profile of the environment, the first one by name is the default', async () => {
  const testConsole = createTestConsole([])
  onTestFinished(() => testConsole.close())
  const push = async () => {
    const response = await testConsole.post('/api/messages/om_1/push_follow_up', {
      follow_ups: [{ content: 'OK' }],
    })
    return (await response.json()) as { profile?: string; error?: string }
  }
  expect(await push()).toMatchObject({ error: 'invalid' })

  for (const name of ['Zebra', 'Ant']) {
    // Without a secret, so that nothing is sent.
    const profile = { name, base_url: 'https://open.feishu.cn', app_id: 'cli_a' }
    expect((await testConsole.post('/api/profiles', profile)).status).toBe(201)
  }
  const { profiles } = profilesSchema.parse(
    await (await testConsole.request('/api/profiles')).json(),
  )
  expect(profiles.map((one) => [one.name, one.default])).toEqual([
    ['Ant', true],
    ['Zebra', false],
  ])
  expect(await push()).toMatchObject({ profile: profiles[0]?.id })
})

test('stores at most 100 profiles; removing one allows another', async () => {
  const testConsole = createTestConsole([])
  onTestFinished(() => testConsole.close())
  const add = (name: string) =>
    testConsole.post('/api/profiles', { name, base_url: 'https://open.feishu.cn', app_id: 'cli_a' })
  const all = await Promise.all(Array.from({ length: 105 }, (_, n) => add(`App ${n}`)))
  expect(all.filter(({ status }) => status === 201)).toHaveLength(100)
  expect(all.filter(({ status }) => status === 422)).toHaveLength(5)
  const made = (await all.find(({ status }) => status === 201)?.json()) as { id: string }
  await testConsole.request(`/api/profiles/${made.id}`, { method: 'DELETE' })
  expect((await add('One more')).status).toBe(201)
})

test('a base URL that is no longer allowed gets no secret and no token until it is changed', async () => {
  const storage = memoryStorage()
  const keys = memoryKey()
  const gone = 'http://127.0.0.1:9'
  const before = createTestConsole([], { storage, keys, allowedBaseUrls: [gone] })
  const call = (testConsole: typeof before, method: string, path: string, body: object) =>
    testConsole.request(path, {
      method,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  const profile = { name: 'Old', base_url: gone, app_id: 'cli_a', app_secret: 'the-secret' }
  const made = (await (await before.post('/api/profiles', profile)).json()) as { id: string }
  const path = `/api/profiles/${made.id}`
  const now = createTestConsole([], { storage, keys, allowedBaseUrls: [] })
  onTestFinished(() => now.close())

  const push = `/api/messages/om_1/push_follow_up?profile=${made.id}`
  const sent = await now.post(push, { follow_ups: [{ content: 'OK' }] })
  expect(await sent.json()).toMatchObject({ failure: { kind: 'no_secret' } })
  for (const [method, to, body] of [
    ['PUT', `${path}/pasted_token`, { tenant_access_token: 't-0123456789' }],
    ['PATCH', path, { app_secret: 'another-secret' }],
  ] as const) {
    const refused = await call(now, method, to, body)
    expect(refused.status).toBe(422)
    expect(await refused.json()).toMatchObject({ issues: [{ path: 'base_url' }] })
  }
  expect((await call(now, 'PATCH', path, { name: 'Older' })).status).toBe(200)
  const moved = { base_url: 'https://open.feishu.cn', app_secret: 'another-secret' }
  expect((await call(now, 'PATCH', path, moved)).status).toBe(200)
})
