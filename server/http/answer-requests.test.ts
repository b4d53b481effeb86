import type { IncomingMessage, ServerResponse } from 'node:http'
import { expect, onTestFinished, test } from 'vitest'
import { answerRequests } from './answer-requests.ts'
import { createConsoleServer, listen } from './console-server.ts'
import type { LogEntry } from './error-mapper.ts'

type Listener = (incoming: IncomingMessage, outgoing: ServerResponse) => void

async function serve(load: () => Promise<Listener>) {
  const logged: LogEntry[] = []
  const requests = answerRequests({
    takes({ url }, outgoing) {
      if (url === '/taken') outgoing.end('taken')
      return url === '/taken'
    },
    load,
    log: (entry) => logged.push(entry),
    loadAfterMs: 600_000,
  })
  const server = createConsoleServer().on('request', requests)
  onTestFinished(() => {
    server.close()
    server.closeAllConnections()
  })
  const port = await listen(server, '127.0.0.1', 0)
  return {
    logged,
    async ask(path: string, body?: string) {
      const init = body === undefined ? {} : { method: 'POST', body }
      return (await fetch(`http://127.0.0.1:${port}${path}`, init)).text()
    },
  }
}

const echo: Listener = (incoming, outgoing) => incoming.pipe(outgoing)

test('what is taken needs nothing to be loaded', async () => {
  let loads = 0
  const { ask } = await serve(async () => {
    loads += 1
    return echo
  })
  expect(await ask('/taken')).toBe('taken')
  expect(loads).toBe(0)
})

test('all that come meanwhile wait for one loading, and keep what they sent', async () => {
  const loaded = Promise.withResolvers<Listener>()
  let loads = 0
  const { ask } = await serve(() => {
    loads += 1
    return loaded.promise
  })
  const asked = [ask('/a', 'one'), ask('/b', 'two')]
  expect(await ask('/taken')).toBe('taken')
  loaded.resolve(echo)
  expect(await Promise.all(asked)).toEqual(['one', 'two'])
  expect(await ask('/c', 'three')).toBe('three')
  expect(loads).toBe(1)
})

test('a loading that fails is told to the log and tried again', async () => {
  let loads = 0
  const { ask, logged } = await serve(async () => {
    loads += 1
    if (loads === 1) throw new TypeError('no such file')
    return echo
  })
  await expect(ask('/a', 'one')).rejects.toThrow()
  expect(logged).toMatchObject([{ event: 'request_failed', path: '/a', error: 'TypeError' }])
  expect(await ask('/a', 'two')).toBe('two')
})
