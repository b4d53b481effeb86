import { hash, randomBytes } from 'node:crypto'
import { type Selectable, sql } from 'kysely'
import type * as z from 'zod/mini'
import { PEOPLE_LIMITS, type Person, type personChangeSchema } from '#contract/access/people'
import { type Grant, mayEverywhere } from '#contract/access/roles'
import type { SignInWay } from '#contract/access/session'
import { isoTime } from '../iso-time.ts'
import type { Database, Tables, Tx } from '../storage/database.ts'
import type { Storage } from '../storage/storage.ts'
import type { AccessSettings } from './settings.ts'

export type PersonRow = Selectable<Tables['people']>

/** Why a person was not changed. */
export type PersonRejection = {
  rejected: 'unknown' | 'full' | 'name_taken' | 'own_rights' | 'admin_by_setting' | 'not_allowed'
}

type PersonChange = z.output<typeof personChangeSchema>

/** The people of the console. Every method may throw {@link StorageError}. */
export type PeopleStore = ReturnType<typeof createPeople>

type PeopleDeps = {
  storage: Storage
  settings: Pick<AccessSettings, 'admins' | 'defaultRole'>
  /** Milliseconds since 1970. */
  now: () => number
}

const ACTIVE_EVERY_MS = 60_000
const ADMIN_OF_EVERYTHING: Grant = { app: '*', role: 'admin', approver: true }

export function newPersonId(): string {
  return `u_${randomBytes(9).toString('base64url')}`
}

/** The stored form of a secret of 256 random bits, which needs no slow hash. */
export function hashSecret(secret: string): string {
  return hash('sha256', secret)
}

/** Makes changes of people happen one after the other, on every console. */
export async function lockPeople(tx: Tx, kind: Storage['kind']): Promise<void> {
  if (kind !== 'postgres') return
  await sql`select pg_advisory_xact_lock(hashtextextended('follow-up people', 0))`.execute(tx)
}

export function createPeople({ storage, settings, now }: PeopleDeps) {
  const present = (db: Database) => db.selectFrom('people').where('removed_at_ms', 'is', null)

  const isAdminBySetting = ({ way, subject }: Pick<PersonRow, 'way' | 'subject'>) =>
    settings.admins.has(`${way}:${subject}`)

  /** Returns what a person may do, with what the settings add. */
  function grantsOf(row: Pick<PersonRow, 'way' | 'subject' | 'grants'>): Grant[] {
    const grants: Grant[] = JSON.parse(row.grants)
    return isAdminBySetting(row) ? [ADMIN_OF_EVERYTHING, ...grants] : grants
  }

  const isAdmin = (row: PersonRow | undefined) =>
    row !== undefined && row.disabled_at_ms === null && mayEverywhere(grantsOf(row), 'admin')

  function toPerson(row: PersonRow, sessions: number): Person {
    const { id, name, way, subject, last_active_at_ms } = row
    return {
      id,
      name,
      way,
      subject,
      grants: JSON.parse(row.grants),
      admin_by_setting: isAdminBySetting(row),
      disabled: row.disabled_at_ms !== null,
      invited: way === 'local' && row.password_hash === null,
      created_at: isoTime(row.created_at_ms),
      last_active_at: last_active_at_ms === null ? null : isoTime(last_active_at_ms),
      sessions,
    }
  }

  async function insert(
    tx: Tx,
    person: Pick<PersonRow, 'way' | 'subject' | 'name'> & { grants: readonly Grant[] },
    password_hash: string | null = null,
  ): Promise<PersonRow | PersonRejection> {
    const { count } = await present(tx)
      .select((is) => is.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow()
    if (Number(count) >= PEOPLE_LIMITS.people.max) return { rejected: 'full' }
    const row: PersonRow = {
      ...person,
      grants: JSON.stringify(person.grants),
      id: newPersonId(),
      password_hash,
      created_at_ms: now(),
      last_active_at_ms: null,
      disabled_at_ms: null,
      removed_at_ms: null,
    }
    await tx.insertInto('people').values(row).execute()
    return row
  }

  const bySubject = (db: Database, way: SignInWay, subject: string) =>
    present(db).selectAll().where('way', '=', way).where('subject', '=', subject).executeTakeFirst()

  /**
   * Runs a change made by an admin, after checking again that they are one: another admin may have
   * taken that right away meanwhile. As no one changes their own rights, one admin always remains.
   */
  function changeAsAdmin<T>(
    by: string,
    id: string,
    change: (tx: Tx, row: PersonRow) => Promise<T | PersonRejection>,
  ): Promise<T | PersonRejection> {
    return storage.write(async (tx) => {
      await lockPeople(tx, storage.kind)
      const find = (one: string) => present(tx).selectAll().where('id', '=', one).executeTakeFirst()
      if (!isAdmin(await find(by))) return { rejected: 'not_allowed' }
      const row = await find(id)
      return row ? change(tx, row) : { rejected: 'unknown' }
    })
  }

  /** Records at most once a minute that a person without a session of ours is active. */
  function markActive({ id, last_active_at_ms }: PersonRow): void {
    const at = now()
    if (last_active_at_ms !== null && at - last_active_at_ms < ACTIVE_EVERY_MS) return
    void storage
      .write(async (tx) => {
        await tx.updateTable('people').set({ last_active_at_ms: at }).where('id', '=', id).execute()
      })
      .catch(() => {})
  }

  const endSessions = (tx: Tx, person: string) =>
    tx.deleteFrom('sessions').where('person', '=', person).execute()

  return {
    grantsOf,
    isAdmin,
    insert,
    markActive,
    changeAsAdmin,
    bySubject: (way: SignInWay, subject: string) =>
      storage.read((db) => bySubject(db, way, subject)),
    find: (id: string) =>
      storage.read((db) => present(db).selectAll().where('id', '=', id).executeTakeFirst()),
    /**
     * Returns the person that another system has identified, a new one with the role of DEFAULT_ROLE if
     * they were never here.
     */
    async identified(
      way: SignInWay,
      subject: string,
      name: string,
    ): Promise<PersonRow | PersonRejection> {
      const known = await storage.read((db) => bySubject(db, way, subject))
      if (known && (known.name === name || name === '')) return known
      return storage.write(async (tx) => {
        await lockPeople(tx, storage.kind)
        const row = await bySubject(tx, way, subject)
        const shown = (name || subject).slice(0, PEOPLE_LIMITS.name.max)
        if (!row) {
          const { defaultRole } = settings
          const grants = defaultRole ? [{ app: '*', role: defaultRole }] : []
          return insert(tx, { way, subject, name: shown, grants })
        }
        await tx.updateTable('people').set({ name: shown }).where('id', '=', row.id).execute()
        return { ...row, name: shown }
      })
    },
    async list(): Promise<Person[]> {
      const [rows, counts] = await storage.read(async (db) => [
        await present(db).selectAll().orderBy('name').orderBy('id').execute(),
        await db
          .selectFrom('sessions')
          .select(['person', (is) => is.fn.countAll<number>().as('count')])
          .where('ends_at_ms', '>', now())
          .groupBy('person')
          .execute(),
      ])
      const sessions = new Map(counts.map(({ person, count }) => [person, Number(count)]))
      return rows.map((row) => toPerson(row, sessions.get(row.id) ?? 0))
    },
    /** Returns the names of everyone who may be named as an actor. */
    names: () =>
      storage.read(async (db) => [
        ...(await db.selectFrom('people').select(['id', 'name']).execute()).map((one) => ({
          ...one,
          kind: 'person' as const,
        })),
        ...(await db.selectFrom('api_tokens').select(['id', 'name']).execute()).map((one) => ({
          ...one,
          kind: 'token' as const,
        })),
      ]),
    change: (id: string, change: PersonChange, by: string): Promise<Person | PersonRejection> =>
      changeAsAdmin(by, id, async (tx, row) => {
        const { name, grants, disabled } = change
        if (id === by && (grants !== undefined || disabled !== undefined)) {
          return { rejected: 'own_rights' }
        }
        if (disabled === true && isAdminBySetting(row)) return { rejected: 'admin_by_setting' }
        const next = {
          ...row,
          name: name ?? row.name,
          grants: grants === undefined ? row.grants : JSON.stringify(grants),
          disabled_at_ms:
            disabled === undefined
              ? row.disabled_at_ms
              : disabled
                ? (row.disabled_at_ms ?? now())
                : null,
        }
        await tx
          .updateTable('people')
          .set({ name: next.name, grants: next.grants, disabled_at_ms: next.disabled_at_ms })
          .where('id', '=', id)
          .execute()
        if (disabled) await endSessions(tx, id)
        return toPerson(next, 0)
      }),
    remove: (id: string, by: string): Promise<'removed' | PersonRejection> =>
      changeAsAdmin(by, id, async (tx, row) => {
        if (id === by) return { rejected: 'own_rights' }
        if (isAdminBySetting(row)) return { rejected: 'admin_by_setting' }
        await tx
          .updateTable('people')
          .set({ removed_at_ms: now(), password_hash: null })
          .where('id', '=', id)
          .execute()
        await endSessions(tx, id)
        await tx.deleteFrom('sign_in_links').where('person', '=', id).execute()
        return 'removed'
      }),
    toPerson,
  }
}
