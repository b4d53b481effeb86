import { hash } from 'node:crypto'
import type { Exchange } from '#contract/exchange'
import type { ReceiveIdType } from '#contract/ids'
import { sentTexts } from '#contract/texts/sent-texts'
import { listExchanges } from '../ledger/list-exchanges.ts'
import { readDeliveryExchanges, readExchanges, readRows } from '../ledger/read-exchanges.ts'
import { deliveryOf } from '../recipients/learn-recipients.ts'
import type { Database } from '../storage/database.ts'
import type { Storage } from '../storage/storage.ts'
import { applyEvent, applyToPush, type PushRow, readPushes } from './apply-event.ts'
import { UNDECIDED } from './decide-result.ts'
import { reportOf } from './follow-sends.ts'

/** Results of one statement. */
const CHUNK = 100

type PrepareDeps = {
  storage: Storage
  /** Converts a time of this machine to one of an upstream, in milliseconds since 1970. */
  platformTime: (base_url: string, ms: number) => number
}

/**
 * Finds out the chat of every new push from the history, and that its message supersedes the earlier
 * pushes there. Nothing is asked of the platform.
 * @returns the pushes whose results changed, and the new ones
 */
export async function prepareResults(deps: PrepareDeps): Promise<PushRow[]> {
  const { storage } = deps
  const changed: PushRow[] = []
  for (;;) {
    const found = await storage.read((db) =>
      db
        .selectFrom('results')
        .select('seq')
        .where('prepared', '=', 0)
        .orderBy('seq')
        .limit(CHUNK)
        .execute(),
    )
    for (const { seq } of found) changed.push(...(await prepareOne(deps, seq)))
    if (found.length < CHUNK) return changed
  }
}

async function prepareOne({ storage, platformTime }: PrepareDeps, seq: number): Promise<PushRow[]> {
  const facts = await storage.read(async (db) => {
    const [push] = await readPushes(db, [seq])
    const [exchange] = await readExchanges(db, await readRows(db, [{ seq }]))
    return push && exchange && { push, exchange, sent: await findMessage(db, storage, exchange) }
  })
  if (!facts) return []
  const { push, exchange, sent } = facts
  const { base_url } = push
  const chat_id = sent?.message.chat_id ?? null
  const message_at_ms = sent?.message.create_time_ms ?? null
  const columns = {
    prepared: 1,
    chat_id,
    message_at_ms,
    pushed_at_ms: pushedAt(exchange, (ms) => platformTime(base_url, ms)),
    texts: hash('sha256', JSON.stringify(sentTexts(push.body))).slice(0, 12),
    recipient_language: sent && (await storage.read((db) => findLanguage(db, push, sent.to))),
  }
  const prepared = await storage.write(async (tx) => {
    // Only one of several requests on a message can have added its bubbles.
    const other = await tx
      .selectFrom('results as r')
      .innerJoin('intents as i', 'i.seq', 'r.seq')
      .select('r.seq')
      .where('i.message_id', '=', push.message_id)
      .where('i.base_url', '=', base_url)
      .where('r.prepared', '=', 1)
      .where('r.seq', '<>', seq)
      .executeTakeFirst()
    const counted = { ...UNDECIDED, kind: 'unknown', why: 'counted_elsewhere', watched: 0 } as const
    const next = { ...columns, ...(other && counted) }
    const written = await tx
      .updateTable('results')
      .set(next)
      .where('seq', '=', seq)
      .where('prepared', '=', 0)
      .returning('seq')
      .executeTakeFirst()
    return written ? { ...push, ...next } : null
  })
  const older = await announceMessage(storage, { ...push, ...columns })
  if (!prepared) return older
  if (prepared.why === 'counted_elsewhere') return [...older, prepared]
  return [...older, (await applyEarlier(storage, prepared)) ?? prepared]
}

/** Applies what this console did after a push, before the push was known to have landed. */
async function applyEarlier(storage: Storage, push: PushRow): Promise<PushRow | null> {
  const { seq, base_url, chat_id, message_id, message_at_ms } = push
  const reports = await storage.read(async (db) => {
    const recalls = await db
      .selectFrom('intents as i')
      .select('i.seq')
      .where('i.message_id', '=', message_id)
      .where('i.base_url', '=', base_url)
      .where('i.endpoint', '=', 'recall_message')
      .execute()
    const exchanges = await readExchanges(db, await readRows(db, recalls))
    const later =
      chat_id === null || message_at_ms === null
        ? undefined
        : await db
            .selectFrom('results as r')
            .innerJoin('intents as i', 'i.seq', 'r.seq')
            .select(['i.message_id', 'r.message_at_ms'])
            .where('r.chat_id', '=', chat_id)
            .where('r.base_url', '=', base_url)
            .where('r.message_at_ms', '>=', message_at_ms)
            .where('r.seq', '>', seq)
            .orderBy('r.message_at_ms')
            .limit(1)
            .executeTakeFirst()
    const event = later?.message_id && {
      kind: 'bot_message' as const,
      message_id: later.message_id,
      create_time_ms: later.message_at_ms ?? 0,
    }
    const recalled = exchanges.map((exchange) => reportOf(base_url, exchange))
    return [...recalled, event ? { event, source: 'console' as const } : null]
  })
  let changed: PushRow | null = null
  for (const report of reports) {
    if (report) changed = (await applyToPush(storage, seq, report)) ?? changed
  }
  return changed
}

/** Applies to earlier pushes of a chat that a push's message came after theirs. */
export async function announceMessage(
  storage: Storage,
  { seq, base_url, chat_id, message_id, message_at_ms }: PushRow,
): Promise<PushRow[]> {
  if (chat_id === null || message_id === null || message_at_ms === null) return []
  const event = { kind: 'bot_message', message_id, create_time_ms: message_at_ms } as const
  const report = { base_url, chat_id, event, source: 'console', before_seq: seq } as const
  const older = await applyEvent(storage, report)
  return older ? [older] : []
}

/** Returns when a push took effect, by the platform's clock. */
function pushedAt(
  { response, started_at, duration_ms }: Exchange,
  platformTime: (ms: number) => number,
): number {
  const date = Date.parse(response?.headers.date ?? '')
  return Number.isNaN(date) ? platformTime(Date.parse(started_at) + Math.ceil(duration_ms)) : date
}

/** Returns the request that made the message of a push, with its chat; null if the history has none. */
async function findMessage(db: Database, { search }: Storage, push: Exchange) {
  const { message_id, delivery } = push
  const own = delivery === null ? [] : (await readDeliveryExchanges(db, [delivery])).get(delivery)
  const wanted = (exchanges: readonly Exchange[] = []) =>
    exchanges
      .map(deliveryOf)
      .find((sent) => sent !== null && sent.message.message_id === message_id)
  const found = wanted(own)
  if (found || message_id === null) return found ?? null
  const filter = { query: message_id, endpoint: 'create_message', code: 0 } as const
  const { exchanges } = await listExchanges(db, search, filter, { limit: 10 })
  return wanted(exchanges) ?? null
}

async function findLanguage(
  db: Database,
  { profile, base_url }: PushRow,
  { receive_id_type, receive_id }: { receive_id_type: ReceiveIdType; receive_id: string },
): Promise<string | null> {
  const known = await db
    .selectFrom('recipients')
    .select('language')
    .where((is) => is.and({ profile, receive_id_type, receive_id }))
    .where('base_url', '=', new URL(base_url).origin)
    .executeTakeFirst()
  return known?.language ?? null
}
