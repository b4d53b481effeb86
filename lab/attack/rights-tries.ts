import { mayEverywhere } from '../../server/contract/access/roles.ts'
import { specOf } from '../../server/http/validated.ts'
import type { Random } from '../seeded-random.ts'
import { personOf, type Try, text } from './try.ts'

/** A person with rights on one app names what belongs to another. */
export const changeId: Try = async (target, random) => {
  const { foreign, people } = target
  const routes = target.app.routes.filter(({ handler }) => {
    const access = specOf(handler)?.access
    return typeof access === 'object' && access.per !== 'any'
  })
  const route = random.pick(routes as [(typeof routes)[0], ...typeof routes])
  const id = random.pick<string>([
    foreign.exchange,
    ...[foreign.delivery, foreign.list, 'foreign', people.victim.id, people.admin.id],
  ])
  const own = { exchanges: foreign.exchange, deliveries: foreign.delivery, lists: foreign.list }
  const kind = route.path.split('/')[2] as keyof typeof own
  const fitting = random.chance(0.8)
    ? (own[kind] ?? (kind === ('profiles' as string) ? 'foreign' : id))
    : id
  const path = route.path
    .replace(':id', spelled(fitting, random))
    .replace(':profile', 'foreign')
    .replace(':message_id', 'om_1')
    .replace(':chat_id', 'oc_1')
    .replace(/:\w+/g, '1')
  const query = random.pick([
    '?profile=foreign',
    '?profile=foreign&profile=own',
    '',
    '?profile=own&profile=foreign',
  ])
  const response = await target.send(path + query, {
    method: route.method,
    headers: people.attacker.headers,
    ...(route.method !== 'GET' && { body: JSON.stringify({ profile: 'foreign', dry_run: true }) }),
  })
  if (!response.ok) return null
  const body = await firstOf(response)
  const leaks = [...Object.values(foreign), 'cli_foreign', people.victim.id].some((one) =>
    body.includes(one),
  )
  const isRead = route.method === 'GET' && specOf(route.handler)?.profiles === undefined
  return leaks || !isRead ? `${route.method} ${path}${query} is ${response.status}` : null
}

function spelled(id: string, random: Random): string {
  return random.pick([
    id,
    id,
    id,
    encodeURIComponent(id),
    `${id}%20`,
    `./${id}`,
    `${id}/`,
    id.toUpperCase(),
  ])
}

/** The text of a response; of a stream the first part. */
async function firstOf(response: Response): Promise<string> {
  if (!response.headers.get('content-type')?.startsWith('text/event-stream')) return response.text()
  await response.body?.cancel()
  return ''
}

/** Fields that a request must not set: a role, an id, an owner. */
export const assign: Try = async (target, random) => {
  const { attacker, admin } = target.people
  const everything = [{ app: '*', role: 'admin', approver: true }]
  const extra = random.pick<object>([
    { grants: everything },
    { role: 'admin' },
    { rights: 'everything' },
    { person: admin.id, grants: everything },
    { id: admin.id, way: 'proxy', subject: 'admin' },
    { admin_by_setting: true, disabled: false, grants: everything },
    JSON.parse('{"__proto__":{"role":"admin"}}'),
  ])
  const [method, path, body] = random.pick<readonly [string, string, object]>([
    ['PATCH', `/api/people/${attacker.id}`, {}],
    ['PATCH', `/api/people/${admin.id}`, { disabled: true }],
    ['DELETE', `/api/people/${admin.id}`, {}],
    [
      'POST',
      '/api/people',
      { sign_in_name: text(random, 6).toLowerCase().replace(/^\W/, 'a'), grants: [] },
    ],
    ['POST', '/api/tokens', { name: 'a', grants: everything }],
    ['POST', `/api/people/${admin.id}/link`, {}],
    [
      'POST',
      '/api/session/setup',
      { token: text(random, 43), name: 'a', password: 'a long password' },
    ],
  ])
  const init = { method, headers: attacker.headers, body: JSON.stringify({ ...body, ...extra }) }
  const response = await target.send(path, init)
  if (!response.ok) return null
  if (path !== '/api/tokens') return `${method} ${path} with ${JSON.stringify(extra)}`
  // A token may be made with any grants; it does no more than its person.
  const { secret, token } = await response.json()
  const headers = { authorization: `Bearer ${secret}` }
  const people = await target.send('/api/people', { headers })
  await target.access.tokens.revoke(token.id)
  const rights = await personOf(target, attacker.headers)
  return people.ok || mayEverywhere(rights.rights, 'admin') ? 'a token with more rights' : null
}

/** A write with the admin's cookie that another site has started. */
export const crossSite: Try = async (target, random) => {
  const headers = {
    ...target.people.admin.headers,
    ...random.pick<Record<string, string>>([
      { origin: 'https://evil.test' },
      { origin: 'null' },
      { origin: `http://127.0.0.1:${1024 + random.below(3000)}` },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { origin: 'http://127.0.0.1:4310.evil.test', 'sec-fetch-site': 'same-origin' },
    ]),
  }
  const [method, path, body] = random.pick<readonly [string, string, object]>([
    ['POST', '/api/templates', { name: text(random, 12), follow_ups: [{ content: 'a' }] }],
    ['POST', '/api/retention', { max_age_days: null, max_count: null, dry_run: true }],
    ['POST', '/api/tokens', { name: 'a', grants: [] }],
    ['GET', '/api/people', {}],
  ])
  const init = { method, headers, ...(method !== 'GET' && { body: JSON.stringify(body) }) }
  const response = await target.send(path, init)
  return response.ok ? `${method} ${path} from ${JSON.stringify(headers)}` : null
}
