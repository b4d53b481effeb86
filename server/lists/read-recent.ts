import type { ListIssue } from '#contract/deliveries/list'
import type { Storage } from '../storage/storage.ts'
import type { ListRecord, PlannedRow } from './read-rows.ts'

const RECENT_MS = 10 * 60_000

type Recent = NonNullable<ListIssue['recent']>

/**
 * Returns a function that tells which delivery reached the recipient of a row within the last ten
 * minutes, or may have; those of the row's own list do not count.
 */
export async function findRecent(
  storage: Storage,
  { id, base_url }: Pick<ListRecord, 'id' | 'base_url'>,
  now_ms: number,
): Promise<(row: PlannedRow) => Recent | null> {
  const found = await storage.scan((db) =>
    db
      .selectFrom('deliveries as d')
      .innerJoin('intents as i', 'i.delivery', 'd.id')
      .leftJoin('settlements as s', 's.seq', 'i.seq')
      .select(['d.id', 'd.actor', 'd.created_at_ms', 'd.receive_id', 'd.label'])
      .where('d.created_at_ms', '>=', now_ms - RECENT_MS)
      .where('d.base_url', '=', base_url)
      .where((is) => is.or([is('d.list_id', 'is', null), is('d.list_id', '<>', id)]))
      .where('i.endpoint', 'in', ['create_message', 'push_follow_up'])
      .where((is) =>
        is.or([
          // It is running.
          is('s.outcome', 'is', null),
          is('s.outcome', '=', 'unknown'),
          is('s.code', '=', 0),
        ]),
      )
      .orderBy('d.seq')
      .execute(),
  )
  const latest = new Map<string, Recent>()
  for (const { receive_id, label, created_at_ms, actor, id: delivery_id } of found) {
    const recent = { delivery_id, actor, at: new Date(created_at_ms).toISOString() }
    // A person may have been chosen by another id, so labels are compared too.
    for (const key of [receive_id, label]) if (key) latest.set(key.toLowerCase(), recent)
  }
  return ({ message_id, receive_id, label }) => {
    if (message_id !== null) return null
    const keys = [receive_id, label].map((key) => latest.get(key?.toLowerCase() ?? ''))
    return keys.find((recent) => recent !== undefined) ?? null
  }
}
