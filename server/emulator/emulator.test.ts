import { expect, test } from 'vitest'
import { createEmulator } from './emulator.ts'
import { startForTest } from './test-client.ts'

test('a taken port is told with the original error', async () => {
  const { emulator } = await startForTest()
  await expect(createEmulator({ port: emulator.port })).rejects.toMatchObject({
    code: 'EADDRINUSE',
    port: emulator.port,
  })
})

test('several run at once and share nothing', async () => {
  const [one, two] = [await startForTest(), await startForTest()]
  expect(one.emulator.url).not.toBe(two.emulator.url)
  const token = await one.token()
  const path = '/open-apis/im/v1/messages/om_nowhere'
  expect((await one.call('GET', path, { token })).code).toBe(99992354)
  expect((await two.call('GET', path, { token })).code).toBe(99991663)
})

test('closing ends open connections and takes no new ones', async () => {
  const emulator = await createEmulator()
  await fetch(`${emulator.url}/_emulator/state`)
  await emulator.close()
  await expect(fetch(`${emulator.url}/_emulator/state`)).rejects.toThrow()
})

test('the process keeps its own Request and Response', async () => {
  const { Request: request, Response: response } = globalThis
  await startForTest()
  expect(globalThis.Request).toBe(request)
  expect(globalThis.Response).toBe(response)
})
