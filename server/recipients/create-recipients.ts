import { type Selectable, sql } from 'kysely'
import type { ReceiveIdType } from '#contract/ids'
import type { Recipient } from '#contract/recipients'
import type { Tables, Tx } from '../storage/database.ts'
import { normalizeText, searchPatterns } from '../storage/search-index.ts'
import type { Storage } from '../storage/storage.ts'
import { type RecipientOwner, type RecipientStore, recipientKey } from './recipients.ts'

type RecipientRow = Selectable<Tables['recipients']>
type RecipientColumns = Partial<
  Pick<RecipientRow, 'name' | 'chat_id' | 'favourite' | 'last_sent_at_ms' | 'language'>
>

/** Older recipients are found by search only. */
const MAX_LISTED = 100

/** Recipients of one statement, or written in one transaction, so that a send never waits long. */
const CHUNK = 500

const NEW_RECIPIENT = {
  ...{ name: null, chat_id: null, language: null },
  ...{ favourite: 0, last_sent_at_ms: 0, search: '' },
}

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

  const put = (
    owner: RecipientOwner,
    receive_id_type: ReceiveIdType,
    receive_id: string,
    change: RecipientColumns,
  ) => storage.write((tx) => writeRecipient(tx, { ...owner, receive_id_type, receive_id }, change))

  return {
    list: (owner, query) =>
      storage.scan(async (db) => {
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
    keep: (owner, { receive_id_type, receive_id, name, favourite, language }) =>
      put(owner, receive_id_type, receive_id, {
        ...(name !== undefined && { name: name?.trim() || null }),
        ...(favourite !== undefined && { favourite: Number(favourite) }),
        ...(language !== undefined && { language }),
      }),
    async names(owner, ids) {
      const names = new Map<string, string>()
      for (let i = 0; i < ids.length; i += CHUNK) {
        const chunk = ids.slice(i, i + CHUNK).map(({ receive_id }) => receive_id)
        const rows = await storage.read((db) =>
          db
            .selectFrom('recipients')
            .select(['receive_id_type', 'receive_id', 'name'])
            .where((is) => is.and({ ...owner }))
            .where('receive_id', 'in', chunk)
            .execute(),
        )
        for (const row of rows) if (row.name !== null) names.set(recipientKey(row), row.name)
      }
      return names
    },
    async saveNames(owner, named) {
      for (let i = 0; i < named.length; i += CHUNK) {
        await storage.write(async (tx) => {
          for (const { receive_id_type, receive_id, name } of named.slice(i, i + CHUNK)) {
            const key = { ...owner, receive_id_type, receive_id }
            await writeRecipient(tx, key, { name: name?.trim() || null })
            if (name === null) await removeEmpty(tx, key)
          }
        })
      }
    },
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

type RecipientKey = Pick<RecipientRow, 'profile' | 'base_url' | 'receive_id_type' | 'receive_id'>

/** Inserts or updates a recipient. */
async function writeRecipient(
  tx: Tx,
  key: RecipientKey,
  change: RecipientColumns,
): Promise<Recipient> {
  const { receive_id } = key
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
}

/** Removes a recipient without a name, a star, a language and a message. */
async function removeEmpty(tx: Tx, key: RecipientKey): Promise<void> {
  await tx
    .deleteFrom('recipients')
    .where((is) => is.and({ ...key, favourite: 0, last_sent_at_ms: 0 }))
    .where('name', 'is', null)
    .where('language', 'is', null)
    .execute()
}

function toRecipient(row: RecipientRow): Recipient {
  const { receive_id_type, receive_id, name, chat_id, favourite, last_sent_at_ms, language } = row
  return {
    receive_id_type,
    receive_id,
    name,
    chat_id,
    favourite: favourite === 1,
    ...(language !== null && { language }),
    last_sent_at: last_sent_at_ms === 0 ? null : new Date(last_sent_at_ms).toISOString(),
  }
}
