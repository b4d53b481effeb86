import {
  mayAnywhere,
  mayApprove,
  mayEverywhere,
  mayOn,
  type Rights,
  type Role,
} from '#contract/access/roles'
import type { SignInWay } from '#contract/access/session'
import type { Profile } from '#contract/profile'
import { LOCAL_ACTOR } from '../ledger/ledger.ts'
import type { ProfileStore } from '../profiles/profiles.ts'
import type { Storage } from '../storage/storage.ts'

/** Who makes a request, and what they may do. */
export type Caller = {
  /** The id of the person or token; what is recorded as `actor`. */
  actor: string
  name: string
  kind: 'local' | 'person' | 'token'
  way: SignInWay | null
  /** All of them have to allow it: those of a token, and those of its person. */
  rights: readonly Rights[]
  /** The secret of the session's cookie; null if something else than a session identifies them. */
  session: string | null
}

/** What is known of the apps while a request is authorized. */
export type AppLookup = {
  /** Returns an app; by default the default one. Null if there is none. */
  find(id: string | undefined): Promise<App | null>
  /** Returns the id of the app that an exchange, a delivery or a list belongs to; null if there is none. */
  ownerOf(kind: OwnedKind, id: string): Promise<string | null>
  all(): Promise<readonly App[]>
}

export type App = Pick<Profile, 'id' | 'environment'>
export type OwnedKind = 'exchange' | 'delivery' | 'list' | 'approval'

const TABLES = {
  exchange: 'intents',
  delivery: 'deliveries',
  list: 'lists',
  approval: 'approvals',
} as const satisfies Record<OwnedKind, string>

/** Creates what requests are authorized by: the apps, and which of them something belongs to. */
export function createAppLookup(
  profiles: Pick<ProfileStore, 'find' | 'list'>,
  storage: Pick<Storage, 'read'>,
): AppLookup {
  return {
    find: (id) => profiles.find(id, null),
    async ownerOf(kind, id) {
      const owner = await storage.read((db) =>
        db.selectFrom(TABLES[kind]).select('profile').where('id', '=', id).executeTakeFirst(),
      )
      return owner?.profile ?? null
    },
    all: async () => (await profiles.list(null)).profiles,
  }
}

declare module 'hono' {
  interface ContextVariableMap {
    /** Null if the request is not signed in. */
    caller: Caller | null
    apps: AppLookup
  }
}

/** Everyone, as long as the console asks for no sign-in. */
export const LOCAL_CALLER: Caller = {
  actor: LOCAL_ACTOR,
  name: '',
  kind: 'local',
  way: null,
  rights: ['everything'],
  session: null,
}

export const allows = {
  on: ({ rights }: Caller, role: Role, app: App) => rights.every((one) => mayOn(one, role, app)),
  approve: ({ rights }: Caller, app: App) => rights.every((one) => mayApprove(one, app)),
  anywhere: ({ rights }: Caller, role: Role) => rights.every((one) => mayAnywhere(one, role)),
  everywhere: ({ rights }: Caller, role: Role) => rights.every((one) => mayEverywhere(one, role)),
}
