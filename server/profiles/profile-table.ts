import type { Insertable, Selectable, Updateable } from 'kysely'
import { PROFILE_LIMITS } from '#contract/limits'
import type { KeptSecret, Profile } from '#contract/profile'
import { isoTime } from '../iso-time.ts'
import { type NewEvent, writeEvent } from '../ledger/events.ts'
import type { Database, Tables } from '../storage/database.ts'
import type { Storage } from '../storage/storage.ts'

const stored = (db: Database) => db.selectFrom('profiles').where('removed_at_ms', 'is', null)

/** Creates the queries for stored profiles. */
export function profileTable(storage: Storage) {
  return {
    /** Returns the profiles that are not removed, by name. */
    all: (): Promise<ProfileRow[]> =>
      storage.read((db) => stored(db).selectAll().orderBy('name').orderBy('id').execute()),
    removed: (): Promise<{ id: string; name: string }[]> =>
      storage.read((db) =>
        db
          .selectFrom('profiles')
          .select(['id', 'name'])
          .where('removed_at_ms', 'is not', null)
          .orderBy('name')
          .orderBy('id')
          .execute(),
      ),
    find: (id: string): Promise<ProfileRow | undefined> =>
      storage.read((db) => stored(db).selectAll().where('id', '=', id).executeTakeFirst()),
    /** Returns false if there are too many already. */
    insert: (row: Insertable<Tables['profiles']>): Promise<boolean> =>
      storage.write(async (tx) => {
        const { count } = await stored(tx)
          .select((is) => is.fn.countAll<number>().as('count'))
          .executeTakeFirstOrThrow()
        if (Number(count) >= PROFILE_LIMITS.profiles.max) return false
        await tx.insertInto('profiles').values(row).execute()
        return true
      }),
    /** Returns false, without writing, if the row has changed since it was read. */
    update: (
      before: ProfileRow,
      columns: Updateable<Tables['profiles']>,
      now_ms: number,
      event: Pick<NewEvent, 'kind' | 'actor'> | null,
    ): Promise<boolean> =>
      storage.write(async (tx) => {
        const { numUpdatedRows } = await tx
          .updateTable('profiles')
          .set({ ...columns, updated_at_ms: Math.max(now_ms, before.updated_at_ms + 1) })
          .where('id', '=', before.id)
          .where('updated_at_ms', '=', before.updated_at_ms)
          .where('removed_at_ms', 'is', null)
          .executeTakeFirst()
        if (numUpdatedRows === 0n) return false
        const { base_url = before.base_url, app_id = before.app_id } = columns
        const isSame = base_url === before.base_url && app_id === before.app_id
        if (!isSame || columns.removed_at_ms != null) {
          await tx.deleteFrom('event_sources').where('profile', '=', before.id).execute()
        }
        const { id: subject, name } = before
        if (event) await writeEvent(tx, { ...event, at_ms: now_ms, subject, name })
        return true
      }),
  }
}

export type ProfileRow = Selectable<Tables['profiles']>

/** The secret columns of a profile without an app_secret. */
export const NO_SECRET = {
  sealed_secret: null,
  secret_fingerprint: null,
  secret_set_at_ms: null,
} as const

/** The secret columns of a profile without an app_ticket. */
export const NO_TICKET = {
  sealed_ticket: null,
  ticket_fingerprint: null,
  ticket_set_at_ms: null,
} as const

function toKeptSecret(fingerprint: string | null, at_ms: number | null): KeptSecret | null {
  return fingerprint === null
    ? null
    : { fingerprint, set_at: at_ms === null ? null : isoTime(at_ms) }
}

/** Returns the public part of a stored profile, without a session's pasted token. */
export function rowProfile(row: ProfileRow): Profile {
  const { receive_id_type, receive_id } = row
  return {
    id: row.id,
    name: row.name,
    brand: row.brand,
    base_url: row.base_url,
    app_id: row.app_id,
    default: false,
    color: row.color,
    environment: row.environment,
    app_type: row.app_type,
    source: 'stored',
    secret: toKeptSecret(row.secret_fingerprint, row.secret_set_at_ms),
    tenant_key: row.tenant_key,
    app_ticket: toKeptSecret(row.ticket_fingerprint, row.ticket_set_at_ms),
    pasted_token: null,
    test_recipient: receive_id_type && receive_id !== null ? { receive_id_type, receive_id } : null,
  }
}
