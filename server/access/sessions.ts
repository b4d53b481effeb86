import { randomBytes } from 'node:crypto'
import type { Selectable } from 'kysely'
import type { SignInWay } from '#contract/access/session'
import type { Tables } from '../storage/database.ts'
import type { Storage } from '../storage/storage.ts'
import { hashSecret, type PersonRow } from './people.ts'
import type { AccessSettings } from './settings.ts'

type SessionRow = Selectable<Tables['sessions']>

/** 256 random bits in base64url. */
export const SECRET = /^[A-Za-z0-9_-]{43}$/

export function newSecret(): string {
  return randomBytes(32).toString('base64url')
}

/** How often the activity of a person is written down. */
const SEEN_EVERY_MS = 60_000
/** The oldest sessions of a person end first. */
const MAX_SESSIONS = 20

type SessionDeps = {
  storage: Storage
  settings: Pick<AccessSettings, 'sessionMs'>
  now: () => number
}

/** Who signs in: the secret of the session that the browser has had, and what is shown of it. */
type Browser = Record<'before' | 'user_agent' | 'address', string | null>

/** Creates the sessions of people, on every console of the database. */
export function createSessions({ storage, settings: { sessionMs }, now }: SessionDeps) {
  const isOver = ({ seen_at_ms, ends_at_ms }: Pick<SessionRow, 'seen_at_ms' | 'ends_at_ms'>) =>
    now() >= ends_at_ms || now() - seen_at_ms >= sessionMs.idle

  /** Records at most once a minute that a person is active; an error is ignored until the next time. */
  function markSeen({ hash, person, seen_at_ms }: SessionRow): void {
    const at = now()
    if (at - seen_at_ms < SEEN_EVERY_MS) return
    void storage
      .write(async (tx) => {
        await tx.updateTable('sessions').set({ seen_at_ms: at }).where('hash', '=', hash).execute()
        await tx
          .updateTable('people')
          .set({ last_active_at_ms: at })
          .where('id', '=', person)
          .execute()
      })
      .catch(() => {})
  }

  return {
    /**
     * Begins a session with a new secret, which is returned and stored only as its hash; ends the one
     * that the browser had.
     */
    async begin(
      { id: person, way }: Pick<PersonRow, 'id' | 'way'>,
      { before, user_agent, address }: Browser,
    ): Promise<string> {
      const secret = newSecret()
      const at = now()
      await storage.write(async (tx) => {
        if (before !== null) {
          await tx.deleteFrom('sessions').where('hash', '=', hashSecret(before)).execute()
        }
        await tx
          .deleteFrom('sessions')
          .where((is) =>
            is.or([is('ends_at_ms', '<=', at), is('seen_at_ms', '<=', at - sessionMs.idle)]),
          )
          .execute()
        await tx
          .insertInto('sessions')
          .values({
            hash: hashSecret(secret),
            id: `s_${randomBytes(9).toString('base64url')}`,
            person,
            way,
            created_at_ms: at,
            seen_at_ms: at,
            ends_at_ms: at + sessionMs.absolute,
            user_agent: user_agent?.slice(0, 200) ?? null,
            address,
          })
          .execute()
        const newest = tx
          .selectFrom('sessions')
          .select('hash')
          .where('person', '=', person)
          .orderBy('created_at_ms', 'desc')
          .limit(MAX_SESSIONS)
        await tx
          .deleteFrom('sessions')
          .where('person', '=', person)
          .where('hash', 'not in', newest)
          .execute()
        await tx
          .updateTable('people')
          .set({ last_active_at_ms: at })
          .where('id', '=', person)
          .execute()
      })
      return secret
    },
    /** Returns whose session a cookie's secret is; null if it has ended or its person may not sign in. */
    async find(secret: string): Promise<{ person: PersonRow; way: SignInWay } | null> {
      const found = await storage.read((db) =>
        db
          .selectFrom('sessions as s')
          .innerJoin('people as p', 'p.id', 's.person')
          .selectAll('p')
          .select(['s.hash', 's.id as session', 's.person', 's.seen_at_ms', 's.ends_at_ms'])
          .select('s.way as signed_in_by')
          .where('s.hash', '=', hashSecret(secret))
          .where('p.disabled_at_ms', 'is', null)
          .where('p.removed_at_ms', 'is', null)
          .executeTakeFirst(),
      )
      if (!found || isOver(found)) return null
      const { signed_in_by: way, ...person } = found
      markSeen({ ...found, id: found.session, user_agent: null, address: null })
      return { person, way }
    },
    async of(person: string): Promise<SessionRow[]> {
      const rows = await storage.read((db) =>
        db
          .selectFrom('sessions')
          .selectAll()
          .where('person', '=', person)
          .orderBy('created_at_ms', 'desc')
          .execute(),
      )
      return rows.filter((row) => !isOver(row))
    },
    /** Returns when an active session ends without further requests, in milliseconds since 1970. */
    lastsUntil: ({ seen_at_ms, ends_at_ms }: SessionRow) =>
      Math.min(ends_at_ms, seen_at_ms + sessionMs.idle),
    isOf: ({ hash }: SessionRow, secret: string) => hash === hashSecret(secret),
    end: (secret: string) =>
      storage.write(async (tx) => {
        await tx.deleteFrom('sessions').where('hash', '=', hashSecret(secret)).execute()
      }),
    /** Ends the sessions of a person, all or one by its id; returns how many. */
    endAll: async (
      person: string,
      { id, except }: { id?: string; except?: string } = {},
    ): Promise<number> =>
      storage.write(async (tx) => {
        let ended = tx.deleteFrom('sessions').where('person', '=', person)
        if (id !== undefined) ended = ended.where('id', '=', id)
        if (except !== undefined) ended = ended.where('hash', '!=', hashSecret(except))
        return Number((await ended.executeTakeFirst()).numDeletedRows)
      }),
  }
}
