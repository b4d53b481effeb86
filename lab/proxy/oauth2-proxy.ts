import { randomBytes } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { join } from 'node:path'
import { freePort } from '../../server/testing/free-port.ts'
import {
  followRedirects,
  OIDC_CLIENT,
  startIdentityProvider,
} from '../../server/testing/identity-provider.ts'
import type { Check } from './checks.ts'
import { readExample, readSettings } from './examples.ts'
import { startProgram } from './programs.ts'

/** The part of docs/operations.md with this example. */
const PART = 'With [oauth2-proxy]'

type Answer = { status: number; text: string; location: string | null; cookies: string[] }

/**
 * Starts a provider and oauth2-proxy in front of a console, which `startConsole` starts.
 * @returns the checks, and a function that stops all of it
 */
export async function setUpOauth2Proxy(
  folder: string,
  startConsole: (
    settings: Record<string, string>,
    port: number,
  ) => Promise<{ stop: () => Promise<void> }>,
) {
  const provider = await startIdentityProvider(['https://console.example/oauth2/callback'], {
    sub: 'anna-1',
    name: 'anna',
    email: 'anna@console.example',
  })
  const issuer = provider.issuer.origin
  const [listen, port] = [await freePort(), await freePort()]
  const settings = Object.entries(readSettings(PART)).map(([name, value]) => [
    name,
    value
      .replace('https://login.example', issuer)
      .replace(/^console$/, OIDC_CLIENT.client_id)
      .replace('SUBJECT', 'anna-1'),
  ])
  const running = await startConsole(Object.fromEntries(settings), port)
  const config = join(folder, 'oauth2-proxy.cfg')
  const example = readExample(
    'toml',
    {
      'https://login.example': issuer,
      'client_id = "console"': `client_id = "${OIDC_CLIENT.client_id}"`,
      'client_secret = "…"': `client_secret = "${OIDC_CLIENT.client_secret}"`,
      'cookie_secret = "…"': `cookie_secret = "${randomBytes(16).toString('hex')}"`,
      '127.0.0.1:4180': `127.0.0.1:${listen}`,
      '127.0.0.1:4310': `127.0.0.1:${port}`,
    },
    PART,
  )
  writeFileSync(config, example)
  const proxy = await startProgram(['oauth2-proxy', '--config', config], { folder, port: listen })
  const jar = new Map<string, string>()

  /** Asks the proxy as the browser behind a proxy with TLS does. */
  async function ask(
    path: string,
    headers: Record<string, string> = {},
    at = listen,
  ): Promise<Answer> {
    const cookie = [...jar].map((pair) => pair.join('=')).join('; ')
    const all = { host: 'console.example', 'x-forwarded-proto': 'https', cookie, ...headers }
    const answer = await new Promise<Answer>((resolve, reject) => {
      const sent = request({ host: '127.0.0.1', port: at, path, headers: all }, (response) => {
        let text = ''
        response.setEncoding('utf8').on('data', (piece) => {
          text += piece
        })
        response.on('end', () => {
          const { location = null, 'set-cookie': cookies = [] } = response.headers
          resolve({ status: response.statusCode ?? 0, text, location, cookies })
        })
      })
      sent.on('error', reject).end()
    })
    for (const set of answer.cookies) {
      const [name = '', value = ''] = set.split(';')[0]?.split(/=(.*)/) ?? []
      jar.set(name, value)
    }
    return answer
  }

  const checks: Check[] = [
    {
      name: 'whom the provider signed in is the person of the console, by the signature of the provider',
      async run() {
        const begun = await ask('/console/api/session')
        if (begun.location === null)
          throw new Error(`no sign-in: HTTP ${begun.status} ${begun.text}`)
        const back = await followRedirects(begun.location)
        await ask(back.pathname + back.search)
        const { text } = await ask('/console/api/session')
        if (JSON.parse(text).person?.name !== 'anna') throw new Error(`not anna: ${text}`)
        const profiles = await ask('/console/api/profiles')
        if (profiles.status !== 200) throw new Error(`no profiles: ${profiles.text}`)
      },
    },
    {
      name: 'a token that the provider did not sign is refused',
      async run() {
        const forged = `Bearer ${btoa('{"alg":"none"}')}.${btoa('{"sub":"anna-1"}')}.x`
        const { status } = await ask('/console/api/profiles', { authorization: forged }, port)
        if (status !== 401) throw new Error(`HTTP ${status}`)
      },
    },
  ]
  return {
    checks,
    async stop() {
      await proxy.stop()
      await running.stop()
      await provider.close()
    },
  }
}
