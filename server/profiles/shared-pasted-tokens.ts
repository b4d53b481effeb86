import { hash, hkdfSync } from 'node:crypto'
import type { Clock } from '../feishu/clock.ts'
import type { Tx } from '../storage/database.ts'
import type { Storage } from '../storage/storage.ts'
import {
  isFor,
  lifeOf,
  MAX_SESSIONS,
  type PastedToken,
  type PastedTokens,
  type TokenProfile,
} from './pasted-tokens.ts'
import { fingerprint, KEY_BYTES, type SealContext, seal, unseal } from './seal.ts'
import type { Vault } from './vault.ts'

const PURGE_MS = 60_000
/** How long the row of an expired token is kept, so that it is shown as expired. */
const SHOWN_MS = 24 * 3_600_000

/**
 * Creates a store that the consoles on one PostgreSQL share. Each token is sealed twice: with the
 * key of the session, which only the browser's cookie holds, and with CONSOLE_KEY. So it can be opened
 * by neither the database nor CONSOLE_KEY alone, and by nothing after the session has ended.
 */
export function createSharedPastedTokens(
  storage: Storage,
  vault: Vault,
  clock: Clock,
): PastedTokens {
  async function open(session: string, row: StoredToken): Promise<string | null> {
    const context = contextOf(session, { ...row, id: row.profile })
    const inner = await vault.open(row.sealed, context)
    return inner && unseal(keyOf(session), inner, context)
  }

  /** Removes what has expired: first the token, a day later its row. */
  async function purge(tx: Tx): Promise<void> {
    const now = clock.wall()
    await tx
      .updateTable('pasted_tokens')
      .set({ sealed: '' })
      .where('ends_at_ms', '<=', now)
      .where('sealed', '!=', '')
      .execute()
    await tx
      .deleteFrom('pasted_tokens')
      .where('ends_at_ms', '<', now - SHOWN_MS)
      .execute()
  }
  // An error is ignored until the next time.
  const purging = setInterval(() => void storage.write(purge).catch(() => {}), PURGE_MS).unref()

  return {
    async knows(session) {
      const found = await storage.read((db) =>
        db
          .selectFrom('pasted_tokens')
          .select('profile')
          .where('session', '=', nameOf(session))
          .limit(1)
          .execute(),
      )
      return found.length > 0
    },
    async of(session) {
      const tokens = new Map<string, StoredToken & PastedToken>()
      if (session === null) return { find: () => null }
      const rows = await storage.read((db) =>
        db.selectFrom('pasted_tokens').selectAll().where('session', '=', nameOf(session)).execute(),
      )
      for (const row of rows) {
        const expired = clock.wall() >= row.ends_at_ms
        tokens.set(row.profile, { ...row, token: expired ? null : await open(session, row) })
      }
      return {
        find(profile) {
          const held = tokens.get(profile.id)
          if (!held || !isFor(held, profile)) return null
          const { token, expires_at_ms } = held
          return { token, expires_at_ms, fingerprint: held.fingerprint }
        },
      }
    },
    async keep(session, target, pasted) {
      const { tenant_access_token: token, expires_in } = pasted
      const context = contextOf(session, target)
      const sealed = await vault.seal(seal(keyOf(session), token, context), context)
      if (sealed === null) return false
      const { id, base_url, app_id } = target
      const ends_at_ms = clock.wall() + lifeOf(pasted)
      const columns = {
        base_url,
        app_id,
        sealed,
        fingerprint: fingerprint(id, token),
        expires_at_ms: expires_in === undefined ? null : ends_at_ms,
        ends_at_ms,
      }
      await storage.write(async (tx) => {
        await purge(tx)
        await tx
          .insertInto('pasted_tokens')
          .values({ session: nameOf(session), profile: id, ...columns })
          .onConflict((on) => on.columns(['session', 'profile']).doUpdateSet(columns))
          .execute()
        const newest = tx
          .selectFrom('pasted_tokens')
          .select('session')
          .groupBy('session')
          .orderBy((is) => is.fn.max('ends_at_ms'), 'desc')
          .limit(MAX_SESSIONS)
        await tx.deleteFrom('pasted_tokens').where('session', 'not in', newest).execute()
      })
      return true
    },
    drop: (session, profile_id) =>
      storage.write(async (tx) => {
        await tx
          .deleteFrom('pasted_tokens')
          .where('session', '=', nameOf(session))
          .where('profile', '=', profile_id)
          .execute()
      }),
    dropAll: (profile_id) =>
      storage.write(async (tx) => {
        await tx.deleteFrom('pasted_tokens').where('profile', '=', profile_id).execute()
      }),
    close: () => clearInterval(purging),
  }
}

type StoredToken = {
  profile: string
  base_url: string
  app_id: string
  sealed: string
  fingerprint: string
  expires_at_ms: number | null
}

/** The name of a session in the database, which its key cannot be derived from. */
function nameOf(session: string): string {
  return hash('sha256', `session ${session}`)
}

/** The key of a session: 128 random bits of its cookie. */
function keyOf(session: string): Buffer {
  return Buffer.from(hkdfSync('sha256', session, '', 'pasted token', KEY_BYTES))
}

function contextOf(session: string, { id, base_url, app_id }: TokenProfile): SealContext {
  return ['pasted_token', nameOf(session), id, base_url, app_id]
}
