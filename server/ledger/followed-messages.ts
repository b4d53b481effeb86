import type { Exchange } from '#contract/exchange'
import type { Storage } from '../storage/storage.ts'
import { readExchanges, readRows } from './read-exchanges.ts'

/** As many pushes on one message as tell enough. */
const MOST = 200
const ALREADY_THERE = 230008

/**
 * Which of the messages have bubbles by what this ledger holds, whoever they were sent as: `yes`, or
 * `perhaps` where the outcome of a push is not known (yet). One that is not named has none.
 */
export async function followedMessages(
  storage: Storage,
  base_url: string,
  message_ids: readonly string[],
): Promise<Map<string, 'yes' | 'perhaps'>> {
  if (message_ids.length === 0) return new Map()
  const exchanges = await storage.read(async (db) => {
    const found = await db
      .selectFrom('intents')
      .select('seq')
      .where('message_id', 'in', [...message_ids])
      .where('base_url', '=', base_url)
      .where('endpoint', '=', 'push_follow_up')
      .orderBy('seq', 'desc')
      .limit(MOST)
      .execute()
    const rows = await readRows(
      db,
      found.map(({ seq }) => seq),
    )
    return readExchanges(db, rows)
  })
  const followed = new Map<string, 'yes' | 'perhaps'>()
  for (const exchange of exchanges) {
    const { message_id } = exchange
    const told = whatItTells(exchange)
    if (message_id === null || told === 'no' || followed.get(message_id) === 'yes') continue
    followed.set(message_id, told)
  }
  return followed
}

function whatItTells({ state, code, resolution }: Exchange): 'yes' | 'no' | 'perhaps' {
  switch (state) {
    case 'answered':
      return code === 0 || code === ALREADY_THERE ? 'yes' : 'no'
    case 'unknown':
      if (resolution?.verdict === 'delivered') return 'yes'
      return resolution?.verdict === 'not_delivered' ? 'no' : 'perhaps'
    case 'intent':
    case 'sending':
      return 'perhaps'
    default:
      return 'no'
  }
}
