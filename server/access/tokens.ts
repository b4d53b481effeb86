import { randomBytes } from 'node:crypto'
import type { Selectable } from 'kysely'
import type * as z from 'zod/mini'
import {
  type newTokenSchema,
  TOKEN_LIMITS,
  TOKEN_PREFIX,
  type Token,
} from '#contract/access/people'
import { isoTime } from '../iso-time.ts'
import type { Tables } from '../storage/database.ts'
import type { Storage } from '../storage/storage.ts'
import { hashSecret, type PersonRow } from './people.ts'
import { newSecret } from './sessions.ts'

type TokenRow = Selectable<Tables['api_tokens']>

const USED_EVERY_MS = 60_000
const DAY_MS = 86_400_000

/** Creates the API tokens of scripts. A token acts under an ID of its own and ends with its person. */
export function createTokens({ storage, now }: { storage: Storage; now: () => number }) {
  function toToken(row: TokenRow): Token {
    const { id, name, person, last_used_at_ms } = row
    return {
      id,
      name,
      person,
      grants: JSON.parse(row.grants),
      created_at: isoTime(row.created_at_ms),
      ends_at: isoTime(row.ends_at_ms),
      last_used_at: last_used_at_ms === null ? null : isoTime(last_used_at_ms),
    }
  }

  function markUsed({ id, last_used_at_ms }: Pick<TokenRow, 'id' | 'last_used_at_ms'>): void {
    const at = now()
    if (last_used_at_ms !== null && at - last_used_at_ms < USED_EVERY_MS) return
    const used = { last_used_at_ms: at }
    void storage
      .write(async (tx) => {
        await tx.updateTable('api_tokens').set(used).where('id', '=', id).execute()
      })
      .catch(() => {})
  }

  return {
    /** Returns the token and its secret, which is stored only as its hash; null if there are too many. */
    async create(
      person: string,
      { name, grants, days = TOKEN_LIMITS.days.default }: z.output<typeof newTokenSchema>,
    ): Promise<{ token: Token; secret: string } | null> {
      const secret = `${TOKEN_PREFIX}${newSecret()}`
      const row: TokenRow = {
        id: `t_${randomBytes(9).toString('base64url')}`,
        hash: hashSecret(secret),
        name,
        person,
        grants: JSON.stringify(grants),
        created_at_ms: now(),
        ends_at_ms: now() + days * DAY_MS,
        last_used_at_ms: null,
        revoked_at_ms: null,
      }
      const isCreated = await storage.write(async (tx) => {
        const { count } = await tx
          .selectFrom('api_tokens')
          .select((is) => is.fn.countAll<number>().as('count'))
          .where('person', '=', person)
          .where('revoked_at_ms', 'is', null)
          .executeTakeFirstOrThrow()
        if (Number(count) >= TOKEN_LIMITS.tokens.max) return false
        await tx.insertInto('api_tokens').values(row).execute()
        return true
      })
      return isCreated ? { token: toToken(row), secret } : null
    },
    /** Returns the tokens that are not revoked, of one person or of all. */
    async list(person?: string): Promise<Token[]> {
      const rows = await storage.read((db) => {
        const tokens = db
          .selectFrom('api_tokens')
          .selectAll()
          .where('revoked_at_ms', 'is', null)
          .orderBy('created_at_ms', 'desc')
        return (person === undefined ? tokens : tokens.where('person', '=', person)).execute()
      })
      return rows.map(toToken)
    },
    /** Returns false if there is no such token, or none of that person. */
    revoke: (id: string, person?: string): Promise<boolean> =>
      storage.write(async (tx) => {
        let tokens = tx
          .updateTable('api_tokens')
          .set({ revoked_at_ms: now() })
          .where('id', '=', id)
          .where('revoked_at_ms', 'is', null)
        if (person !== undefined) tokens = tokens.where('person', '=', person)
        return (await tokens.executeTakeFirst()).numUpdatedRows > 0n
      }),
    /** Returns a token with its person; null if it has ended or either may not act. */
    async find(secret: string): Promise<{ token: Token; person: PersonRow } | null> {
      const found = await storage.read(async (db) => {
        const token = await db
          .selectFrom('api_tokens')
          .selectAll()
          .where('hash', '=', hashSecret(secret))
          .where('revoked_at_ms', 'is', null)
          .where('ends_at_ms', '>', now())
          .executeTakeFirst()
        const person = await db
          .selectFrom('people')
          .selectAll()
          .where('id', '=', token?.person ?? '')
          .where('disabled_at_ms', 'is', null)
          .where('removed_at_ms', 'is', null)
          .executeTakeFirst()
        return token && person && { token, person }
      })
      if (!found) return null
      markUsed(found.token)
      return { token: toToken(found.token), person: found.person }
    },
  }
}
