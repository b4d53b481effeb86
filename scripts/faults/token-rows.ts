import { join } from 'node:path'
import { createServer } from 'node:tls'
import { FAULTS, grantToken, isTokenCall, json } from '../../server/testing/faults.ts'
import { SELF_SIGNED } from '../../server/testing/self-signed.ts'
import { needs } from './machine.ts'
import type { Row } from './row.ts'
import { SECRET, SUCCESS, TOKEN } from './stand.ts'

const preload = (name: string) =>
  `--import=${new URL(`file://${join(import.meta.dirname, 'preload', name)}`).href}`

const DEAD = json('400 Bad Request', { code: 99991663, msg: `invalid token ${TOKEN}` })

/** A new token each time: the same once more would not be tried a second time. */
function grantNew() {
  let granted = 0
  return () => {
    granted += 1
    return grantToken(granted === 1 ? TOKEN : `${TOKEN}-${granted}`)
  }
}

/** What must be in nothing that the console says: the secrets it holds. */
const leaks = (...texts: string[]) =>
  [SECRET, TOKEN].filter((secret) => texts.some((text) => text.includes(secret)))

/** R10, R11 and R26: the token, and the way to the platform. */
export const TOKEN_ROWS: readonly Row[] = [
  {
    id: 'R10a',
    fault: 'the token dies between check and use',
    behaviour: 'renewed once, repeated once, one row',
    async run({ upstream: start, house: open }, check) {
      let calls = 0
      const grant = grantNew()
      const upstream = await start((request) => {
        if (isTokenCall(request)) return grant()
        calls += 1
        return calls === 1 ? DEAD : SUCCESS
      })
      const house = await open(upstream)
      const answer = await house.send('om_fault')
      check('outcome', [answer.outcome, answer.code], ['answered', 0])
      check('tokens fetched', upstream.tokenCalls(), 2)
      check('calls', upstream.calls().length, 2)
      check('rows', await house.states(), ['om_fault answered'])
    },
  },
  {
    id: 'R10b',
    fault: 'every token is rejected',
    behaviour: 'two calls and no more',
    async run({ upstream: start, house: open }, check) {
      const grant = grantNew()
      const upstream = await start((request) => (isTokenCall(request) ? grant() : DEAD))
      const house = await open(upstream)
      const answer = await house.send('om_fault')
      check('outcome', [answer.status, answer.outcome, answer.code], [200, 'answered', 99991663])
      check('calls', [upstream.tokenCalls(), upstream.calls().length], [2, 2])
      check('no secret shown', leaks(answer.text, house.stderr()), [])
    },
  },
  {
    id: 'R10c',
    fault: '20 sends at once on a cold start',
    behaviour: 'one token call',
    async run({ upstream: start, house: open }, check) {
      const upstream = await start()
      const house = await open(upstream)
      const sends = Array.from({ length: 20 }, (_, i) => house.send(`om_cold${i}`))
      const codes = (await Promise.all(sends)).map(({ code }) => code)
      check(
        'all arrive',
        codes.every((code) => code === 0),
        true,
      )
      check('tokens fetched', upstream.tokenCalls(), 1)
    },
  },
  ...tokenFaults(),
  {
    id: 'R26a',
    fault: 'no name resolves',
    behaviour: 'not_sent, dns; nothing leaves',
    async run({ upstream: start, house: open }, check) {
      const upstream = await start()
      const house = await open(upstream, {
        FEISHU_BASE_URL: upstream.url.replace('127.0.0.1', 'localhost'),
        NODE_OPTIONS: preload('dead-dns.mjs'),
      })
      const answer = await house.send('om_fault')
      check('outcome', [answer.status, answer.outcome, answer.kind], [502, 'not_sent', 'dns'])
      check('ledger', await house.states(), ['om_fault not_sent'])
      check('health', await house.health(), 200)
    },
  },
  {
    id: 'R26b',
    fault: 'nothing listens at the upstream, then it does',
    behaviour: 'not_sent; the next one arrives, no restart',
    async run({ upstream: start, house: open }, check) {
      const upstream = await start()
      const house = await open(upstream)
      await upstream.refuse()
      const answer = await house.send('om_fault')
      check(
        'outcome',
        [answer.status, answer.outcome, answer.kind],
        [502, 'not_sent', 'connection_refused'],
      )
      check('ledger', await house.stateOf(answer.id), 'not_sent')
      await upstream.accept()
      check('next send', (await house.send('om_fault')).code, 0)
      check('calls', upstream.calls().length, 1)
    },
  },
  {
    id: 'R26c',
    fault: 'a certificate that nobody vouches for',
    behaviour: 'not_sent, tls; not a byte of it said',
    missing: needs(),
    async run({ upstream: start, house: open, later }, check) {
      let heard = 0
      const server = createServer(SELF_SIGNED, (socket) => {
        socket.on('data', () => {
          heard += 1
        })
        socket.on('error', () => {})
      })
      server.on('tlsClientError', () => {})
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
      later(() => server.close())
      const address = server.address()
      const port = typeof address === 'object' && address ? address.port : 0
      const house = await open(await start(), {
        FEISHU_BASE_URL: 'https://open.feishu.cn',
        FAULTS_TLS_PORT: String(port),
        NODE_OPTIONS: preload('feishu-is-here.mjs'),
        // It must not matter.
        NODE_TLS_REJECT_UNAUTHORIZED: '0',
      })
      const answer = await house.send('om_fault')
      check('outcome', [answer.status, answer.outcome, answer.kind], [502, 'not_sent', 'tls'])
      check('ledger', await house.states(), ['om_fault not_sent'])
      if (heard > 0) throw new Error('It spoke to a server without a good certificate.')
    },
  },
  {
    id: 'R28',
    fault: 'a handler throws',
    behaviour: '500 in its own words, logged without the message; lives on',
    async run({ upstream: start, house: open, folder }, check) {
      const { rmSync, writeFileSync } = await import('node:fs')
      const file = join(folder(), 'throw')
      const house = await open(await start(), {
        FAULTS_THROW_FILE: file,
        NODE_OPTIONS: preload('throwing.mjs'),
      })
      writeFileSync(file, '')
      const answer = await house.send('om_fault')
      check('refusal', [answer.status, answer.error], [500, 'internal'])
      check('logged', /"event":"request_failed".*"error":"TypeError"/.test(house.stderr()), true)
      check('no stack told', /planted|\bat \/|\.ts/.test(answer.text || 'at /'), false)
      rmSync(file)
      check('next send', (await house.send('om_fault')).code, 0)
    },
  },
]

function tokenFaults(): Row[] {
  const faults = {
    a: [
      'the secret is wrong',
      json('200 OK', { code: 10014, msg: `app secret ${SECRET}` }),
      'token_refused',
      200,
    ],
    b: ['the app is disabled', json('200 OK', { code: 10015, msg: SECRET }), 'token_refused', 200],
    c: ['the token endpoint fails', FAULTS.html_502, 'not_sent', 502],
    d: ['the token endpoint never answers', FAULTS.hang, 'not_sent', 502],
    e: ['a token that is none', json('200 OK', { code: 0, expire: 7200 }), 'not_sent', 502],
  } as const
  return Object.entries(faults).map(([letter, [fault, behaviour, outcome, status]]) => ({
    id: `R11${letter}`,
    fault,
    behaviour: `${outcome}; no call, no secret told`,
    async run({ upstream: start, house: open }, check) {
      let broken = true
      const upstream = await start((request) => {
        if (!isTokenCall(request)) return SUCCESS
        return broken ? behaviour : grantToken(TOKEN)
      })
      const house = await open(upstream)
      const answer = await house.send('om_fault')
      check('outcome', [answer.status, answer.outcome], [status, outcome])
      check('no call', upstream.calls().length, 0)
      check('ledger', await house.stateOf(answer.id), outcome)
      check('no secret told', leaks(answer.text, house.stderr()), [])
      broken = false
      check('next send', (await house.send('om_fault')).code, 0)
    },
  }))
}
