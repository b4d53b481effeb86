import type { QueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { mayAnywhere, mayEverywhere, mayOn } from '#contract/access/roles'
import { type Session, SIGN_IN_PATH } from '#contract/access/session'
import type { Locale } from '#contract/locale'
import { readActorNames, readSession, rememberSession, watchSession } from '../api-client/access.ts'
import { BASE_PATH } from '../api-client/api.ts'
import { profilesQuery } from '../api-client/profiles.ts'
import { may, me } from '../api-client/rights.ts'
import { SignInPage } from './sign-in-page.tsx'

/**
 * Reads who is signed in, before the page is rendered. Returns what to render instead of the page:
 * the sign-in page, which also tells a person without a role; null if the person may see something.
 */
export async function startSession(queries: QueryClient, locale: Locale): Promise<ReactNode> {
  const session = await readSession(locale).catch(() => null)
  // The page itself reports that the console does not respond.
  if (session === null) return null
  rememberSession(queries, session)
  const isSignInPage = location.pathname === `${BASE_PATH}${SIGN_IN_PATH}`
  const { person } = session
  const hasRole = person !== null && mayAnywhere(person.rights, 'viewer')
  if (!hasRole || (isSignInPage && location.hash.startsWith('#setup='))) {
    return <SignInPage session={session} locale={locale} queries={queries} />
  }
  if (isSignInPage) {
    location.replace(`${BASE_PATH}/`)
    // Nothing is rendered any more.
    return new Promise(() => {})
  }
  setRights(session)
  const [names] = await Promise.all([
    readActorNames(locale).catch(() => null),
    queries.prefetchQuery({ ...profilesQuery(locale), retry: false }),
  ])
  me.nameOf = (actor) => names?.get(actor) ?? actor
  // The page that is shown keeps what was typed; a reload asks to sign in and comes back here.
  watchSession(queries, () => dispatchEvent(new Event('signed-out')))
  return null
}

function setRights({ person }: Session): void {
  me.actor = person?.id ?? me.actor
  me.cannotSend = {
    zh: '你的角色不能用此应用发送，请联系管理员',
    en: 'Your role does not allow sending with this app: ask an admin',
  }
  const { rights } = person ?? { rights: [] }
  may.on = (role, app) => mayOn(rights, role, app)
  may.anywhere = (role) => mayAnywhere(rights, role)
  may.everywhere = (role) => mayEverywhere(rights, role)
}
