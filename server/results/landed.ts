import { sql } from 'kysely'
import { readExchanges, readRows } from '../ledger/read-exchanges.ts'
import type { Database, Tx } from '../storage/database.ts'

/** Begins the result of a push that landed, in the transaction that shows it. */
export async function beginResult(tx: Tx, seq: number, instance: string): Promise<void> {
  await sql`insert into results
      (seq, profile, base_url, template_id, list_id, started_at_ms, instance)
    select i.seq, i.profile, i.base_url, d.template_id, d.list_id, i.started_at_ms, ${instance}
      from intents i left join deliveries d on d.id = i.delivery where i.seq = ${seq}
    on conflict (seq) do nothing`.execute(tx)
}

/**
 * Begins or removes the result of a push of unknown outcome, after something was learned about it: it
 * has one exactly if it is known to have landed.
 */
export async function syncResult(tx: Tx, { id }: { id: string }, instance: string): Promise<void> {
  const found = await tx.selectFrom('intents').select('seq').where('id', '=', id).execute()
  const [exchange] = await readExchanges(tx, await readRows(tx, found))
  if (exchange?.endpoint !== 'push_follow_up' || exchange.outcome !== 'unknown') return
  const landed = exchange.resolution?.verdict === 'delivered'
  for (const { seq } of found) {
    if (landed) await beginResult(tx, seq, instance)
    else if (exchange.result) await tx.deleteFrom('results').where('seq', '=', seq).execute()
  }
}

/** Returns pushes of unknown outcome that something was learned about before there were results. */
export async function findUnsynced(db: Database): Promise<string[]> {
  // Begins with the few that were settled later: each start runs it.
  const { rows } = await sql<{ id: string }>`select i.id from (
      select seq from resolutions
      union
      select o.seq from intents a join intents o on o.id = a.attempt_of where a.attempt_of is not null
    ) as settled
    cross join intents i
    where i.seq = settled.seq and i.endpoint = 'push_follow_up'
      and not exists (select 1 from results r where r.seq = i.seq)`.execute(db)
  return rows.map(({ id }) => id)
}
