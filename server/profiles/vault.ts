import { type Storage, StorageStartError } from '../storage/storage.ts'
import type { KeySource } from './key-source.ts'
import { NO_SECRET, NO_TICKET } from './profile-table.ts'
import { type SealContext, seal, unseal } from './seal.ts'

export type Vault = {
  /**
   * Checks the key of the stored secrets; must be awaited before any other call.
   * @param options.forget if the key is lost, removes every sealed secret
   * @throws StorageStartError if the key is missing, different or unusable; nothing is changed then
   */
  check(options: { forget: boolean }): Promise<void>
  /** Returns null if there is no key. */
  seal(text: string, context: SealContext): Promise<string | null>
  /** Returns null if it cannot be opened: no key, a different one, or the text was changed. */
  open(sealed: string, context: SealContext): Promise<string | null>
}

const CHECK_TEXT = 'follow-up console'
const CHECK_CONTEXT: SealContext = ['key_check', 'sealed']

/** Creates the vault of a storage; its key is created when the first secret is sealed. */
export function createVault(storage: Storage, source: KeySource): Vault {
  let key: Buffer | null = null

  /** Returns the key of this storage; the first console to seal a secret stores its check. */
  async function settleKey(): Promise<Buffer | null> {
    if (key) return key
    const mine = source.read() ?? source.create()
    if (!mine) return null
    const sealed = seal(mine, CHECK_TEXT, CHECK_CONTEXT)
    await storage.write((tx) =>
      tx
        .insertInto('key_check')
        .values({ n: 1, sealed })
        .onConflict((conflict) => conflict.doNothing())
        .execute(),
    )
    const settled = await readCheck(storage)
    if (settled === null || !opens(mine, settled)) return null
    key = mine
    return key
  }

  return {
    async check({ forget }) {
      const check = await readCheck(storage)
      if (check === null) return
      const found = source.read()
      if (found && opens(found, check)) {
        key = found
        return
      }
      if (forget) return forgetSecrets(storage)
      throw new StorageStartError(
        `The key that the stored secrets are encrypted with is ${found ? 'another one' : 'missing'} (${source.location}): restore the right one, or start once with FORGET_SECRETS=1 to drop those secrets and enter them anew. Nothing was changed.`,
      )
    },
    async seal(text, context) {
      const settled = await settleKey()
      return settled && seal(settled, text, context)
    },
    async open(sealed, context) {
      // Another console on the same database may have created it since.
      const settled = key ?? source.read()
      return settled && unseal(settled, sealed, context)
    },
  }
}

function opens(key: Buffer, check: string): boolean {
  return unseal(key, check, CHECK_CONTEXT) === CHECK_TEXT
}

async function readCheck(storage: Storage): Promise<string | null> {
  const row = await storage.read((db) =>
    db.selectFrom('key_check').select('sealed').executeTakeFirst(),
  )
  return row?.sealed ?? null
}

async function forgetSecrets(storage: Storage): Promise<void> {
  await storage.write(async (tx) => {
    await tx
      .updateTable('profiles')
      .set({ ...NO_SECRET, ...NO_TICKET })
      .execute()
    const noToken = { sealed_token: null, token_fingerprint: null, token_set_at_ms: null }
    const noKey = { sealed_key: null, key_fingerprint: null, key_set_at_ms: null }
    await tx
      .updateTable('event_sources')
      .set({ ...noToken, ...noKey })
      .execute()
    await tx.deleteFrom('key_check').execute()
    if (storage.kind === 'postgres') await tx.deleteFrom('pasted_tokens').execute()
  })
}
