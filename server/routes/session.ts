import { type Context, Hono } from 'hono'
import {
  changePasswordSchema,
  localSignInSchema,
  type Session,
  SIGN_IN_PATH,
  SIGN_IN_WAYS,
  type SignInFailure,
  sessionSchema,
  setupOfSchema,
  setupReadSchema,
  setupSchema,
  signOutSchema,
  startedSignInSchema,
  startSignInSchema,
} from '#contract/access/session'
import type { Caller } from '../access/caller.ts'
import type { Access } from '../access/create-access.ts'
import type { PersonRow } from '../access/people.ts'
import { safeReturnPath } from '../access/ways/redirect-flow.ts'
import { REFUSAL_STATUS, refusalBody, refuse, refuseValue } from '../http/refusal.ts'
import {
  clearFlowSecret,
  clearSessionSecret,
  flowSecret,
  maySignInHere,
  publicOrigin,
  sessionSecret,
  setFlowSecret,
  setSessionSecret,
} from '../http/session.ts'
import { validated } from '../http/validated.ts'
import type { Log } from '../logging/log.ts'

type SessionDeps = {
  /** Null if the console asks for no sign-in. */
  access: Access | null
  /** The console is open beyond this machine without a sign-in. */
  openWithoutSignIn: boolean
  log: Log
}

const session = { 200: { description: 'The session', schema: sessionSchema } }

/** Who is signed in, the ways to sign in, and to sign out. */
export function sessionRoutes({ access, openWithoutSignIn, log }: SessionDeps) {
  const describe = async (caller: Caller | null): Promise<Session> => ({
    sign_in: access !== null,
    open_without_sign_in: openWithoutSignIn,
    ways: (await access?.ways()) ?? [],
    signed_in: caller !== null,
    person: caller && {
      id: caller.actor,
      name: caller.name,
      kind: caller.kind,
      way: caller.way,
      // Those of a token; what its person may do less is refused.
      rights: caller.rights[0] ?? [],
      can_sign_out: caller.session !== null,
    },
  })

  /** Begins a session of a person, under a new secret. */
  async function begin(c: Context, { sessions, people }: Access, person: PersonRow) {
    const { address } = c.get('client')
    const user_agent = c.req.header('user-agent') ?? null
    const secret = await sessions.begin(person, { before: sessionSecret(c), user_agent, address })
    setSessionSecret(c, secret)
    log({ level: 'info', event: 'signed_in', actor: person.id, way: person.way })
    const { id: actor, name, way } = person
    const rights = [people.grantsOf(person)]
    return { actor, name, kind: 'person', way, rights, session: secret } satisfies Caller
  }

  function refuseTry(c: Context, way: string, name: string | null, why: string, wait_ms?: number) {
    log({ event: 'sign_in_refused', way, why, address: c.get('client').address ?? '' })
    c.set('refusedSignIn', { way, name, why })
    if (wait_ms === undefined) return refuse(c, 'sign_in_failed')
    c.header('retry-after', String(Math.ceil(wait_ms / 1000)))
    return refuse(c, 'too_many_tries')
  }

  const refuseInsecure = (c: Context) => refuseValue(c, '', 'sign_in_needs_tls')

  /** The way of the path of a return. */
  const wayOf = (c: Context) => SIGN_IN_WAYS.find((way) => way === c.req.param('way'))

  return new Hono()
    .get(
      '/',
      validated({
        summary: 'Reads who is signed in, and the ways to sign in',
        access: 'public',
        responses: session,
      }),
      async (c) => c.json(await describe(c.get('caller')), 200),
    )
    .post(
      '/local',
      validated({
        summary: 'Signs in with a name and a password',
        access: 'public',
        body: localSignInSchema,
        responses: session,
        refusals: ['sign_in_failed', 'too_many_tries', 'not_found'],
      }),
      async (c) => {
        if (!access?.local) return refuse(c, 'not_found')
        if (!maySignInHere(c)) return refuseInsecure(c)
        const { name, password } = c.req.valid('json')
        const result = await access.local.signIn(name, password, c.get('client').address ?? '')
        if ('refused' in result) {
          const wait = result.refused === 'wait' ? result.wait_ms : undefined
          // Someone may have typed the password there, and the audit keeps what it gets.
          const isName = (await access.people.bySubject('local', name)) !== undefined
          return refuseTry(c, 'local', isName ? name : null, result.refused, wait)
        }
        return c.json(await describe(await begin(c, access, result.person)), 200)
      },
    )
    .post(
      '/setup/read',
      validated({
        summary: 'Reads whose one-time link it is',
        access: 'public',
        body: setupReadSchema,
        responses: { 200: { description: 'The account', schema: setupOfSchema } },
        refusals: ['not_found', 'sign_in_failed'],
        audit: false,
      }),
      async (c) => {
        if (!access?.local) return refuse(c, 'not_found')
        const link = await access.local.readLink(c.req.valid('json').token)
        return link ? c.json({ name: link.name }, 200) : refuse(c, 'sign_in_failed')
      },
    )
    .post(
      '/setup',
      validated({
        summary: 'Sets the password of an account by a one-time link, and signs in',
        access: 'public',
        body: setupSchema,
        responses: session,
        refusals: ['not_found', 'sign_in_failed'],
      }),
      async (c) => {
        if (!access?.local) return refuse(c, 'not_found')
        if (!maySignInHere(c)) return refuseInsecure(c)
        const { token, name, password } = c.req.valid('json')
        const result = await access.local.setUp(token, name, password)
        if ('person' in result) {
          return c.json(await describe(await begin(c, access, result.person)), 200)
        }
        if ('rejected' in result) {
          const isTaken = result.rejected === 'name_taken'
          return isTaken
            ? refuseValue(c, 'name', 'sign_in_name_taken')
            : refuseValue(c, '', 'people_full')
        }
        if (result.refused === 'link') return refuseTry(c, 'link', null, 'link')
        return result.refused === 'name'
          ? refuseValue(c, 'name', 'sign_in_name_shape')
          : refuseValue(c, 'password', 'password_guessable')
      },
    )
    .post(
      '/start',
      validated({
        summary: 'Begins a sign-in at another system, and returns the address to go to',
        access: 'public',
        body: startSignInSchema,
        responses: { 200: { description: 'The address', schema: startedSignInSchema } },
        refusals: ['not_found', 'sign_in_failed'],
        audit: false,
      }),
      async (c) => {
        if (!access) return refuse(c, 'not_found')
        if (!maySignInHere(c)) return refuseInsecure(c)
        const { way, return_to } = c.req.valid('json')
        const base = `${publicOrigin(c)}${c.get('client').basePath}`
        const begun = await access.redirects.begin(way, {
          redirect_uri: `${base}/api/session/callback/${way}`,
          return_to: safeReturnPath(return_to),
        })
        if (begun === null) return refuse(c, 'not_found')
        if ('failed' in begun) return refuseTry(c, way, null, begun.failed)
        setFlowSecret(c, begun.secret)
        return c.json({ url: begun.url.href }, 200)
      },
    )
    .get(
      '/callback/:way',
      validated({
        summary: 'Ends a sign-in at another system, which sends the browser here',
        access: 'public',
        responses: { 302: { description: 'To the page, or to the sign-in page with the reason' } },
        refusals: ['not_found'],
        audit: {},
      }),
      async (c) => {
        const way = wayOf(c)
        if (!access || !way) return refuse(c, 'not_found')
        const { basePath } = c.get('client')
        const result = await access.redirects.complete(
          way,
          flowSecret(c),
          new URL(c.req.url).searchParams,
        )
        if ('failed' in result) {
          const { failed } = result
          log({
            event: 'sign_in_refused',
            way,
            why: failed,
            address: c.get('client').address ?? '',
          })
          c.set('refusedSignIn', { way, name: null, why: failed })
          return c.redirect(
            `${basePath}${SIGN_IN_PATH}?failed=${failed satisfies SignInFailure}`,
            302,
          )
        }
        clearFlowSecret(c)
        c.set('caller', await begin(c, access, result.person))
        return c.redirect(`${basePath}${result.return_to}`, 302)
      },
    )
    .post(
      '/sign_out',
      validated({
        summary: 'Ends this session, or every session of the person',
        access: 'signed_in',
        body: signOutSchema,
        responses: { 204: { description: 'Ended' } },
        refusals: ['not_found'],
      }),
      async (c) => {
        const caller = c.get('caller')
        if (!access || !caller) return refuse(c, 'not_found')
        const { everywhere = false } = c.req.valid('json')
        if (everywhere && caller.kind === 'person') await access.sessions.endAll(caller.actor)
        else if (caller.session) await access.sessions.end(caller.session)
        if (caller.session) clearSessionSecret(c)
        c.header('clear-site-data', '"cache"')
        return c.body(null, 204)
      },
    )
    .post(
      '/password',
      validated({
        summary: 'Changes the own password; other sessions end',
        access: 'signed_in',
        body: changePasswordSchema,
        responses: { 204: { description: 'Changed' } },
        refusals: ['not_found', 'too_many_tries'],
      }),
      async (c) => {
        const caller = c.get('caller')
        const person = caller?.kind === 'person' ? await access?.people.find(caller.actor) : null
        if (!access?.local || !caller?.session || person?.way !== 'local') {
          return refuse(c, 'not_found')
        }
        const address = c.get('client').address ?? ''
        const changed = await access.local.changePassword(person, {
          ...c.req.valid('json'),
          address,
        })
        if (typeof changed === 'object') {
          return c.json(refusalBody('too_many_tries', c.var.locale), REFUSAL_STATUS.too_many_tries)
        }
        if (changed === 'wrong') return refuseValue(c, 'current', 'password_wrong')
        if (changed === 'guessable') return refuseValue(c, 'password', 'password_guessable')
        const fresh = await begin(c, access, person)
        await access.sessions.endAll(person.id, { except: fresh.session })
        return c.body(null, 204)
      },
    )
}
