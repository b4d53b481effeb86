import { once } from 'node:events'
import { connect } from 'node:net'
import { join } from 'node:path'
import { HAS_POSTGRES, startPostgres } from '../../../server/testing/postgres-cluster.ts'
import { type ProxyServer, startProxy } from '../../../server/testing/proxy-server.ts'
import type { FaultCase } from '../fault.ts'
import { DEADLINE_MS, type FaultFixture, SUCCESS } from '../fixture.ts'

/** Without names, the real platform is never reached. */
const NO_NAMES = `--import=${new URL(`file://${join(import.meta.dirname, '../preload/dead-dns.mjs')}`).href}`

const SENDS = 20

/** A console whose app is on the real platform, behind a proxy. */
function startBehind(fixture: FaultFixture, proxy: ProxyServer) {
  fixture.onClose(() => proxy.close())
  const upstream = { url: 'https://open.feishu.cn:443' }
  return fixture.startConsole(upstream, {
    FEISHU_BASE_URL: 'https://open.feishu.cn',
    EMULATOR_PORT: '0',
    HTTPS_PROXY: proxy.url,
    NODE_OPTIONS: NO_NAMES,
  })
}

/** R33 to R35: bytes beyond a request, proxies, and a database with few connections. */
export const CONNECTION_FAULTS: readonly FaultCase[] = [
  {
    id: 'R33b',
    fault: 'one byte beyond the length of a push',
    behaviour: 'closed without a response; the push is made once and recorded',
    async run({ startUpstream, startConsole }, check) {
      const upstream = await startUpstream()
      const { promise: until, resolve: respond } = Promise.withResolvers<void>()
      upstream.behave({ ...SUCCESS, until })
      const console = await startConsole(upstream)
      const { port, host } = new URL(console.url)
      const body = '{"follow_ups":[{"content":"a"}]}'
      const socket = connect(Number(port), '127.0.0.1').on('error', () => {})
      let received = ''
      socket.on('data', (chunk) => {
        received += chunk
      })
      const closed = once(socket, 'close')
      socket.write(
        `POST /api/messages/om_fault/push_follow_up HTTP/1.1\r\nHost: ${host}\r\n` +
          `Content-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}X`,
      )
      await upstream.called()
      await Promise.race([closed, new Promise((resolve) => setTimeout(resolve, DEADLINE_MS))])
      respond()
      for (let i = 0; i < 40 && !(await console.states()).includes('om_fault answered'); i += 1) {
        await new Promise((resolve) => setTimeout(resolve, 50))
      }
      check('response', received, '')
      check('ledger', await console.states(), ['om_fault answered'])
      check('calls', upstream.calls().length, 1)
    },
  },
  {
    id: 'R34a',
    fault: 'the proxy is down',
    behaviour: 'not_sent, and the cause is the proxy; this machine needs none',
    async run(fixture, check) {
      const proxy = await startProxy('silent')
      await proxy.close()
      const console = await startBehind(fixture, { ...proxy, close: async () => {} })
      const result = await console.send('om_fault')
      check('outcome', [result.status, result.outcome, result.kind], [502, 'not_sent', 'proxy'])
      check('ledger', await console.states(), ['om_fault not_sent'])
      const upstream = await fixture.startUpstream()
      const other = await fixture.startConsole(upstream, {
        HTTPS_PROXY: proxy.url,
        HTTP_PROXY: proxy.url,
      })
      check('this machine', (await other.send('om_fault')).code, 0)
    },
  },
  {
    id: 'R34b',
    fault: 'the proxy opens no tunnel, or only after the deadline',
    behaviour: 'not_sent after the deadline; it asked for one tunnel',
    async run(fixture, check) {
      const proxy = await startProxy('silent')
      const console = await startBehind(fixture, proxy)
      const result = await console.send('om_fault')
      check('outcome', [result.status, result.outcome, result.kind], [502, 'not_sent', 'proxy'])
      check('in time', Math.abs(result.ms - DEADLINE_MS) < 500, true)
      check('tunnels', proxy.tunnels, ['open.feishu.cn:443'])
    },
  },
  {
    id: 'R34c',
    fault: 'the proxy asks for a password',
    behaviour: 'not_sent with PROXY_407; no secret in the clear',
    async run(fixture, check) {
      const proxy = await startProxy({ status: 407 })
      const console = await startBehind(fixture, proxy)
      const result = await console.send('om_fault')
      check('outcome', [result.outcome, result.kind], ['not_sent', 'proxy'])
      check('detail', result.text.includes('PROXY_407'), true)
      check('health', await console.health(), 200)
    },
  },
  {
    id: 'R35b',
    fault: 'PostgreSQL with 5 connections for two consoles',
    behaviour: `${2 * SENDS} sends at once wait for a connection, none is refused`,
    missing: () => (HAS_POSTGRES ? null : 'not installed: postgresql'),
    async run({ startUpstream, startConsole, onClose }, check) {
      const cluster = await startPostgres({ maxConnections: 5 })
      onClose(() => cluster.close())
      const settings = {
        DATABASE_URL: await cluster.newDatabase(),
        DATABASE_POOL_SIZE: '8',
        // The database is measured, not the limits of the platform.
        RATE_BUDGET: 'off',
        UPSTREAM_DEADLINE_MS: '15000',
      }
      const upstream = await startUpstream()
      const consoles = [
        await startConsole(upstream, settings),
        await startConsole(upstream, settings),
      ]
      const sends = consoles.flatMap((console, c) =>
        Array.from({ length: SENDS }, (_, i) => console.send(`om_${c}_${i}`)),
      )
      const results = await Promise.all(sends)
      check('outcomes', [...new Set(results.map(({ outcome }) => outcome))], ['answered'])
      check('calls', upstream.calls().length, 2 * SENDS)
      check('health', await consoles[1]?.health(), 200)
    },
  },
]
