import { type Selectable, sql } from 'kysely'
import type { ReceiveIdType } from '#contract/receive-id-types'
import type { Recipient } from '#contract/recipient'
import type { Tables } from '../storage/database.ts'
import type { Storage } from '../storage/storage.ts'
import { plainText, searchPatterns } from '../templates/search-text.ts'
import type { Owner, Recipients } from './recipients.ts'

type Row = Selectable<Tables['recipients']>
type Change = Partial<Pick<Row, 'name' | 'chat_id' | 'favourite' | 'last_sent_at_ms'>>

/** As many as a person looks through; a search finds the others. */
const LISTED = 100

const UNKNOWN = { name: null, chat_id: null, favourite: 0, last_sent_at_ms: 0, search: '' }

/** Keeps recipients in the console's database. */
export function createRecipients(storage: Storage): Recipients {
  async function find(owner: Owner, type: ReceiveIdType, receive_id: string) {
    const row = await storage.read((db) =>
      db
        .selectFrom('recipients')
        .selectAll()
        .where('profile', '=', owner.profile)
        .where('base_url', '=', owner.base_url)
        .where('receive_id_type', '=', type)
        .where('receive_id', '=', receive_id)
        .executeTakeFirst(),
    )
    return row ? toRecipient(row) : null
  }

  /** Writes what is new of a recipient, whether or not it is known yet. */
  const put = (owner: Owner, type: ReceiveIdType, receive_id: string, change: Change) =>
    storage.write(async (tx) => {
      const { profile, base_url } = owner
      const key = { profile, base_url, receive_id_type: type, receive_id }
      const row = await tx
        .insertInto('recipients')
        .values({ ...key, ...UNKNOWN, ...change })
        .onConflict((known) =>
          known
            .columns(['profile', 'base_url', 'receive_id_type', 'receive_id'])
            // Names a column that stays as it is, because there has to be one.
            .doUpdateSet({ receive_id, ...change }),
        )
        .returningAll()
        .executeTakeFirstOrThrow()
      const search = plainText([row.name, receive_id, row.chat_id].filter(Boolean).join('\n'))
      await tx
        .updateTable('recipients')
        .set({ search })
        .where('profile', '=', profile)
        .where('base_url', '=', base_url)
        .where('receive_id_type', '=', type)
        .where('receive_id', '=', receive_id)
        .execute()
      return toRecipient(row)
    })

  return {
    list: ({ profile, base_url }, query) =>
      storage.read(async (db) => {
        let found = db
          .selectFrom('recipients')
          .selectAll()
          .where('profile', '=', profile)
          .where('base_url', '=', base_url)
        for (const pattern of searchPatterns(query)) {
          found = found.where(sql<boolean>`search like ${pattern} escape '\\'`)
        }
        const rows = await found
          .orderBy('favourite', 'desc')
          .orderBy('last_sent_at_ms', 'desc')
          .orderBy('receive_id')
          .limit(LISTED)
          .execute()
        return rows.map(toRecipient)
      }),
    find,
    keep: (owner, { receive_id_type, receive_id, name, favourite }) =>
      put(owner, receive_id_type, receive_id, {
        ...(name !== undefined && { name: name?.trim() || null }),
        ...(favourite !== undefined && { favourite: Number(favourite) }),
      }),
    async learn(owner, { receive_id_type, receive_id, chat_id, at_ms }) {
      await put(owner, receive_id_type, receive_id, {
        last_sent_at_ms: at_ms,
        ...(chat_id !== null && { chat_id }),
      })
    },
    remove: ({ profile, base_url }, type, receive_id) =>
      storage.write(async (tx) => {
        const { numDeletedRows } = await tx
          .deleteFrom('recipients')
          .where('profile', '=', profile)
          .where('base_url', '=', base_url)
          .where('receive_id_type', '=', type)
          .where('receive_id', '=', receive_id)
          .executeTakeFirst()
        return numDeletedRows > 0n
      }),
    inChat: ({ profile, base_url }, chat_id) =>
      storage.read(async (db) => {
        const rows = await db
          .selectFrom('recipients')
          .selectAll()
          .where('profile', '=', profile)
          .where('base_url', '=', base_url)
          .where('chat_id', '=', chat_id)
          .where('receive_id_type', '!=', 'chat_id')
          .execute()
        return rows.map(toRecipient)
      }),
  }
}

function toRecipient(row: Row): Recipient {
  const { receive_id_type, receive_id, name, chat_id, favourite, last_sent_at_ms } = row
  return {
    receive_id_type,
    receive_id,
    name,
    chat_id,
    favourite: favourite === 1,
    last_sent_at: last_sent_at_ms === 0 ? null : new Date(last_sent_at_ms).toISOString(),
  }
}
