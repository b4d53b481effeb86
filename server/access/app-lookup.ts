import type { ProfileStore } from '../profiles/profiles.ts'
import type { Storage } from '../storage/storage.ts'
import type { AppLookup, OwnedKind } from './caller.ts'

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
