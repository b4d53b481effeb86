import type { RateLimiterAbstract } from 'rate-limiter-flexible'
import type { Storage } from '../../storage/storage.ts'

/** Limits how often a password may be guessed. */
export type TryLimits = {
  /**
   * Counts a try before the password is compared.
   * @returns null, or in how many milliseconds the next one is allowed
   */
  begin(account: string, address: string): Promise<number | null>
  /** The password was right: the try does not count, and the address is known from now on. */
  succeeded(account: string, address: string): Promise<void>
}

const QUARTER_HOUR_S = 900
/** How long an address is known; a timer can wait 24 days at most. */
const KNOWN_S = 20 * 86_400

/**
 * Tries within a quarter of an hour: of an account from one address, of an account from all addresses
 * that it never signed in from, and of one address. The owner of an account that is attacked still
 * signs in from a known address.
 */
const LIMITS = { pair: 5, account: 20, address: 30 } as const

/** Creates the limits; the consoles on one PostgreSQL share them. */
export async function createTryLimits({ bus }: Pick<Storage, 'bus'>): Promise<TryLimits> {
  // Loaded only if there are passwords to guess.
  const { RateLimiterMemory, RateLimiterPostgres } = await import('rate-limiter-flexible')
  function limiter(keyPrefix: string, points: number, duration: number): RateLimiterAbstract {
    if (!bus) return new RateLimiterMemory({ keyPrefix, points, duration })
    const query = async ({ text, values }: { text: string; values: unknown[] }) => {
      const rows = await bus.query(text, values)
      return { rows, rowCount: rows.length }
    }
    return new RateLimiterPostgres({
      ...{ keyPrefix, points, duration, storeClient: { query }, storeType: 'client' },
      ...{ tableName: 'sign_in_tries', tableCreated: true },
    })
  }
  const pairs = limiter('pair', LIMITS.pair, QUARTER_HOUR_S)
  const accounts = limiter('account', LIMITS.account, QUARTER_HOUR_S)
  const addresses = limiter('address', LIMITS.address, QUARTER_HOUR_S)
  const known = limiter('known', 1_000_000, KNOWN_S)

  return {
    async begin(account, address) {
      const network = networkOf(address)
      const pair = `${account} ${network}`
      const isKnown = (await known.get(pair)) !== null
      const waits: (number | null)[] = [await waitOf(pairs, pair), await waitOf(addresses, network)]
      const isFree = !waits.some((wait) => wait !== null)
      if (!isKnown && isFree) {
        waits.push(await waitOf(accounts, account))
      }
      const refused = waits.filter((wait) => wait !== null)
      return refused.length > 0 ? Math.max(...refused) : null
    },
    async succeeded(account, address) {
      const network = networkOf(address)
      const pair = `${account} ${network}`
      await Promise.all([
        pairs.delete(pair),
        addresses.reward(network),
        known.set(pair, 1, KNOWN_S),
      ])
    },
  }
}

/** Counts one try; returns null, or how long to wait in milliseconds. */
async function waitOf(limiter: RateLimiterAbstract, key: string): Promise<number | null> {
  try {
    await limiter.consume(key)
    return null
  } catch (refused) {
    if (refused instanceof Error) throw refused
    return Math.max(1, (refused as { msBeforeNext: number }).msBeforeNext)
  }
}

/** An IPv6 client owns at least 2^64 addresses, so they count as one. */
function networkOf(address: string): string {
  if (!address.includes(':')) return address
  const [head = '', tail] = address.split('::')
  const groups = head.split(':').filter(Boolean)
  const after = tail?.split(':').filter(Boolean) ?? []
  const missing = tail === undefined ? 0 : 8 - groups.length - after.length
  const all = [...groups, ...Array<string>(Math.max(0, missing)).fill('0'), ...after]
  return `${all.slice(0, 4).join(':')}::/64`
}
