import { hash } from 'node:crypto'
import { approve, approveOther } from './approval-tries.ts'
import { assign, changeId, crossSite } from './rights-tries.ts'
import type { Hole, Target } from './target.ts'
import { personOf, type Try, text } from './try.ts'

const ADDRESSES = ['192.0.2.66', '10.0.0.6', '127.0.0.1', '::1', '10.0.0.50'] as const
/** Begins a sign-in in a browser; returns its cookie and where the other system sends it back to. */
async function beginFlow(target: Target, return_to?: string) {
  const body = JSON.stringify({ way: 'feishu', ...(return_to !== undefined && { return_to }) })
  const response = await target.send('/api/session/start', { method: 'POST', body })
  if (!response.ok) return null
  const cookie = response.headers.get('set-cookie')?.split(';')[0] ?? ''
  const there = await fetch((await response.json()).url, { redirect: 'manual' })
  return { cookie, back: new URL(there.headers.get('location') ?? '') }
}

const cookieOf = (response: Response) =>
  response.headers
    .getSetCookie()
    .find((set) => set.startsWith('sign_in_80='))
    ?.split(';')[0] ?? null

/** A header that names somebody, from an address that is not the proxy's. */
const forgeHeader: Try = async (target, random) => {
  const name = random.pick([
    ...(['x-forwarded-user', 'X-Forwarded-User', 'x_forwarded_user', 'x-remote-user'] as const),
    ...(['x-auth-request-user', 'remote-user', 'x-forwarded-email'] as const),
  ])
  const user = random.pick(['admin', 'anna', 'person1', 'root', text(random, 8)])
  const via = random.pick(['x-forwarded-for', 'x-real-ip', 'forwarded', 'x-client-ip', 'via'])
  const headers = {
    [name]: user,
    ...(random.chance(0.5) && {
      [via]: random.pick(['10.0.0.5', 'for=10.0.0.5', '10.0.0.5, 10.0.0.5']),
    }),
    ...(random.chance(0.2) && { authorization: `Bearer ${text(random, 20)}.${text(random, 40)}.` }),
  }
  const from = random.pick(ADDRESSES)
  const person = await personOf(target, headers, from)
  return person && `${JSON.stringify(headers)} from ${from} is ${person.name}`
}

/** A cookie that the attacker knows, planted before the victim signs in. */
const fixate: Try = async (target, random) => {
  const planted = text(random, 43)
  const flow = await beginFlow(target)
  if (!flow) return null
  const cookie = `sign_in_80=${planted}; ${flow.cookie}`
  await target.send(flow.back.pathname + flow.back.search, { headers: { cookie } })
  const person = await personOf(target, { cookie: `sign_in_80=${planted}` })
  return person && `a planted cookie is ${person.name}`
}

/** What was ended or used, once more. */
const replay: Try = async (target, random) => {
  const { victim } = target.people
  switch (random.below(4)) {
    case 0: {
      const { headers } = await target.beginSession(victim.person)
      const body = JSON.stringify({ everywhere: random.chance(0.3) })
      await target.send('/api/session/sign_out', { method: 'POST', headers, body })
      return (await personOf(target, headers)) && 'a session that was signed out'
    }
    case 1: {
      const { token, headers } = await target.addToken(victim.id, [
        { app: 'foreign', role: 'viewer' },
      ])
      await target.access.tokens.revoke(token.id)
      return (await personOf(target, headers)) && 'a token that was revoked'
    }
    case 2: {
      const flow = await beginFlow(target)
      if (!flow) return null
      const path = flow.back.pathname + flow.back.search
      const headers = { cookie: flow.cookie }
      await target.send(path, { headers })
      return cookieOf(await target.send(path, { headers })) && 'a return that was used'
    }
    default: {
      const link = await target.access.local?.renewLink(victim.id, target.people.admin.id)
      const first = link && 'path' in link ? link.path.split('=')[1] : ''
      await target.access.local?.renewLink(victim.id, target.people.admin.id)
      const read = JSON.stringify({ token: first })
      const response = await target.send('/api/session/setup/read', { method: 'POST', body: read })
      return response.ok ? 'a link that was replaced' : null
    }
  }
}

/** A secret that is nearly right, or what the database has of it. */
const guess: Try = async (target, random) => {
  const { secret } = await target.beginSession(target.people.victim.person)
  const { secret: token } = await target.addToken(target.people.victim.id, [])
  await target.access.tokens.revoke((await target.access.tokens.list())[0]?.id ?? '')
  const at = 20 + random.below(23)
  const near = secret.slice(0, at) + text(random, 1) + secret.slice(at + 1)
  const wrong = random.pick([
    ...([near === secret ? text(random, 43) : near, hash('sha256', secret)] as const),
    ...[
      secret.slice(0, 42),
      `${secret}A`,
      secret.toLowerCase(),
      `${secret} `.trimEnd().toUpperCase(),
    ],
    ...[hash('sha256', secret, 'base64url'), '', '%00', text(random, 43), 'null', '*'],
  ])
  if (wrong === secret) return null
  const headers = random.pick<Record<string, string>>([
    { cookie: `sign_in_80=${wrong}` },
    { cookie: `__Host-sign_in=${wrong}` },
    { authorization: `Bearer ${wrong}` },
    { authorization: `Bearer fuc_${wrong}` },
    { authorization: `Bearer ${token}` },
  ])
  return (await personOf(target, headers)) && `${Object.keys(headers)} with ${wrong}`
}

const PATHS = [
  ...([
    '//evil.test',
    '/\\evil.test',
    '/\t/evil.test',
    'https:evil.test',
    '\\\\evil.test',
  ] as const),
  ...[
    '/%2f/evil.test',
    '/.//evil.test',
    '//evil.test/..',
    '/a/..//evil.test',
    'javascript:alert(1)',
  ],
  ...['/\r\nSet-Cookie: a=b', '///evil.test', '/%5cevil.test', '//@evil.test', '/;@evil.test'],
] as const

/** A path to return to that leaves the console. */
const redirect: Try = async (target, random) => {
  const parts = Array.from({ length: 1 + random.below(3) }, () =>
    random.pick([...PATHS, text(random, 4), '/', '?', '#', '\u2215', '\u0000', '.', '..']),
  )
  const flow = await beginFlow(target, parts.join(''))
  if (!flow) return null
  const { pathname, search } = flow.back
  const response = await target.send(pathname + search, { headers: { cookie: flow.cookie } })
  const location = response.headers.get('location') ?? ''
  const isOwn = URL.parse(location, 'https://console.test')?.origin === 'https://console.test'
  return isOwn ? null : `${JSON.stringify(parts.join(''))} leads to ${location}`
}

/** A return that belongs to another way, another browser or another person's code. */
const mixUp: Try = async (target, random) => {
  const [own, other] = [await beginFlow(target), await beginFlow(target)]
  if (!own || !other) return null
  const back = new URL(own.back)
  let { cookie } = own
  switch (random.below(4)) {
    case 0:
      back.pathname = back.pathname.replace(
        'feishu',
        random.pick(['oidc', 'local', 'proxy', 'Feishu', 'oidc']),
      )
      break
    case 1:
      cookie = random.pick([other.cookie, '', `${own.cookie.slice(0, -1)}`])
      break
    case 2:
      back.searchParams.set(
        'state',
        random.pick(['', text(random, 43), other.back.searchParams.get('state') ?? '']),
      )
      break
    default:
      back.searchParams.set('code', other.back.searchParams.get('code') ?? '')
  }
  const response = await target.send(back.pathname + back.search, { headers: { cookie } })
  return cookieOf(response) && `${back.pathname}${back.search} with ${cookie}`
}

/** Each kind of try finds the hole of its name. */
export const TRIES: Readonly<Record<Hole, Try>> = {
  header: forgeHeader,
  fixation: fixate,
  replay,
  guess,
  redirect,
  mix_up: mixUp,
  changed_id: changeId,
  mass_assignment: assign,
  cross_site: crossSite,
  approver: approve,
  approved: approveOther,
}
