import type { Context } from 'hono'
import type { Session } from '#contract/access/session'
import type { Caller } from './caller.ts'
import type { PeopleStore } from './people.ts'
import type { SessionStore } from './sessions.ts'
import type { TokenStore } from './tokens.ts'
import type { LocalAccounts } from './ways/local-accounts.ts'
import type { RedirectFlow } from './ways/redirect-flow.ts'

/** The sign-in of a console that asks for one. */
export type Access = {
  people: PeopleStore
  sessions: SessionStore
  tokens: TokenStore
  /** Null if there are no local accounts. */
  local: LocalAccounts | null
  redirects: RedirectFlow
  /** What the sign-in page offers. */
  ways: () => Promise<Session['ways']>
  /** Returns who makes a request, by its token, its proxy or its session; null if it is not signed in. */
  identify(c: Context): Promise<Caller | null>
}
