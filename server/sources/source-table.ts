import type { Insertable, Selectable } from 'kysely'
import type { WebhookSettings } from '#contract/event-sources/event-source'
import type { SecretProfile } from '../feishu/secret-profile.ts'
import { fingerprint, type SealContext } from '../profiles/seal.ts'
import type { Vault } from '../profiles/vault.ts'
import type { Database, Tables } from '../storage/database.ts'
import type { Storage } from '../storage/storage.ts'
import type { WebhookSecrets } from './verify-event.ts'

/** What a change sets. */
type Columns = Partial<Omit<Insertable<Tables['event_sources']>, 'profile' | 'base_url' | 'app_id'>>
export type SourceRow = Selectable<Tables['event_sources']>
/** The app that the settings belong to: with another address or app id they do not count. */
export type SourceOwner = Pick<SecretProfile, 'id' | 'base_url' | 'app_id'>

export type SecretField = 'verification_token' | 'encrypt_key'

/** Binds a sealed secret to its app and base URL, so that it cannot be opened in a changed row. */
function contextOf({ id, base_url, app_id }: SourceOwner, field: SecretField): SealContext {
  return [id, base_url, app_id, field]
}

function ownRow(db: Database, { id, base_url, app_id }: SourceOwner) {
  return db
    .selectFrom('event_sources')
    .selectAll()
    .where('profile', '=', id)
    .where('base_url', '=', base_url)
    .where('app_id', '=', app_id)
    .executeTakeFirst()
}

/** Creates the queries for the settings of event sources. */
export function sourceTable(storage: Storage, vault: Vault, now: () => number) {
  /** Changes the settings of an app; those of an earlier app with the same profile are removed. */
  async function change(owner: SourceOwner, columns: Columns) {
    const { id: profile, base_url, app_id } = owner
    await storage.write(async (tx) => {
      if (!(await ownRow(tx, owner))) {
        await tx.deleteFrom('event_sources').where('profile', '=', profile).execute()
      }
      await tx
        .insertInto('event_sources')
        .values({ profile, base_url, app_id, ...columns })
        .onConflict((on) => on.column('profile').doUpdateSet(columns))
        .execute()
    })
  }

  /** Seals a secret; undefined if there is no key to seal it with. */
  async function sealed(owner: SourceOwner, field: SecretField, secret: string | null) {
    if (secret === null) return { sealed: null, fingerprint: null, set_at_ms: null }
    const text = await vault.seal(secret, contextOf(owner, field))
    if (text === null) return undefined
    return { sealed: text, fingerprint: fingerprint(owner.id, secret), set_at_ms: now() }
  }

  return {
    find: (owner: SourceOwner) => storage.read((db) => ownRow(db, owner)),
    change,
    /** Returns the field whose secret cannot be sealed, because there is no key; else null. */
    async save(owner: SourceOwner, settings: WebhookSettings): Promise<SecretField | null> {
      const columns: Columns = {}
      const { verification_token, encrypt_key, pass_on_url } = settings
      if (verification_token !== undefined) {
        const token = await sealed(owner, 'verification_token', verification_token)
        if (!token) return 'verification_token'
        columns.sealed_token = token.sealed
        columns.token_fingerprint = token.fingerprint
        columns.token_set_at_ms = token.set_at_ms
      }
      if (encrypt_key !== undefined) {
        const key = await sealed(owner, 'encrypt_key', encrypt_key)
        if (!key) return 'encrypt_key'
        columns.sealed_key = key.sealed
        columns.key_fingerprint = key.fingerprint
        columns.key_set_at_ms = key.set_at_ms
      }
      if (pass_on_url !== undefined) columns.pass_on_url = pass_on_url
      if (Object.keys(columns).length > 0) await change(owner, columns)
      return null
    },
    /** Returns the secrets of the webhook; null if it has no token, or a secret cannot be opened. */
    async secrets(owner: SourceOwner, row: SourceRow): Promise<WebhookSecrets | null> {
      if (row.sealed_token === null) return null
      const verification_token = await vault.open(
        row.sealed_token,
        contextOf(owner, 'verification_token'),
      )
      const encrypt_key =
        row.sealed_key === null
          ? null
          : await vault.open(row.sealed_key, contextOf(owner, 'encrypt_key'))
      const isWhole = verification_token !== null && (encrypt_key !== null || !row.sealed_key)
      return isWhole ? { verification_token, encrypt_key } : null
    },
  }
}
