import { createHmac, timingSafeEqual } from 'node:crypto'
import type { SignInFailure, SignInWay } from '#contract/access/session'
import type { Storage } from '../../storage/storage.ts'
import { hashSecret, type PersonRow } from '../people.ts'
import { newSecret, SECRET } from '../sessions.ts'

/** A way to sign in at another system, which sends the browser back with a code. */
export type RedirectWay = {
  /** Returns the address of the other system to send the browser to. */
  authorize(flow: FlowSecrets & { redirect_uri: string }): Promise<URL>
  /** Exchanges the code of a return; `url` is the whole address that the browser came back to. */
  complete(
    url: URL,
    flow: FlowSecrets & { redirect_uri: string },
  ): Promise<Identified | { failed: SignInFailure }>
}

/** Who somebody is for another system. */
export type Identified = { subject: string; name: string }

/** Derived from the secret of the browser's cookie, so that the database holds none of them. */
type FlowSecrets = { state: string; nonce: string; verifier: string }

export type RedirectWays = Partial<Record<SignInWay, () => Promise<RedirectWay>>>

type RedirectDeps = {
  storage: Storage
  ways: RedirectWays
  now: () => number
  identified: (
    way: SignInWay,
    subject: string,
    name: string,
  ) => Promise<PersonRow | { rejected: string }>
  /** Is told the class of an error, never its text. */
  warn: (way: SignInWay, error: string) => void
}

/** How long a person may take at the other system. */
export const FLOW_MS = 10 * 60_000

/**
 * Signs people in by a redirect. A flow belongs to the browser that began it (its cookie), to one way
 * and its own address of return (so that no system can answer for another one), and ends with
 * its first return.
 */
export function createRedirectFlow({ storage, ways, now, identified, warn }: RedirectDeps) {
  return {
    /** Returns the secret for the browser's cookie and the address to go to; null if there is no such way. */
    async begin(
      way: SignInWay,
      { redirect_uri, return_to }: { redirect_uri: string; return_to: string },
    ): Promise<{ secret: string; url: URL } | { failed: SignInFailure } | null> {
      const load = ways[way]
      if (!load) return null
      const secret = newSecret()
      let url: URL
      try {
        url = await (await load()).authorize({ ...secretsOf(secret), redirect_uri })
      } catch (error) {
        warn(way, nameOf(error))
        return { failed: 'provider' }
      }
      await storage.write(async (tx) => {
        await tx.deleteFrom('sign_ins').where('ends_at_ms', '<=', now()).execute()
        const ends_at_ms = now() + FLOW_MS
        await tx
          .insertInto('sign_ins')
          .values({ hash: hashSecret(secret), way, redirect_uri, return_to, ends_at_ms })
          .execute()
      })
      return { secret, url }
    },
    /** Ends a flow with the address that the browser came back to. */
    async complete(
      way: SignInWay,
      secret: string | null,
      query: URLSearchParams,
    ): Promise<{ person: PersonRow; return_to: string } | { failed: SignInFailure }> {
      if (secret === null || !SECRET.test(secret)) return { failed: 'expired' }
      const secrets = secretsOf(secret)
      // Before the flow is ended: a forged return must not disturb it.
      if (!isEqual(query.getAll('state').join(' '), secrets.state)) return { failed: 'expired' }
      const flow = await storage.write((tx) =>
        tx
          .deleteFrom('sign_ins')
          .where('hash', '=', hashSecret(secret))
          .returningAll()
          .executeTakeFirst(),
      )
      const load = ways[way]
      if (!flow || !load || flow.way !== way || flow.ends_at_ms <= now())
        return { failed: 'expired' }
      if (query.has('error')) return { failed: 'denied' }
      const url = new URL(`${flow.redirect_uri}?${query}`)
      let found: Identified | { failed: SignInFailure }
      try {
        found = await (await load()).complete(url, { ...secrets, redirect_uri: flow.redirect_uri })
      } catch (error) {
        warn(way, nameOf(error))
        return { failed: 'provider' }
      }
      if ('failed' in found) return found
      const person = await identified(way, found.subject, found.name)
      if ('rejected' in person || person.disabled_at_ms !== null) return { failed: 'disabled' }
      return { person, return_to: flow.return_to }
    },
  }
}

function secretsOf(secret: string): FlowSecrets {
  const derive = (purpose: string) =>
    createHmac('sha256', Buffer.from(secret, 'base64url')).update(purpose).digest('base64url')
  return { state: derive('state'), nonce: derive('nonce'), verifier: derive('code verifier') }
}

/** The class of an error and its code, which hold nothing of a request or a response. */
function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  return 'code' in error && typeof error.code === 'string'
    ? `${error.name} ${error.code}`
    : error.name
}

function isEqual(given: string, expected: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(expected)]
  return one.length === other.length && timingSafeEqual(one, other)
}

/** Returns a path of this console to return to; the first page if it is anything else. */
export function safeReturnPath(path: string | undefined): string {
  if (path === undefined || !/^\/(?![/\\])[\x21-\x7e]*$/.test(path) || path.includes('\\'))
    return '/'
  const url = URL.parse(path, 'http://console.invalid')
  const isPage = url?.origin === 'http://console.invalid' && !url.pathname.startsWith('//')
  return isPage && !/^\/api(?:\/|$)/i.test(url.pathname)
    ? `${url.pathname}${url.search}${url.hash}`
    : '/'
}
