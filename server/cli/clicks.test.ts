import { createServer } from 'node:http'
import { expect, onTestFinished, test } from 'vitest'
import { HAND_OVER_LIMITS } from '#contract/event-sources/event-source'
import { freePort } from '../testing/free-port.ts'
import { run } from './run.ts'

type Batch = { events: unknown[] }

/** A console that answers with each status in turn, then takes everything. */
async function startConsole(port = 0, statuses: readonly number[] = []) {
  const batches: Batch[] = []
  const paths: (string | undefined)[] = []
  const left = [...statuses]
  const server = createServer((request, response) => {
    let text = ''
    request.on('data', (chunk) => {
      text += chunk
    })
    request.on('end', () => {
      paths.push(request.url)
      const status = left.shift() ?? 200
      const events = JSON.parse(text).events
      const body =
        status === 200
          ? { used: events.length, ignored: 0, duplicate: 0, unreadable: 0 }
          : { error: 'invalid', message: 'Invalid request.', issues: [] }
      if (status === 200) batches.push({ events })
      response.writeHead(status, { 'content-type': 'application/json', connection: 'close' })
      response.end(JSON.stringify(body))
    })
  })
  await new Promise<void>((ready) => server.listen(port, '127.0.0.1', ready))
  onTestFinished(() => void server.close())
  const address = server.address()
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
  return { url, batches, paths }
}

async function clicks(
  args: readonly string[],
  input: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
) {
  const output = { out: '', err: '' }
  const code = await run(['clicks', ...args], {
    env: {},
    locale: 'en',
    print: (text) => {
      output.out += text
    },
    complain: (text) => {
      output.err += text
    },
    readInput: async () => null,
    stdin: (async function* () {
      yield* input
    })(),
  })
  return { code, ...output }
}

const bytes = (text: string) => new TextEncoder().encode(text)

test('hands every line over, in batches, wherever a character is cut, and prints the counts', async () => {
  const { url, batches, paths } = await startConsole()
  const events = Array.from({ length: HAND_OVER_LIMITS.events * 2 + 1 }, (_, n) => ({
    n,
    字: '气泡🧑‍🚀',
  }))
  const whole = bytes(
    `${events.map((one) => JSON.stringify(one)).join('\n')}\n\nnot JSON\n{"last":1}`,
  )
  const pieces = Array.from({ length: Math.ceil(whole.length / 7) }, (_, at) =>
    whole.subarray(at * 7, at * 7 + 7),
  )
  const { code, out } = await clicks(['--console', url, '--profile', 'shop', '--json'], pieces)
  expect(code).toBe(0)
  expect(JSON.parse(out)).toEqual({ used: 202, ignored: 0, duplicate: 0, unreadable: 1 })
  expect(batches.flatMap((batch) => batch.events)).toEqual([...events, { last: 1 }])
  expect(batches.every((batch) => batch.events.length <= HAND_OVER_LIMITS.events)).toBe(true)
  expect(paths[0]).toBe('/api/event-sources/events?profile=shop')
})

test('goes on after a restart of the console, without an event lost', async () => {
  const port = await freePort()
  const ended = clicks(['--console', `http://127.0.0.1:${port}`], [bytes('{"a":1}\n{"b":2}\n')])
  // The first request finds no console, the second one a console that is stopping.
  await new Promise((go) => setTimeout(go, 100))
  const { batches } = await startConsole(port, [503])
  const { code, out, err } = await ended
  expect(code).toBe(0)
  expect(err).toBe('The console does not respond. Trying again…')
  expect(out).toBe('2 used · 0 ignored · 0 duplicate · 0 unreadable')
  expect(batches.flatMap((batch) => batch.events)).toEqual([{ a: 1 }, { b: 2 }])
})

test('ends with 2 if the console refuses, or the address is none', async () => {
  const { url } = await startConsole(0, [422])
  expect(await clicks(['--console', url], [bytes('{}\n')])).toMatchObject({
    code: 2,
    err: expect.stringContaining('Invalid request.'),
  })
  for (const args of [[], ['--console', 'console']]) {
    expect((await clicks(args, [])).code).toBe(2)
  }
})
