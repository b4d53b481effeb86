import { connect } from 'node:net'
import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { streamEventSchema } from '#contract/emulator/control'
import { CONSOLE_HEADER } from '#contract/emulator/control-calls'
import { createTenant } from '../testing/tenant.ts'

/** Connects to the stream; `next` returns its next version. */
async function listen(url: string, headers: Record<string, string> = {}) {
  const controller = new AbortController()
  const { signal } = controller
  const response = await fetch(`${url}/_emulator/stream`, { headers, signal })
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  let received = ''
  return {
    response,
    leave: () => controller.abort(),
    async next(): Promise<number> {
      for (;;) {
        const found = /^event: state\ndata: (.+)\n\n/.exec(received)
        if (found) {
          received = received.slice(found[0].length)
          return streamEventSchema.parse(JSON.parse(found[1] ?? '')).version
        }
        const chunk = await reader?.read()
        if (!chunk || chunk.done) throw new Error('the stream has ended')
        received += chunk.value
      }
    },
  }
}

test('sends the version at once and after each change', async () => {
  const { emulator, send, state } = await createTenant()
  const { next, response } = await listen(emulator.url)
  expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8')
  expect(await next()).toBe((await state()).version)
  await send()
  expect(await next()).toBe((await state()).version)
})

test('combines changes close together and always sends the last version', async () => {
  const { emulator, hear, state } = await createTenant()
  const { next } = await listen(emulator.url)
  await next()
  await Promise.all(Array.from({ length: 100 }, () => hear()))
  const { version } = await state()
  let sent = 0
  let messages = 0
  while (sent < version) {
    sent = await next()
    messages += 1
  }
  expect(sent).toBe(version)
  expect(messages).toBeLessThan(50)
})

test('rejects the 51st listener, and accepts it once another has left', async () => {
  const { emulator, controlRefusal } = await createTenant()
  const listeners = await Promise.all(Array.from({ length: 50 }, () => listen(emulator.url)))
  expect(await controlRefusal('GET', '/stream')).toMatchObject({ status: 503 })
  listeners[0]?.leave()
  const status = async () => {
    const controller = new AbortController()
    const { signal } = controller
    const response = await fetch(`${emulator.url}/_emulator/stream`, { signal })
    controller.abort()
    return response.status
  }
  await expect.poll(status).toBe(200)
})

test('keeps slots for consoles while others listen', async () => {
  const { emulator, controlRefusal } = await createTenant()
  await Promise.all(Array.from({ length: 50 }, () => listen(emulator.url)))
  expect(await controlRefusal('GET', '/stream')).toMatchObject({ status: 503 })
  const own = { [CONSOLE_HEADER]: '1' }
  for (let open = 0; open < 50; open += 1) {
    expect((await listen(emulator.url, own)).response.status).toBe(200)
  }
  expect((await listen(emulator.url, own)).response.status).toBe(503)
})

test('a listener that does not read delays no other', async () => {
  const { emulator, control, send } = await createTenant()
  const socket = connect(emulator.port, '127.0.0.1')
  socket.pause()
  socket.write('GET /_emulator/stream HTTP/1.1\r\nHost: localhost\r\n\r\n')
  const { next } = await listen(emulator.url)
  await next()
  for (let changes = 0; changes < 200; changes += 1) {
    await control('POST', '/clock', { action: 'advance', ms: 1000 }, z.looseObject({}))
  }
  await send()
  expect(await next()).toBeGreaterThan(0)
  socket.destroy()
})

test('reading the state is not a change', async () => {
  const { ask, state } = await createTenant()
  const { version } = await state()
  await ask('GET', '/im/v1/messages/om_x')
  await ask('POST', '/im/v1/messages/om_x/push_follow_up', {})
  expect((await state()).version).toBe(version)
})
