import { expect, onTestFinished, test } from 'vitest'
import { connectionResponseSchema, connectionsSchema } from '#contract/connections/connection'
import { refusalSchema } from '#contract/refusal'
import { startEmulated } from '../testing/emulated-console.ts'

async function start() {
  const console = await startEmulated()
  onTestFinished(() => console.close())
  const refusal = async (body: unknown) => {
    const response = await console.post('/api/connections', body)
    return { status: response.status, ...refusalSchema.parse(await response.json()) }
  }
  return { ...console, refusal }
}

test('a connection is started, read, listed and cancelled, with its sentence in the language of the request', async () => {
  const { post, request, emulator } = await start()
  const begun = await post('/api/connections', { brand: 'emulator' })
  expect(begun.status).toBe(201)
  const { connection } = connectionResponseSchema.parse(await begun.json())
  const url = new URL(connection.verification_url)
  expect(url.origin).toBe(emulator.url)
  expect(url.searchParams.get('user_code')).toBe(connection.user_code)
  expect(url.searchParams.get('createOnly')).toBe('true')

  const path = `/api/connections/${connection.id}`
  const read = await request(path, { headers: { 'accept-language': 'zh-CN' } })
  expect(connectionResponseSchema.parse(await read.json()).connection).toEqual({
    ...connection,
    detail: '等待扫码并确认。',
  })
  const { connections } = connectionsSchema.parse(await (await request('/api/connections')).json())
  expect(connections).toEqual([connection])
  expect((await request(path, { method: 'DELETE' })).status).toBe(204)
  for (const method of ['GET', 'DELETE']) expect((await request(path, { method })).status).toBe(404)
})

test('rejects what cannot be connected', async () => {
  const { refusal, post } = await start()
  expect(await refusal({ brand: 'emulator', profile: 'none' })).toMatchObject({
    ...{ status: 422, issues: [{ path: 'profile' }] },
  })
  expect(await refusal({ brand: 'lark', profile: 'emulator' })).toMatchObject({
    ...{ status: 422, issues: [{ path: 'brand' }] },
  })
  for (let n = 0; n < 20; n += 1) await post('/api/connections', { brand: 'emulator' })
  expect(await refusal({ brand: 'emulator' })).toMatchObject({
    issues: [{ message: 'Too many connections wait for a scan. Cancel some first.' }],
  })
})

test('reports that the platform returned no link', async () => {
  const { refusal, emulator } = await start()
  await emulator.close()
  const { status, error, issues } = await refusal({ brand: 'emulator' })
  expect({ status, error }).toEqual({ status: 502, error: 'accounts_unreachable' })
  expect(issues[0]?.message).toMatch(/^The platform could not be reached \(/)
})
