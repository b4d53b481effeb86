import { TOKEN_LIMITS } from '#contract/access/people'
import type { Grant } from '#contract/access/roles'
import type { PersonRow } from '../access/people.ts'
import type { AccessSettings } from '../access/settings.ts'
import type { SecretProfile } from '../feishu/secret-profile.ts'
import { memoryStorage } from './memory-storage.ts'
import { createTestConsole } from './test-console.ts'

const HOUR_MS = 3_600_000

/** Local accounts only, with the usual limits. */
export const LOCAL_ACCESS: AccessSettings = {
  admins: new Set(),
  defaultRole: null,
  sessionMs: { absolute: 12 * HOUR_MS, idle: 2 * HOUR_MS },
  local: true,
  feishu: null,
  oidc: null,
  proxy: null,
}

type TeamOptions = Parameters<typeof createTestConsole>[1]

/** Starts a console that asks for a sign-in, with people who are signed in already. */
export function createTeamConsole(
  fixed: readonly SecretProfile[],
  { access = LOCAL_ACCESS, storage = memoryStorage(), ...more }: TeamOptions = {},
) {
  const console = createTestConsole(fixed, { ...more, access, storage })
  if (!console.access) throw new Error('a team console has a sign-in')
  const signIn = console.access
  let people = 0

  /** Adds a person, and returns the headers of a new session of theirs. */
  async function addPerson(grants: readonly Grant[], way: 'local' | 'oidc' = 'local') {
    people += 1
    const subject = `person${people}`
    const person = await storage.write((tx) =>
      signIn.people.insert(tx, { way, subject, name: subject, grants }),
    )
    if ('rejected' in person) throw new Error(person.rejected)
    return { id: person.id, person, ...(await beginSession(person)) }
  }

  /** Returns the secret and the headers of a new session. */
  async function beginSession(person: PersonRow) {
    const browser = { before: null, user_agent: null, address: null }
    const secret = await signIn.sessions.begin(person, browser)
    return { secret, headers: { cookie: `sign_in_80=${secret}` } }
  }

  /** Adds an API token of a person, and returns its headers. */
  async function addToken(person: string, grants: readonly Grant[]) {
    const days = TOKEN_LIMITS.days.default
    const created = await signIn.tokens.create(person, {
      name: 'script',
      grants: [...grants],
      days,
    })
    if (!created) throw new Error('too many tokens')
    return { ...created, headers: { authorization: `Bearer ${created.secret}` } }
  }

  return { ...console, storage, access: signIn, addPerson, beginSession, addToken }
}
