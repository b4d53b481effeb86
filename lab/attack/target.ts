import { createEmulator } from '../../server/emulator/emulator.ts'
import { parseReverseProxy, type ReverseProxySettings } from '../../server/http/reverse-proxy.ts'
import { memoryStorage } from '../../server/testing/memory-storage.ts'
import { createTeamConsole, LOCAL_ACCESS } from '../../server/testing/team-console.ts'
import { HOST, testProfile } from '../../server/testing/test-console.ts'

/** What a deliberately weak console does not check; each has to be found. */
export const HOLES = [
  'header',
  'fixation',
  'replay',
  'guess',
  'redirect',
  'mix_up',
  'changed_id',
  'mass_assignment',
  'cross_site',
  'approver',
  'approved',
] as const
export type Hole = (typeof HOLES)[number]

export type Target = Awaited<ReturnType<typeof createTarget>>

/** The address of the trusted proxy; the attacker has others. */
const PROXY = '10.0.0.5'

/**
 * Starts a console with every way to sign in, two apps and people of both.
 * @param hole what is not checked; null for the console as it is
 */
export async function createTarget(hole: Hole | null) {
  const emulator = await createEmulator({ warn: () => {} })
  const { tenant_key } = await (await fetch(`${emulator.url}/_emulator/state`)).json()
  const app = {
    app_id: 'cli_0123456789abcdef',
    app_secret: 'emulator-secret',
    brand: 'emulator',
  } as const
  // Port 9 is closed: what the attacker may send ends there.
  const apps = [
    testProfile(emulator.url, { ...app, id: 'sign-in' }),
    testProfile('http://127.0.0.1:9', { id: 'own', app_id: 'cli_own', default: false }),
    testProfile('http://127.0.0.1:9', { id: 'foreign', app_id: 'cli_foreign', default: false }),
    testProfile('http://127.0.0.1:9', {
      ...{ id: 'live', app_id: 'cli_live', default: false, environment: 'production' },
    }),
  ]
  const access = {
    ...LOCAL_ACCESS,
    feishu: { profile: 'sign-in', tenants: [tenant_key] },
    oidc: { issuer: new URL('http://127.0.0.1:9/'), clientId: 'a', clientSecret: 'b' },
    proxy: { kind: 'header', header: 'x-forwarded-user' } as const,
  }
  const proxies = hole === 'header' ? '10.0.0.0/8,192.0.0.0/8,127.0.0.1' : PROXY
  const reverseProxy = parseReverseProxy({ TRUSTED_PROXIES: proxies }) as ReverseProxySettings
  const storage = memoryStorage()
  const team = createTeamConsole(apps, { access, reverseProxy, storage })
  const other = createTeamConsole(apps, { access, reverseProxy, storage })

  const admin = await team.addPerson([{ app: '*', role: 'admin' }])
  const victim = await team.addPerson([{ app: 'foreign', role: 'admin' }])
  const attacker = await team.addPerson([{ app: 'own', role: 'editor' }])
  const author = await team.addPerson([{ app: 'live', role: 'sender', approver: true }])
  const approver = await team.addPerson([{ app: 'live', role: 'viewer', approver: true }])
  const second = await team.addPerson([{ app: 'live', role: 'viewer', approver: true }])
  for (const console of [team, other]) weaken(console, hole, approver.id)
  await team.request('/api/approvals/apps/live', {
    method: 'PUT',
    headers: { 'content-type': 'application/json', ...admin.headers },
    body: JSON.stringify({ required: true }),
  })
  const recipient = { receive_id_type: 'open_id', receive_id: 'ou_1' }
  const texts = { message: { text: 'a' }, follow_ups: [{ content: 'b' }] }
  const of = { profile: 'foreign', ...texts }
  const sent = await team.post('/api/deliveries', { ...of, recipient }, admin.headers)
  const { delivery } = await sent.json()
  const rows = [{ recipient: 'ou_1' }]
  const listed = await team.post('/api/lists', { ...of, rows }, admin.headers)
  const { list } = await listed.json()

  /** Makes a request as somebody else's program: over a connection from `from`. */
  async function send(
    path: string,
    { from = '192.0.2.66', at = 'first', headers = {}, ...init }: SentInit = {},
  ): Promise<Response> {
    const all: Record<string, string> = {
      host: HOST,
      'content-type': 'application/json',
      ...headers,
    }
    // As if the console did not look at them.
    if (hole === 'cross_site') {
      delete all.origin
      delete all['sec-fetch-site']
    }
    if (hole === 'approved' && path.endsWith('/approve')) init.body = await ownDigest(path)
    const rawHeaders = Object.entries(all).flat()
    const incoming = { url: '/', rawHeaders, socket: { remoteAddress: from } }
    const { app: console } = at === 'other' ? other : team
    return console.request(path, { ...init, headers: all }, { incoming } as never)
  }

  /** As if the console did not compare the digest with its own. */
  async function ownDigest(path: string): Promise<string> {
    const id = path.split('/')[3] ?? ''
    const find = storage.read((db) =>
      db.selectFrom('approvals').select('digest').where('id', '=', id).executeTakeFirst(),
    )
    return JSON.stringify(await find)
  }

  return {
    ...team,
    emulator,
    send,
    people: { admin, victim, attacker, author, approver, second },
    foreign: {
      exchange: delivery.create.id as string,
      delivery: delivery.id as string,
      list: list.id as string,
    },
    async close() {
      await Promise.all([team.close(), other.close()])
      await emulator.close()
    },
  }
}

type SentInit = {
  from?: string
  /** Which of two consoles on one database. */
  at?: 'first' | 'other'
  method?: string
  body?: string
  headers?: Record<string, string>
}

type Team = ReturnType<typeof createTeamConsole>

/** Takes one check out of the console. */
function weaken({ access }: Team, hole: Hole | null, approver: string): void {
  const { sessions, tokens, redirects } = access
  const { begin } = sessions
  switch (hole) {
    case 'fixation': {
      const adopted = new Map<string, string>()
      const { find } = sessions
      sessions.begin = async (person, browser) => {
        const secret = await begin(person, browser)
        if (browser.before !== null) adopted.set(browser.before, secret)
        return secret
      }
      sessions.find = (secret) => find(adopted.get(secret) ?? secret)
      return
    }
    case 'replay':
      sessions.end = async () => {}
      sessions.endAll = async () => 0
      tokens.revoke = async () => true
      return
    case 'guess': {
      const { find } = sessions
      const known = new Map<string, string>()
      sessions.begin = async (person, browser) => {
        const secret = await begin(person, browser)
        known.set(secret.slice(0, 20), secret)
        return secret
      }
      sessions.find = (secret) => find(known.get(secret.slice(0, 20)) ?? secret)
      return
    }
    case 'redirect':
    case 'mix_up': {
      const { begin: start, complete } = redirects
      const asked = new Map<string, { way: Parameters<typeof start>[0]; return_to: string }>()
      redirects.begin = async (way, flow) => {
        const begun = await start(way, flow)
        if (begun && 'secret' in begun) asked.set(begun.secret, { way, return_to: flow.return_to })
        return begun
      }
      redirects.complete = async (way, secret, query) => {
        const flow = asked.get(secret ?? '')
        const result = await complete(hole === 'mix_up' ? (flow?.way ?? way) : way, secret, query)
        if (hole === 'mix_up' || 'failed' in result) return result
        return { ...result, return_to: '//evil.test/' }
      }
      return
    }
    case 'changed_id':
    case 'mass_assignment': {
      const { identify } = access
      access.identify = async (c) => {
        const caller = await identify(c)
        return caller && { ...caller, rights: ['everything'] }
      }
      return
    }
    case 'approver': {
      const { identify } = access
      access.identify = async (c) => {
        const caller = await identify(c)
        const isDecision = c.req.path.endsWith('/approve')
        return caller && isDecision
          ? { ...caller, kind: 'person', actor: approver, rights: ['everything'] }
          : caller
      }
      return
    }
    default:
    // The others are weak by their settings, or by what is sent.
  }
}
