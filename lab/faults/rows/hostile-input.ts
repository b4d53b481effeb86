import { get, type IncomingMessage } from 'node:http'
import { member, parseJson } from '#contract/json'
import { REDACTED } from '#contract/texts/secrets'
import { json } from '../../../server/testing/faults.ts'
import type { FaultCase } from '../fault.ts'
import { SECRET, TOKEN } from '../fixture.ts'

const INHERITED = ['__proto__', 'constructor', 'toString', 'hasOwnProperty']
const LISTENERS = 50

const base64 = (text: string) => Buffer.from(text).toString('base64')

/** Parts of a secret, and a whole one, in spellings from which it could be read. */
const CUT_SECRETS = [
  SECRET.slice(0, 16),
  SECRET.slice(8),
  Buffer.from(SECRET.slice(4, 20)).toString('hex').replace(/../g, '$& '),
  base64(base64(TOKEN)),
  [...TOKEN].join('\u200b'),
  TOKEN.replace(/./g, (character) => `&#${character.charCodeAt(0)};`),
]

/** Variants of R28 and R32: what a page, a person or a platform may send on purpose. */
export const HOSTILE_FAULTS: readonly FaultCase[] = [
  {
    id: 'R28b',
    fault: 'a response with cut and encoded secrets',
    behaviour: 'each is hidden, in the response and in the ledger',
    async run({ startUpstream, startConsole }, check) {
      const upstream = await startUpstream()
      const console = await startConsole(upstream)
      upstream.behave(json('200 OK', { code: 230001, msg: 'echo', echo: CUT_SECRETS }))
      const result = await console.send('om_fault')
      const hidden = (text: string) => text.split(REDACTED).length - 1
      check('hidden in the response', hidden(result.received), CUT_SECRETS.length)
      const stored = await fetch(`${console.url}/api/exchanges/${result.id}`)
      check('hidden in the ledger', hidden(await stored.text()) >= CUT_SECRETS.length, true)
    },
  },
  {
    id: 'R32b',
    fault: 'names that every object inherits',
    behaviour: 'unknown apps, requests and templates; the next send works',
    async run({ startUpstream, startConsole }, check) {
      const console = await startConsole(await startUpstream())
      const errorOf = async (path: string) => {
        const response = await fetch(console.url + path)
        return member(parseJson(await response.text()), 'error')
      }
      for (const name of INHERITED) {
        check(
          `${name} is unknown`,
          [
            await errorOf(`/api/exchanges/${name}`),
            await errorOf(`/api/templates/${name}`),
            await errorOf(`/api/profiles/${name}/budget`),
            await errorOf(`/api/messages/om_a/preflight?profile=${name}`),
          ],
          ['not_found', 'not_found', 'not_found', 'invalid'],
        )
      }
      check('next send', (await console.send('om_after')).code, 0)
    },
  },
  {
    id: 'R32c',
    fault: 'other sites and programs listen to the emulator',
    behaviour: 'sites are refused; programs never take the slots of the console',
    async run(fixture, check) {
      const console = await fixture.startConsole(await fixture.startUpstream(), {
        EMULATOR: 'on',
        EMULATOR_PORT: '0',
        FEISHU_BASE_URL: '',
        FEISHU_APP_ID: '',
        FEISHU_APP_SECRET: '',
      })
      const listen = (url: string, headers: Record<string, string> = {}) =>
        new Promise<IncomingMessage>((resolve, reject) => {
          const request = get(url, { headers, agent: false }, resolve).on('error', reject)
          fixture.onClose(() => request.destroy())
        })
      const statusOf = async (url: string, headers?: Record<string, string>) =>
        (await listen(url, headers)).statusCode
      const stream = `${console.emulatorUrl}/_emulator/stream`
      check('another site', await statusOf(stream, { origin: 'https://evil.test' }), 403)
      check(
        'a read by another site',
        await statusOf(stream, { 'sec-fetch-site': 'cross-site' }),
        403,
      )
      const statuses = []
      for (let n = 0; n <= LISTENERS; n += 1) statuses.push(await statusOf(stream))
      check('the last program', [statuses[0], statuses.at(-1)], [200, 503])
      check('the console', await statusOf(`${console.url}/api/emulator/stream`), 200)
    },
  },
]
