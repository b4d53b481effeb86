import { isDeepStrictEqual } from 'node:util'
import { SCOPES } from '#contract/checks'
import { contentText, type MessageContent } from '#contract/create-message'
import type { Exchange } from '#contract/exchange'
import { isJsonObject, parseJson } from '#contract/json'
import type { Bilingual } from '#contract/locale'
import type { ClockSkews } from '../feishu/clock-skew.ts'
import { listPeriod, type PeriodMessage, type PeriodPage } from '../feishu/queries/chat-period.ts'
import { describeQueryFailure } from '../feishu/queries/query-failure.ts'
import { type QueryDeps, type QueryResult, runQuery } from '../feishu/queries/run-query.ts'
import type { SecretProfile } from '../feishu/secret-profile.ts'
import { listExchanges } from '../ledger/list-exchanges.ts'
import { readExchanges, readRows } from '../ledger/read-exchanges.ts'
import type { Database } from '../storage/database.ts'
import type { Storage } from '../storage/storage.ts'
import type { DeliveryRow } from './read-deliveries.ts'

export type ChatDeps = {
  storage: Storage
  feishu: QueryDeps
  skews: ClockSkews
  /** Milliseconds since 1970. */
  now: () => number
}

export type ChatFinding =
  /** The message is there; `message_id` is that of no other request. */
  | { found: string }
  /** It is not there, so it was never delivered. */
  | { found: null }
  /** Whether it is there cannot be decided. */
  | { refused: 'chat_unknown' | 'chat_unclear' }
  | { refused: 'chat_not_read'; detail: Bilingual }

/** How long a request may take until its message is in the chat. */
const IN_FLIGHT_MS = 60_000
/** How far a message's time may be from its request's, beside the known difference of the clocks. */
const NEAR_MS = 10 * 60_000
/** Within this, no other message may be the one that is looked for, if it is to be missing. */
const FAR_MS = 60 * 60_000
const PAGE_SIZE = 50
const MAX_PAGES = 20

/**
 * Looks for a delivery's message of unknown outcome in its chat, and sends nothing. It is found by app,
 * type, exact content and time; one that another request made does not count.
 * @param creates the delivery's requests of unknown outcome, oldest first
 * @throws StorageError
 */
export async function findInChat(
  deps: ChatDeps,
  profile: SecretProfile,
  row: DeliveryRow,
  creates: readonly Exchange[],
): Promise<ChatFinding> {
  const { storage, skews, now } = deps
  const chat_id = await storage.read((db) => findChat(db, row))
  if (chat_id === null) return { refused: 'chat_unknown' }
  const times = creates.map(({ started_at }) => Date.parse(started_at))
  const [first, last] = [Math.min(...times), Math.max(...times)]
  // Before its request, by a clock that was set back, or while it may still be on its way.
  if (now() < last + IN_FLIGHT_MS) return { refused: 'chat_unclear' }

  const ahead = skews.read(profile.base_url)?.ms ?? 0
  const period = { from: first + ahead, to: last + ahead }
  const messages = await readPeriod(deps, profile, chat_id, period)
  if (!Array.isArray(messages)) return messages
  // One that does not show its type or its sender may be the one that is looked for.
  if (messages.some(isUnclear)) return { refused: 'chat_unclear' }
  const own = messages.filter(
    ({ sender }) => sender?.type === 'app' && sender.id === profile.app_id,
  )
  const wanted = wireContent(row)
  const candidates = own.filter((message) => mayBe(message, wanted))
  const open: PeriodMessage[] = []
  for (const message of candidates) {
    if (!(await isClaimed(storage, message.message_id))) open.push(message)
  }
  const [one, ...more] = open
  if (!one) return { found: null }
  const isNear =
    one.create_time_ms >= period.from - NEAR_MS && one.create_time_ms <= period.to + NEAR_MS
  const decides = more.length === 0 && isNear && isExactly(one, wanted)
  if (!decides || (await hasRival(storage, row, creates, period))) {
    return { refused: 'chat_unclear' }
  }
  return { found: one.message_id }
}

type WireContent = { msg_type: string; content: unknown }

function wireContent({ message }: DeliveryRow): WireContent {
  const sent = JSON.parse(message ?? 'null') as MessageContent
  if ('text' in sent) return { msg_type: 'text', content: { text: sent.text } }
  return { msg_type: sent.msg_type, content: parseJson(contentText(sent.content)) }
}

/** Whether a message may be the one that was sent, as far as its content shows. */
function mayBe(message: PeriodMessage, wanted: WireContent): boolean {
  if (message.edited || message.deleted) return true
  if (message.msg_type !== wanted.msg_type) return false
  return isExactly(message, wanted) || isRewritten(wanted)
}

function isExactly(message: PeriodMessage, wanted: WireContent): boolean {
  const { edited, deleted, msg_type, content } = message
  return !edited && !deleted && isDeepStrictEqual({ msg_type, content }, wanted)
}

const isUnclear = ({ msg_type, sender }: PeriodMessage) =>
  msg_type === '' || (sender === null && msg_type !== 'system')

/** Whether the platform returns a content in another form than it was sent in. */
function isRewritten({ msg_type, content }: WireContent): boolean {
  if (msg_type !== 'text') return true
  const text = isJsonObject(content) ? content.text : null
  // A mention is returned as a key of the message's list of mentions.
  return typeof text !== 'string' || text.includes('<at')
}

/** Returns the chat of a delivery, if an earlier message has shown it. */
async function findChat(
  db: Database,
  { profile, base_url, receive_id_type, receive_id }: DeliveryRow,
): Promise<string | null> {
  if (receive_id_type === null || receive_id === null) return null
  if (receive_id_type === 'chat_id') return receive_id
  const known = await db
    .selectFrom('recipients')
    .select('chat_id')
    .where((is) => is.and({ profile, receive_id_type, receive_id }))
    .where('base_url', '=', new URL(base_url).origin)
    .executeTakeFirst()
  return known?.chat_id ?? null
}

async function readPeriod(
  { feishu }: ChatDeps,
  profile: SecretProfile,
  chat_id: string,
  { from, to }: { from: number; to: number },
): Promise<PeriodMessage[] | ChatFinding> {
  const messages: PeriodMessage[] = []
  const from_s = Math.floor((from - FAR_MS) / 1000)
  const to_s = Math.ceil((to + FAR_MS) / 1000)
  let page_token: string | null = null
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const period = { from_s, to_s, page_token, page_size: PAGE_SIZE }
    const query = listPeriod(chat_id, period)
    const read: QueryResult<PeriodPage> = await runQuery(feishu, profile, query)
    if (!read.ok) {
      const { detail } = describeQueryFailure(read.failure, SCOPES.listMessages)
      return { refused: 'chat_not_read', detail }
    }
    messages.push(...read.value.messages)
    page_token = read.value.next
    if (page_token === null) return messages
  }
  return { refused: 'chat_unclear' }
}

/** Whether another request made a message, or a delivery was found to have made it. */
function isClaimed(storage: Storage, message_id: string): Promise<boolean> {
  return storage.read(async (db) => {
    const filter = { query: message_id, endpoint: 'create_message', code: 0 } as const
    const { exchanges } = await listExchanges(db, storage.search, filter, { limit: 10 })
    if (exchanges.some((exchange) => exchange.message_id === message_id)) return true
    const found = await db
      .selectFrom('resolutions')
      .select('seq')
      .where('message_id', '=', message_id)
      .executeTakeFirst()
    return found !== undefined
  })
}

/** Whether another request of unknown outcome may have made the same message in the same chat. */
function hasRival(
  storage: Storage,
  { id, base_url }: DeliveryRow,
  creates: readonly Exchange[],
  { from, to }: { from: number; to: number },
): Promise<boolean> {
  const [create] = creates
  return storage.read(async (db) => {
    const found = await db
      .selectFrom('intents as i')
      .leftJoin('settlements as s', 's.seq', 'i.seq')
      .select('i.seq')
      .where('i.endpoint', '=', 'create_message')
      .where('i.base_url', '=', base_url)
      .where('i.started_at_ms', '>=', from - FAR_MS)
      .where('i.started_at_ms', '<=', to + FAR_MS)
      .where((is) => is.or([is('s.outcome', 'is', null), is('s.outcome', '=', 'unknown')]))
      .where((is) => is.or([is('i.delivery', 'is', null), is('i.delivery', '<>', id)]))
      .execute()
    const others = await readExchanges(db, await readRows(db, found))
    return others.some(
      (other) =>
        other.resolution?.verdict !== 'not_delivered' &&
        other.resolution?.message_id === undefined &&
        create !== undefined &&
        isSameMessage(other, create),
    )
  })
}

/** Whether two requests may have made the same message in one chat. */
function isSameMessage(one: Exchange, other: Exchange): boolean {
  const [a, b] = [parseJson(one.body), parseJson(other.body)]
  if (!isJsonObject(a) || !isJsonObject(b)) return true
  const sameType = one.request.url === other.request.url
  return a.content === b.content && (!sameType || a.receive_id === b.receive_id)
}
