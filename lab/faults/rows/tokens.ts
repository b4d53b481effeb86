import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createServer } from 'node:tls'
import { FAULTS, grantToken, isTokenCall, json } from '../../../server/testing/faults.ts'
import { SELF_SIGNED } from '../../../server/testing/self-signed.ts'
import { type FaultCase, needs } from '../fault.ts'
import { SECRET, SUCCESS, TOKEN } from '../fixture.ts'

const preload = (name: string) =>
  `--import=${new URL(`file://${join(import.meta.dirname, '../preload', name)}`).href}`

const EXPIRED = json('400 Bad Request', { code: 99991663, msg: `invalid token ${TOKEN}` })

/** Grants a new token each time, because the console does not retry with the same one. */
function grantNewTokens() {
  let granted = 0
  return () => {
    granted += 1
    return grantToken(granted === 1 ? TOKEN : `${TOKEN}-${granted}`)
  }
}

/** The secrets that appear in the texts. */
const leaks = (...texts: string[]) =>
  [SECRET, TOKEN].filter((secret) => texts.some((text) => text.includes(secret)))

/** R10, R11, R26 and R28: the token, the connection to the platform, and a crashing handler. */
export const TOKEN_FAULTS: readonly FaultCase[] = [
  {
    id: 'R10a',
    fault: 'the token expires between check and use',
    behaviour: 'renewed once, retried once, one row',
    async run({ startUpstream, startConsole }, check) {
      let calls = 0
      const grant = grantNewTokens()
      const upstream = await startUpstream((request) => {
        if (isTokenCall(request)) return grant()
        calls += 1
        return calls === 1 ? EXPIRED : SUCCESS
      })
      const console = await startConsole(upstream)
      const result = await console.send('om_fault')
      check('outcome', [result.outcome, result.code], ['answered', 0])
      check('tokens fetched', upstream.tokenCalls(), 2)
      check('calls', upstream.calls().length, 2)
      check('rows', await console.states(), ['om_fault answered'])
    },
  },
  {
    id: 'R10b',
    fault: 'every token is rejected',
    behaviour: 'two calls and no more',
    async run({ startUpstream, startConsole }, check) {
      const grant = grantNewTokens()
      const upstream = await startUpstream((request) => (isTokenCall(request) ? grant() : EXPIRED))
      const console = await startConsole(upstream)
      const result = await console.send('om_fault')
      check('outcome', [result.status, result.outcome, result.code], [200, 'answered', 99991663])
      check('calls', [upstream.tokenCalls(), upstream.calls().length], [2, 2])
      check('no secret shown', leaks(result.text, console.stderr()), [])
    },
  },
  {
    id: 'R10c',
    fault: '20 sends at once on a cold start',
    behaviour: 'one token call',
    async run({ startUpstream, startConsole }, check) {
      const upstream = await startUpstream()
      const console = await startConsole(upstream)
      const sends = Array.from({ length: 20 }, (_, i) => console.send(`om_cold${i}`))
      const codes = (await Promise.all(sends)).map(({ code }) => code)
      check('codes', [...new Set(codes)], [0])
      check('tokens fetched', upstream.tokenCalls(), 1)
    },
  },
  ...tokenFaults(),
  {
    id: 'R26a',
    fault: 'no name resolves',
    behaviour: 'not_sent, dns; nothing leaves',
    async run({ startUpstream, startConsole }, check) {
      const upstream = await startUpstream()
      const console = await startConsole(upstream, {
        FEISHU_BASE_URL: upstream.url.replace('127.0.0.1', 'localhost'),
        NODE_OPTIONS: preload('dead-dns.mjs'),
      })
      const result = await console.send('om_fault')
      check('outcome', [result.status, result.outcome, result.kind], [502, 'not_sent', 'dns'])
      check('ledger', await console.states(), ['om_fault not_sent'])
      check('health', await console.health(), 200)
    },
  },
  {
    id: 'R26b',
    fault: 'the upstream refuses connections, then accepts',
    behaviour: 'not_sent; the next send succeeds without a restart',
    async run({ startUpstream, startConsole }, check) {
      const upstream = await startUpstream()
      const console = await startConsole(upstream)
      await upstream.refuse()
      const result = await console.send('om_fault')
      check(
        'outcome',
        [result.status, result.outcome, result.kind],
        [502, 'not_sent', 'connection_refused'],
      )
      check('ledger', await console.stateOf(result.id), 'not_sent')
      await upstream.accept()
      check('next send', (await console.send('om_fault')).code, 0)
      check('calls', upstream.calls().length, 1)
    },
  },
  {
    id: 'R26c',
    fault: 'a self-signed certificate',
    behaviour: 'not_sent, tls; no byte of the request sent',
    missing: needs(),
    async run({ startUpstream, startConsole, onClose }, check) {
      let received = 0
      const server = createServer(SELF_SIGNED, (socket) => {
        socket.on('data', () => {
          received += 1
        })
        socket.on('error', () => {})
      })
      server.on('tlsClientError', () => {})
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
      onClose(() => server.close())
      const address = server.address()
      const port = typeof address === 'object' && address ? address.port : 0
      const console = await startConsole(await startUpstream(), {
        FEISHU_BASE_URL: 'https://open.feishu.cn',
        FAULTS_TLS_PORT: String(port),
        NODE_OPTIONS: preload('feishu-is-here.mjs'),
        // Must have no effect.
        NODE_TLS_REJECT_UNAUTHORIZED: '0',
      })
      const result = await console.send('om_fault')
      check('outcome', [result.status, result.outcome, result.kind], [502, 'not_sent', 'tls'])
      check('ledger', await console.states(), ['om_fault not_sent'])
      if (received > 0) throw new Error('It sent data to a server with a wrong certificate.')
    },
  },
  {
    id: 'R28',
    fault: 'a handler throws',
    behaviour: '500 with an error body, logged without the message; keeps running',
    async run({ startUpstream, startConsole, folder }, check) {
      const file = join(folder(), 'throw')
      const console = await startConsole(await startUpstream(), {
        FAULTS_THROW_FILE: file,
        NODE_OPTIONS: preload('throwing.mjs'),
      })
      writeFileSync(file, '')
      const result = await console.send('om_fault')
      check('refusal', [result.status, result.error], [500, 'internal'])
      check('logged', /"event":"request_failed".*"error":"TypeError"/.test(console.stderr()), true)
      check('no stack shown', /planted|\bat \/|\.ts/.test(result.text || 'at /'), false)
      rmSync(file)
      check('next send', (await console.send('om_fault')).code, 0)
    },
  },
]

function tokenFaults(): FaultCase[] {
  const faults = {
    a: [
      'the secret is wrong',
      json('200 OK', { code: 10014, msg: `app secret ${SECRET}` }),
      'token_refused',
      200,
    ],
    b: ['the app is disabled', json('200 OK', { code: 10015, msg: SECRET }), 'token_refused', 200],
    c: ['the token endpoint fails', FAULTS.html_502, 'not_sent', 502],
    d: ['the token endpoint never responds', FAULTS.hang, 'not_sent', 502],
    e: ['a response without a token', json('200 OK', { code: 0, expire: 7200 }), 'not_sent', 502],
  } as const
  return Object.entries(faults).map(([letter, [fault, behaviour, outcome, status]]) => ({
    id: `R11${letter}`,
    fault,
    behaviour: `${outcome}; no call, no secret shown`,
    async run({ startUpstream, startConsole }, check) {
      let broken = true
      const upstream = await startUpstream((request) => {
        if (!isTokenCall(request)) return SUCCESS
        return broken ? behaviour : grantToken(TOKEN)
      })
      const console = await startConsole(upstream)
      const result = await console.send('om_fault')
      check('outcome', [result.status, result.outcome], [status, outcome])
      check('no call', upstream.calls().length, 0)
      check('ledger', await console.stateOf(result.id), outcome)
      check('no secret shown', leaks(result.text, console.stderr()), [])
      broken = false
      check('next send', (await console.send('om_fault')).code, 0)
    },
  }))
}
