import type { Context } from 'hono'
import { TOKEN_PREFIX } from '#contract/access/people'
import type { Session } from '#contract/access/session'
import type { Clock } from '../feishu/clock.ts'
import type { Upstream } from '../feishu/upstream.ts'
import { sessionSecret } from '../http/session.ts'
import type { Log } from '../logging/log.ts'
import type { ProfileStore } from '../profiles/profiles.ts'
import type { Storage } from '../storage/storage.ts'
import type { Caller } from './caller.ts'
import { createPeople, type PersonRow } from './people.ts'
import { createSessions } from './sessions.ts'
import type { AccessSettings } from './settings.ts'
import { createTokens } from './tokens.ts'
import { createFeishuWay } from './ways/feishu.ts'
import { createLocalAccounts } from './ways/local-accounts.ts'
import { createOidcWay } from './ways/oidc.ts'
import { createProxyWay } from './ways/proxy.ts'
import { createRedirectFlow, type RedirectWay, type RedirectWays } from './ways/redirect-flow.ts'

export type AccessDeps = {
  settings: AccessSettings
  storage: Storage
  clock: Clock
  profiles: Pick<ProfileStore, 'find'>
  upstream: Upstream
  log: Log
}

/** The sign-in of a console that asks for one. */
export type Access = ReturnType<typeof createAccess>

export function createAccess({ settings, storage, clock, profiles, upstream, log }: AccessDeps) {
  const now = clock.wall
  const people = createPeople({ storage, settings, now })
  const sessions = createSessions({ storage, settings, now })
  const tokens = createTokens({ storage, now })
  const { feishu, oidc } = settings
  const app = () => (feishu ? profiles.find(feishu.profile, null) : Promise.resolve(null))

  const ways: RedirectWays = {}
  if (feishu) {
    const way = createFeishuWay({ app, upstream, tenants: feishu.tenants })
    ways.feishu = async () => way
  }
  if (oidc) {
    let way: Promise<RedirectWay> | undefined
    ways.oidc = () => (way ??= createOidcWay(oidc, clock.monotonic))
  }
  const redirects = createRedirectFlow({
    storage,
    ways,
    now,
    identified: people.identified,
    warn: (way, error) => log({ event: 'sign_in_failed', way, error }),
  })
  const proxy = settings.proxy && createProxyWay(settings.proxy, now)
  /** Whether people of this way may still sign in: it may have been taken out of the settings. */
  const isOn = ({ way }: Pick<PersonRow, 'way'>) =>
    settings[way] !== false && settings[way] !== null

  const callerOf = (person: PersonRow, way: Caller['way'], session: string | null): Caller => ({
    actor: person.id,
    name: person.name,
    kind: 'person',
    way,
    rights: [people.grantsOf(person)],
    session,
  })

  /** Returns who makes a request, by its token, its proxy or its session; null if it is not signed in. */
  async function identify(c: Context): Promise<Caller | null> {
    const bearer = /^Bearer (\S+)$/i.exec(c.req.header('authorization') ?? '')?.[1]
    if (bearer?.startsWith(TOKEN_PREFIX)) {
      const found = await tokens.find(bearer)
      if (!found || !isOn(found.person)) return null
      const { token, person } = found
      const rights = [token.grants, people.grantsOf(person)]
      const { id: actor, name } = token
      return { actor, name, kind: 'token', way: null, rights, session: null }
    }
    const byProxy = await proxy?.(c)
    if (byProxy) {
      const person = await people.identified('proxy', byProxy.subject, byProxy.name)
      if ('rejected' in person || person.disabled_at_ms !== null) return null
      people.markActive(person)
      return callerOf(person, 'proxy', null)
    }
    const secret = sessionSecret(c)
    const session = secret === null ? null : await sessions.find(secret)
    return session && isOn(session.person) ? callerOf(session.person, session.way, secret) : null
  }

  return {
    people,
    sessions,
    tokens,
    /** Null if there are no local accounts. */
    local: settings.local ? createLocalAccounts({ storage, people, now }) : null,
    redirects,
    identify,
    /** What the sign-in page offers. */
    async ways(): Promise<Session['ways']> {
      const brand = feishu && (await app())?.brand
      return [
        ...(feishu ? [{ way: 'feishu' as const, name: brand ?? 'feishu' }] : []),
        ...(oidc ? [{ way: 'oidc' as const, name: oidc.issuer.host }] : []),
        ...(settings.local ? [{ way: 'local' as const, name: '' }] : []),
      ]
    },
  }
}
