import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import type { ConsoleProcess } from '../../server/testing/console-process.ts'
import type { Answer, createClient } from './client.ts'

export type Client = ReturnType<typeof createClient>
export type Check = { name: string; run: () => Promise<void> }

export type Published = {
  /** Signs in at the proxy as anna. */
  client: Client
  /** Does not sign in. */
  stranger: Client
  console: ConsoleProcess
  base: string
  /** Reads what the proxy has logged. */
  proxyLog: (() => string) | null
}

function expect(holds: boolean, what: string, answer?: Answer): void {
  if (holds) return
  const seen = answer ? `: HTTP ${answer.status} ${answer.text.slice(0, 300)}` : ''
  throw new Error(what + seen)
}

/** What must work behind every proxy. */
export function publishedChecks({ client, stranger, console, base, proxyLog }: Published): Check[] {
  const api = (path: string) => `${base}/api${path}`
  return [
    {
      name: 'the page, its files and its links are below the base path',
      async run() {
        const page = await client(`${base}/history`)
        expect(page.status === 200, 'no page', page)
        const paths = [...page.text.matchAll(/ (?:href|src)="(\/[^"]*)"/g)].map(
          ([, path]) => path ?? '',
        )
        expect(paths.length >= 3, 'no links', page)
        for (const path of paths.filter((one) => /\.\w+$/.test(one))) {
          expect(path.startsWith(`${base}/`), `${path} is outside`)
          const file = await client(path)
          expect(file.status === 200, path, file)
        }
      },
    },
    {
      name: 'the user named by the proxy is who sends, and no one else gets in',
      async run() {
        const session = await client(api('/session'))
        expect(JSON.parse(session.text).person?.name === 'anna', 'not anna', session)
        const refused = await stranger(api('/profiles'), { headers: { 'x-remote-user': 'anna' } })
        expect(refused.status === 401, 'a stranger got in', refused)
        const forged = await client(api('/session'), { headers: { 'x-remote-user': 'root' } })
        expect(JSON.parse(forged.text).person?.name === 'anna', 'the header was forged', forged)
      },
    },
    {
      name: 'a message with bubbles is sent, and a list of 8 MB arrives',
      async run() {
        const state = JSON.parse((await client(api('/emulator/state'))).text)
        const body = { ...state.default_receiver, text: 'Hi', follow_ups: [{ content: 'OK' }] }
        const sent = await client(api('/messages_with_follow_ups'), {
          method: 'POST',
          body: JSON.stringify(body),
        })
        expect(sent.status === 200 && JSON.parse(sent.text).push.code === 0, 'not sent', sent)
        const large = await client(api('/lists'), {
          method: 'POST',
          body: JSON.stringify({ name: 'x'.repeat(7_900_000) }),
        })
        expect(large.status === 422, 'the large body did not reach the console', large)
      },
    },
    {
      name: 'a stream arrives piece by piece',
      async run() {
        const stream = client(api('/emulator/stream'), { until: /event: state[\s\S]*event: state/ })
        for (const language of ['en_us', 'ja_jp', 'en_us', 'ja_jp']) {
          await wait(300)
          const state = JSON.parse((await client(api('/emulator/state'))).text)
          await client(api(`/emulator/users/${state.default_receiver.receive_id}`), {
            method: 'PATCH',
            body: JSON.stringify({ language }),
          })
        }
        expect((await stream).status === 200, 'no stream', await stream)
      },
    },
    {
      name: 'the request id is the same in the response, the audit and the proxy’s log',
      async run() {
        const made = await client(api('/templates'), {
          method: 'POST',
          body: JSON.stringify({
            name: `By proxy ${randomUUID()}`,
            follow_ups: [{ content: 'OK' }],
          }),
        })
        expect(made.status === 201, 'no template', made)
        const id = String(made.headers['x-request-id'])
        const audit = JSON.parse((await client(api('/audit'))).text)
        const event = audit.events.find((one: { request_id: string }) => one.request_id === id)
        expect(event?.action === 'POST /api/templates', `no event of ${id}`)
        expect(event.address === '127.0.0.1', `the address is ${event.address}`)
        if (proxyLog)
          expect(proxyLog().includes(`${id} 201 ${api('/templates')}`), `${id} is not in its log`)
      },
    },
    {
      name: 'metrics are not published, and health needs no sign-in',
      async run() {
        const published = await client(`${base}/metrics`)
        expect(published.status === 404, 'metrics are published', published)
        const { origin } = new URL(console.url)
        const headers = { authorization: 'Bearer a-token-of-the-check' }
        const metrics = await fetch(`${origin}/metrics`, { headers })
        expect(metrics.status === 200, `metrics: HTTP ${metrics.status}`)
        expect((await fetch(`${origin}/metrics`)).status === 404, 'metrics need no token')
        expect((await fetch(`${origin}/api/health`)).status === 200, 'no health')
      },
    },
  ]
}

/** What the console explains if the proxy changes the Host. */
export function changedHostChecks(client: Client, base: string, log: () => string): Check[] {
  return [
    {
      name: 'a changed Host is named with the setting to change, in the response and the log',
      async run() {
        const answer = await client(`${base}/api/profiles`)
        expect(
          answer.status === 421 && /“inner\.example”.*ALLOWED_HOSTS/.test(answer.text),
          'not explained',
          answer,
        )
        for (let tries = 0; tries < 20 && log() === ''; tries += 1) await wait(100)
        expect(/"wrong_host".*inner\.example/.test(log()), `not logged: ${log()}`)
      },
    },
  ]
}

/** Reads a file that a proxy writes its log to. */
export const logOf = (path: string) => () => readFileSync(path, 'utf8')
