import { type Selectable, sql } from 'kysely'
import type { ReceiveIdType } from '#contract/ids'
import type { Recipient } from '#contract/recipients'
import type { Tables } from '../storage/database.ts'
import type { Storage } from '../storage/storage.ts'
import { normalizeText, searchPatterns } from '../storage/text-search.ts'
import type { RecipientOwner, RecipientStore } from './recipients.ts'

type RecipientRow = Selectable<Tables['recipients']>
type RecipientColumns = Partial<
  Pick<RecipientRow, 'name' | 'chat_id' | 'favourite' | 'last_sent_at_ms'>
>

/** Older recipients are found by search only. */
const MAX_LISTED = 100

const NEW_RECIPIENT = { name: null, chat_id: null, favourite: 0, last_sent_at_ms: 0, search: '' }

/** Creates the store of recipients in the console's database. */
export function createRecipients(storage: Storage): RecipientStore {
  async function find(owner: RecipientOwner, type: ReceiveIdType, receive_id: string) {
    const row = await storage.read((db) =>
      db
        .selectFrom('recipients')
        .selectAll()
        .where((is) => is.and({ ...owner, receive_id_type: type, receive_id }))
        .executeTakeFirst(),
    )
    return row ? toRecipient(row) : null
  }

  /** Inserts or updates a recipient. */
  const put = (
    owner: RecipientOwner,
    type: ReceiveIdType,
    receive_id: string,
    change: RecipientColumns,
  ) =>
    storage.write(async (tx) => {
      const key = { ...owner, receive_id_type: type, receive_id }
      const row = await tx
        .insertInto('recipients')
        .values({ ...key, ...NEW_RECIPIENT, ...change })
        .onConflict((known) =>
          known
            .columns(['profile', 'base_url', 'receive_id_type', 'receive_id'])
            // An update needs at least one column; this one stays the same.
            .doUpdateSet({ receive_id, ...change }),
        )
        .returningAll()
        .executeTakeFirstOrThrow()
      const search = normalizeText([row.name, receive_id, row.chat_id].filter(Boolean).join('\n'))
      await tx
        .updateTable('recipients')
        .set({ search })
        .where((is) => is.and(key))
        .execute()
      return toRecipient(row)
    })

  return {
    list: (owner, query) =>
      storage.read(async (db) => {
        let found = db
          .selectFrom('recipients')
          .selectAll()
          .where((is) => is.and({ ...owner }))
        for (const pattern of searchPatterns(query)) {
          found = found.where(sql<boolean>`search like ${pattern} escape '\\'`)
        }
        const rows = await found
          .orderBy('favourite', 'desc')
          .orderBy('last_sent_at_ms', 'desc')
          .orderBy('receive_id')
          .limit(MAX_LISTED)
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
    remove: (owner, type, receive_id) =>
      storage.write(async (tx) => {
        const { numDeletedRows } = await tx
          .deleteFrom('recipients')
          .where((is) => is.and({ ...owner, receive_id_type: type, receive_id }))
          .executeTakeFirst()
        return numDeletedRows > 0n
      }),
    inChat: (owner, chat_id) =>
      storage.read(async (db) => {
        const rows = await db
          .selectFrom('recipients')
          .selectAll()
          .where((is) => is.and({ ...owner, chat_id }))
          .where('receive_id_type', '!=', 'chat_id')
          .execute()
        return rows.map(toRecipient)
      }),
  }
}

function toRecipient(row: RecipientRow): Recipient {
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
