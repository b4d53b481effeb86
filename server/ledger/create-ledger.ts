import { hash } from 'node:crypto'
import type { WireRequest } from '#contract/exchange'
import type { Clock } from '../feishu/clock.ts'
import { syncResult } from '../results/landed.ts'
import type { Database } from '../storage/database.ts'
import type { Storage } from '../storage/storage.ts'
import type { BeginResult, Intent, Ledger } from './ledger.ts'
import { listExchanges } from './list-exchanges.ts'
import { findPrunable, prune } from './prune.ts'
import { readExchanges, readRows } from './read-exchanges.ts'
import { checkSendLimits, NO_LIMITS, SendLimitError } from './send-limits.ts'
import { TransitionError } from './transition.ts'
import {
  OccupiedError,
  writeDeparture,
  writeEnd,
  writeEndsOf,
  writeIntent,
  writeIntentAndDeparture,
} from './write-steps.ts'

/** How often beginning a send is retried if the conflicting send has ended meanwhile. */
const MAX_TRIES = 5

/** Creates the ledger on an open storage. The database enforces its rules, not this process. */
export function createLedger(storage: Storage, clock: Clock, limits = NO_LIMITS): Ledger {
  const now = () => clock.wall()

  async function findBy(column: 'id' | 'idempotency_key', value: string) {
    return storage.read(async (db) => {
      const row = await db
        .selectFrom('intents')
        .select(['seq', 'fingerprint'])
        .where(column, '=', value)
        .executeTakeFirst()
      const [exchange] = row ? await readExchanges(db, await readRows(db, [row])) : []
      return row && exchange ? { exchange, fingerprint: row.fingerprint } : null
    })
  }

  async function tryToBegin(intent: Intent, request?: WireRequest): Promise<BeginResult | null> {
    try {
      const written = await storage.write(async (tx) => {
        const seq = await (request === undefined
          ? writeIntent(storage, tx, intent)
          : writeIntentAndDeparture(storage, tx, intent, request, now()))
        // A delivery was checked as a whole.
        if (seq !== null && intent.delivery === null && intent.endpoint !== 'recall_message') {
          const { actor, base_url, started_at_ms: at_ms } = intent
          const receive_id = receiverOf(intent)
          await checkSendLimits(storage, tx, limits, { actor, base_url, receive_id, at_ms })
        }
        return seq
      })
      if (written !== null) return { begun: 'now' }
    } catch (error) {
      if (error instanceof SendLimitError) return { begun: 'limited', limit: error }
      if (!(error instanceof OccupiedError)) throw error
      const { base_url, message_id } = intent
      const in_flight = await storage.read((db) => findInFlight(db, base_url, message_id))
      return in_flight && { begun: 'in_flight', in_flight }
    }
    return seen(intent)
  }

  const seen: Ledger['seen'] = async (intent) => {
    const before = await findBy('idempotency_key', intent.idempotency_key)
    if (!before) return null
    const { exchange, fingerprint } = before
    return fingerprint === intent.fingerprint
      ? { begun: 'before', exchange }
      : { begun: 'key_reused' }
  }

  async function recover(): Promise<number> {
    const others = await storage.read((db) =>
      db
        .selectFrom('in_flight')
        .select('instance')
        .distinct()
        .where('instance', '!=', storage.instance)
        .execute(),
    )
    let ended = 0
    for (const { instance } of others) {
      ended += await storage.write(async (tx) =>
        (await storage.isGone(tx, instance)) ? writeEndsOf(storage, tx, instance, now()) : 0,
      )
    }
    return ended
  }

  return {
    async begin(intent, request) {
      let begun: BeginResult | null = null
      for (let i = 0; i < MAX_TRIES && begun === null; i += 1) {
        begun = await tryToBegin(intent, request)
        // The conflicting send may belong to a console that has crashed.
        if (begun?.begun === 'in_flight' && i === 0 && (await recover()) > 0) begun = null
      }
      if (begun === null) throw new TransitionError('too many concurrent changes of the ledger')
      return begun
    },
    seen,
    depart: (id, request) => storage.write((tx) => writeDeparture(storage, tx, id, request, now())),
    settle: (exchange) => storage.write((tx) => writeEnd(storage, tx, exchange, now())),
    find: async (id) => (await findBy('id', id))?.exchange ?? null,
    list: (filter, page) => storage.scan((db) => listExchanges(db, storage.search, filter, page)),
    repeatsOf: (id) =>
      storage.read(async (db) => {
        const found = await db
          .selectFrom('intents')
          .select('seq')
          .where('attempt_of', '=', id)
          .orderBy('seq')
          .execute()
        return readExchanges(db, (await readRows(db, found)).reverse())
      }),
    async resolve(id, { verdict, note, actor, chat }) {
      const exists = await storage.write(async (tx) => {
        const send = await tx
          .selectFrom('intents as i')
          .leftJoin('settlements as s', 's.seq', 'i.seq')
          .select(['i.seq', 's.outcome'])
          .where('i.id', '=', id)
          .executeTakeFirst()
        if (!send) return false
        if (send.outcome !== 'unknown') throw new TransitionError(`${id} is not unknown`)
        const at_ms = now()
        await tx
          .insertInto('resolutions')
          .values({
            ...{ seq: send.seq, verdict, note, actor, at_ms },
            ...(chat && { source: 'chat', message_id: chat.message_id }),
          })
          .execute()
        await syncResult(tx, { id }, storage.instance)
        return true
      })
      return exists ? ((await findBy('id', id))?.exchange ?? null) : null
    },
    async exactBody(id) {
      const row = await storage.read((db) =>
        db
          .selectFrom('intents')
          .select(['body', 'body_sha256'])
          .where('id', '=', id)
          .executeTakeFirst(),
      )
      return row && hash('sha256', row.body) === row.body_sha256 ? row.body : null
    },
    recover,
    async prune(retention, { dryRun, actor }) {
      const prunable = await findPrunable(storage, retention, now())
      if (!dryRun) await prune(storage, prunable, { actor, at_ms: now() })
      const { count, oldest_at, newest_at } = prunable
      return { count, oldest_at, newest_at }
    },
  }
}

async function findInFlight(db: Database, base_url: string, message_id: string | null) {
  const row = await db
    .selectFrom('in_flight as f')
    .innerJoin('intents as i', 'i.seq', 'f.seq')
    .select(['i.id', 'i.actor', 'i.started_at_ms'])
    .where('f.base_url', '=', base_url)
    .where('f.message_id', '=', message_id)
    .executeTakeFirst()
  if (!row) return null
  const { id, actor, started_at_ms } = row
  return { exchange_id: id, actor, started_at: new Date(started_at_ms).toISOString() }
}

/** Whom a new message goes to; of a push only the message is known. */
function receiverOf({ endpoint, body }: Intent): string | null {
  if (endpoint !== 'create_message') return null
  const { receive_id } = JSON.parse(body) as { receive_id?: unknown }
  return typeof receive_id === 'string' ? receive_id : null
}
