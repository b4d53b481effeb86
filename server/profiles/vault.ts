import type { Storage } from '../storage/storage.ts'
import { StorageStartError } from '../storage/storage-start-error.ts'
import type { KeySource } from './key-source.ts'
import { NO_SECRET, NO_TICKET } from './profile-rows.ts'
import { type Place, seal, unseal } from './seal.ts'

export type Vault = {
  /**
   * To be awaited before anything else: a console does not start without the key of what is sealed.
   * @param forget where the key is lost, starts anew: every sealed secret is dropped
   * @throws StorageStartError where the key is missing, another one, or cannot be used; nothing has
   *   been changed then
   */
  check(options: { forget: boolean }): Promise<void>
  /** `null` where there is no key to seal with. */
  seal(text: string, place: Place): Promise<string | null>
  /** `null` where it cannot be opened: no key, another one, or it was tampered with. */
  open(sealed: string, place: Place): Promise<string | null>
}

const CHECK_TEXT = 'follow-up console'
const CHECK_PLACE: Place = ['key_check', 'sealed']

/** The secrets of a storage, sealed with a key that is made when the first one is. */
export function createVault(storage: Storage, source: KeySource): Vault {
  let key: Buffer | null = null

  /** The key that everyone on this storage uses: the first to come writes its check. */
  async function settleKey(): Promise<Buffer | null> {
    if (key) return key
    const mine = source.read() ?? source.make()
    if (!mine) return null
    const sealed = seal(mine, CHECK_TEXT, CHECK_PLACE)
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
        `The key that the stored secrets are encrypted with is ${found ? 'another one' : 'missing'} (${source.place}): bring the right one back, or start once with FORGET_SECRETS=1 to drop those secrets and enter them anew. Nothing was changed.`,
      )
    },
    async seal(text, place) {
      const settled = await settleKey()
      return settled && seal(settled, text, place)
    },
    async open(sealed, place) {
      // Another console on the same database may have settled it since.
      const settled = key ?? source.read()
      return settled && unseal(settled, sealed, place)
    },
  }
}

function opens(key: Buffer, check: string): boolean {
  return unseal(key, check, CHECK_PLACE) === CHECK_TEXT
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
    await tx.deleteFrom('key_check').execute()
  })
}
