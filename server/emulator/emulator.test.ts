import { once } from 'node:events'
import { connect } from 'node:net'
import { expect, test } from 'vitest'
import { createEmulator } from './emulator.ts'
import { startForTest } from './testing/client.ts'

test("rejects with the system's error if the port is taken", async () => {
  const { emulator } = await startForTest()
  await expect(createEmulator({ port: emulator.port })).rejects.toMatchObject({
    code: 'EADDRINUSE',
    port: emulator.port,
  })
})

test('several emulators run at once and share nothing', async () => {
  const [one, two] = [await startForTest(), await startForTest()]
  expect(one.emulator.url).not.toBe(two.emulator.url)
  const token = await one.token()
  const path = '/open-apis/im/v1/messages/om_unknown'
  expect((await one.call('GET', path, { token })).code).toBe(99992354)
  expect((await two.call('GET', path, { token })).code).toBe(99991663)
})

test('closing ends open connections and accepts no new ones', async () => {
  const emulator = await createEmulator()
  await fetch(`${emulator.url}/_emulator/state`)
  await emulator.close()
  await expect(fetch(`${emulator.url}/_emulator/state`)).rejects.toThrow()
})

test('leaves the Request and Response of the process as they are', async () => {
  const { Request: request, Response: response } = globalThis
  await startForTest()
  expect(globalThis.Request).toBe(request)
  expect(globalThis.Response).toBe(response)
})

test('closes a connection that breaks while a request runs, without a 400 for it', async () => {
  const { emulator } = await startForTest()
  async function receive(bytes: string): Promise<string> {
    const socket = connect(emulator.port, '127.0.0.1').on('error', () => {})
    let received = ''
    socket.setEncoding('utf8').on('data', (text: string) => {
      received += text
    })
    socket.write(bytes)
    await once(socket, 'close')
    return received
  }
  const head =
    'POST /_emulator/reset HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n'
  expect(await receive(`${head}Content-Length: 2\r\n\r\n{}X`)).toBe('')
  expect(await receive('nonsense\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 /)
})
