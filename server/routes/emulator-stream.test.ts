import { once } from 'node:events'
import {
  createServer,
  get,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { refusalSchema } from '#contract/refusal'
import { createEmulator } from '../emulator/emulator.ts'
import { consoleListener, createConsoleServer, listen } from '../http/console-server.ts'
import { startFaultServer } from '../testing/fault-server.ts'
import { FAULTS, type FaultName } from '../testing/faults.ts'
import { createTestConsole, HOST, testProfile } from '../testing/test-console.ts'

const STREAM = '/api/emulator/stream?profile=emulator'

const cleanups: (() => unknown)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
})

/** A console on a socket, so that a browser can really disconnect. */
async function consoleOn(emulatorUrl: string) {
  const testConsole = createTestConsole([
    testProfile(emulatorUrl, { id: 'emulator', brand: 'emulator' }),
  ])
  const server = createConsoleServer()
  server.on('request', consoleListener(testConsole.app).listener)
  const port = await listen(server, '127.0.0.1', 0)
  cleanups.push(
    () => stop(server),
    () => testConsole.close(),
  )
  return {
    ...testConsole,
    async follow(): Promise<IncomingMessage> {
      const request = get({ port, path: STREAM, headers: { host: HOST }, agent: false })
      request.on('error', () => {})
      const [response] = (await once(request, 'response')) as [IncomingMessage]
      response.setEncoding('utf8').on('error', () => {})
      return response
    },
  }
}

function stop(server: Server): Promise<void> {
  server.closeAllConnections()
  return new Promise((resolve) => server.close(() => resolve()))
}

/** An emulator that only keeps its listeners. */
async function holdListeners() {
  const listeners = new Set<ServerResponse>()
  const server = createServer((_, response) => {
    listeners.add(response)
    response.on('close', () => listeners.delete(response))
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.write('event: state\ndata: {"version":1}\n\n')
  })
  await listen(server, '127.0.0.1', 0)
  cleanups.push(() => stop(server))
  return { listeners, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
}

/** What the console adds in front: it shows the page that no proxy holds the stream back. */
const READY = 'event: ready\ndata:\n\n'

async function nextText(response: IncomingMessage): Promise<string> {
  let text = ''
  while (text === '') text += String(await once(response, 'data')).replace(READY, '')
  return text
}

test('sends an event for each change of the emulator', async () => {
  const emulator = await createEmulator()
  cleanups.push(() => emulator.close())
  const { follow } = await consoleOn(emulator.url)
  const response = await follow()
  expect(response.statusCode).toBe(200)
  expect(response.headers['content-type']).toBe('text/event-stream')
  expect(response.headers['cache-control']).toBe('no-store')
  expect(await nextText(response)).toMatch(/^event: state\ndata: \{"version":\d+\}\n\n$/)
  const next = nextText(response)
  await fetch(`${emulator.url}/_emulator/reset`, { method: 'POST' })
  expect(await next).toMatch(/^event: state\n/)
})

test('is open to the console while others take every slot that they can get', async () => {
  const emulator = await createEmulator()
  cleanups.push(() => emulator.close())
  const listeners = []
  do {
    const request = get(`${emulator.url}/_emulator/stream`, { agent: false })
    const [response] = (await once(request, 'response')) as [IncomingMessage]
    listeners.push(response.statusCode)
  } while (listeners.at(-1) === 200 && listeners.length < 100)
  expect(listeners.at(-1)).toBe(503)
  const { follow } = await consoleOn(emulator.url)
  expect(await nextText(await follow())).toMatch(/^event: state\n/)
})

test('disconnects from the emulator when the browser disconnects', async () => {
  const { listeners, url } = await holdListeners()
  const { follow, logged } = await consoleOn(url)
  const responses = await Promise.all([follow(), follow()])
  await Promise.all(responses.map(nextText))
  expect(listeners.size).toBe(2)
  responses[0]?.destroy()
  await expect.poll(() => listeners.size).toBe(1)
  expect(logged).toEqual([])
})

test('ends the stream when the emulator ends it, without adding anything but its first event', async () => {
  const { listeners, url } = await holdListeners()
  const { follow } = await consoleOn(url)
  const response = await follow()
  let text = await nextText(response)
  response.on('data', (more: string) => {
    text += more
  })
  const ended = once(response, 'end')
  for (const listener of listeners) listener.destroy()
  await ended
  expect(text).toBe('event: state\ndata: {"version":1}\n\n')
})

test('ends its streams when the console stops', async () => {
  const { listeners, url } = await holdListeners()
  const { follow, close } = await consoleOn(url)
  const response = await follow()
  await nextText(response)
  const ended = once(response.resume(), 'end')
  await close()
  await ended
  await expect.poll(() => listeners.size).toBe(0)
})

test('a browser that does not read slows the emulator down instead of filling memory', async () => {
  let written = 0
  let held = false
  const server = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    const event = `: ${'x'.repeat(64 * 1024)}\n\n`
    const flood = () => {
      while (!response.closed) {
        written += event.length
        if (!response.write(event)) {
          held = true
          response.once('drain', () => {
            held = false
            setImmediate(flood)
          })
          return
        }
      }
    }
    flood()
  })
  await listen(server, '127.0.0.1', 0)
  cleanups.push(() => stop(server))
  const { follow } = await consoleOn(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  const response = await follow()
  response.pause()
  const isHeld = async () => {
    const before = written
    await new Promise((resolve) => setTimeout(resolve, 200))
    return held && written === before
  }
  await expect.poll(isHeld).toBe(true)
  // The buffers of the sockets.
  expect(written).toBeLessThan(64 * 1024 * 1024)
})

test.each<FaultName>(['html_502', 'reset_before_headers', 'json_array', 'not_http'])(
  'reports an emulator that responds with %s as unreachable',
  async (fault) => {
    const upstream = await startFaultServer(() => FAULTS[fault])
    cleanups.push(() => upstream.close())
    const { request } = await consoleOn(upstream.url)
    const response = await request(STREAM)
    expect(response.status).toBe(502)
    expect(refusalSchema.parse(await response.json()).error).toBe('emulator_unreachable')
  },
)

test('another upstream has no stream', async () => {
  const testConsole = createTestConsole([testProfile('http://127.0.0.1:9')])
  cleanups.push(() => testConsole.close())
  expect((await testConsole.request('/api/emulator/stream')).status).toBe(404)
})
