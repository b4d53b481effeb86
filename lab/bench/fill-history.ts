import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Outcome } from '#contract/exchange-filter'
import { type DeliveryFacts, indexTerms, searchText } from '../../server/ledger/search-terms.ts'
import { openSqlite } from '../../server/storage/open-sqlite.ts'
import { sampleEnd, sampleIntent } from '../../server/testing/sample-send.ts'
import { type Random, seededRandom } from '../seeded-random.ts'

const START = Date.parse('2026-01-01T00:00:00Z')
const EVERY_MS = 20_000
const RARE = '罕见词语'
const WORDS =
  '查看物流进度,联系人工客服,申请退款,修改收货地址,开具发票,催促发货,会员权益,Track my parcel,Talk to a person,Ask for a refund,注文を確認する,배송 조회,Bestellung verfolgen'.split(
    ',',
  ) as [string, ...string[]]
type SampleOutcome = { outcome: Outcome; code: number | null }
const ENDS: [SampleOutcome, ...SampleOutcome[]] = [
  { outcome: 'answered', code: 0 },
  { outcome: 'answered', code: 230008 },
  { outcome: 'not_sent', code: null },
]
const PEOPLE = '林晓雨,王芳,陈波,赵磊,李敏,Wang Jun,Emma Clarke,Olga Ivanova'.split(',') as [
  string,
  ...string[],
]
const TEMPLATES = ['tpl_order', 'tpl_refund', 'tpl_late'] as const
const RARE_PERSON = '欧阳修远'
const LETTERS = 'abcdefghijklmnopqrstuvwxyz0123456789'

/** IDs of some of the sends, and of the person of the last delivery before each. */
export type SampledSend = { message_id: string; log_id: string; receive_id: string }

/**
 * Fills a new ledger with sends as the console writes them, but in large transactions.
 * @returns some of the sends
 */
export async function fillHistory(folder: string, rows: number): Promise<SampledSend[]> {
  await (await openSqlite(folder)).close()
  const database = new DatabaseSync(join(folder, 'ledger.db'))
  database.exec('pragma synchronous = off; pragma cache_size = -262144')
  const write = writer(database)
  const random = seededRandom(1)
  const known: SampledSend[] = []
  database.exec('begin')
  for (let seq = 1; seq <= rows; seq += 1) {
    const one = write(seq, random)
    if (seq % Math.ceil(rows / 40) === 0) known.push(one)
    if (seq % 10_000 === 0) database.exec('commit; begin')
  }
  database.exec('commit')
  database.close()
  return known
}

function writer(database: DatabaseSync) {
  const insert = (table: string, columns: string) =>
    database.prepare(
      `insert into ${table} (${columns}) values (${columns.replaceAll(/\w+/g, '?')})`,
    )
  const intents = insert(
    'intents',
    'seq, id, idempotency_key, fingerprint, instance, actor, profile, base_url, endpoint, message_id, url, body, body_sha256, started_at_ms, latest_at_ms, delivery',
  )
  const deliveries = insert(
    'deliveries',
    'id, idempotency_key, fingerprint, actor, profile, base_url, receive_id_type, receive_id, label, template_id, template_version, message, follow_ups, exact, uuid, created_at_ms, search, unsent',
  )
  const departures = insert('departures', 'seq, at_ms, request')
  const settlements = insert('settlements', 'seq, outcome, code, at_ms, exchange')
  const search = insert('search', 'rowid, terms')

  let delivery: (DeliveryFacts & { id: string }) | null = null

  /** Every other pair of sends is the message and the bubbles of a delivery. */
  const nextDelivery = (seq: number, random: Random, at: number, receive_id: string) => {
    if (seq % 4 === 2) return delivery
    if (seq % 4 !== 1) return null
    const label = seq % 50_001 === 0 ? RARE_PERSON : random.pick(PEOPLE)
    const id = `delivery-${seq}`
    const template_id = random.pick(TEMPLATES)
    deliveries.run(
      ...[id, id, '', 'local', 'feishu', 'https://open.feishu.cn', 'open_id', receive_id, label],
      ...[template_id, 1, '{"text":"您好"}', '[]', 1, id, at, '', 0],
    )
    delivery = { id, receive_id, label, template_id }
    return delivery
  }

  return (seq: number, random: Random): SampledSend => {
    const at = START + seq * EVERY_MS
    const id = (length: number) =>
      Array.from({ length }, () => LETTERS[random.below(LETTERS.length)]).join('')
    const content = seq % 50_000 === 0 ? RARE : random.pick(WORDS)
    const follow_ups = Array.from({ length: 3 }, () => ({
      content,
      i18n_contents: [{ language: 'en_us', content: random.pick(WORDS) }],
    }))
    const owner = nextDelivery(seq, random, at, `ou_${id(32)}`)
    const makesMessage = owner !== null && seq % 4 === 1
    const message = { receive_id: owner?.receive_id, content: JSON.stringify({ text: '您好' }) }
    const intent = sampleIntent({
      id: id(32),
      message_id: `om_${id(32)}`,
      profile: seq % 100 === 0 ? 'lark' : 'feishu',
      body: JSON.stringify(makesMessage ? message : { follow_ups }),
      delivery: owner?.id ?? null,
      ...(makesMessage && { endpoint: 'create_message' as const }),
      started_at_ms: at,
    })
    const log_id = `202601${id(26).toUpperCase()}`
    const end: SampleOutcome =
      seq % 1_000 === 0 ? { outcome: 'unknown', code: null } : random.pick(ENDS)
    const { resolution: _, recorded: __, ...exchange } = sampleEnd(intent, { ...end, log_id })
    const { profile, base_url, endpoint, message_id, url, body } = intent
    intents.run(
      ...[seq, intent.id, `key-${seq}`, '', '', 'local', profile, base_url, endpoint],
      ...[message_id, url, body, '', at, at, intent.delivery],
    )
    if (end.outcome !== 'not_sent') departures.run(seq, at, '{}')
    settlements.run(seq, end.outcome, end.code, at, JSON.stringify(exchange))
    const facts = owner ?? undefined
    const terms = indexTerms(searchText(exchange, facts), { ...exchange, ...facts })
    search.run(seq, terms.join(' '))
    return { message_id: message_id ?? '', log_id, receive_id: delivery?.receive_id ?? '' }
  }
}

type QueryParameters = Record<string, string>

/** Typical queries of the history, as parameters of `GET /api/history`. */
export function historyQueries(
  rows: number,
  known: readonly SampledSend[],
): Record<string, () => QueryParameters> {
  const random = seededRandom(2)
  const pick = () =>
    known[random.below(known.length)] ?? { message_id: '', log_id: '', receive_id: '' }
  const time = (at: number) => new Date(START + at).toISOString()
  const day = 86_400_000
  return {
    newest: () => ({}),
    'a page anywhere': () => {
      const n = 1 + random.below(rows)
      return { cursor: [n, START + n * EVERY_MS, 0].join('-') }
    },
    'a whole message_id': () => ({ query: pick().message_id }),
    'a piece of a message_id': () => ({ query: pick().message_id.slice(9, 21) }),
    'a log_id': () => ({ query: pick().log_id }),
    'two Chinese characters, common': () => ({ query: '物流' }),
    'two Chinese characters, rare': () => ({ query: '罕见' }),
    'one Chinese character': () => ({ query: '票' }),
    'a common word': () => ({ query: 'refund' }),
    'two words': () => ({ query: 'parcel 退款' }),
    'an absent word': () => ({ query: '不存在的词' }),
    'pairs that exist in a word that does not': () => ({ query: '物流客服' }),
    'a rare outcome': () => ({ outcome: 'unknown' }),
    'a common code and a common word': () => ({ code: '230008', query: '客服' }),
    'a rare outcome and a common word': () => ({ outcome: 'unknown', query: '物流' }),
    'all filters': () => ({ outcome: 'unknown', profile: 'lark', query: '物流' }),
    'a day long ago': () => ({ from: time(day), to: time(2 * day) }),
    'until some time': () => ({ to: time(random.below(rows) * EVERY_MS) }),
    'a common name': () => ({ query: '林晓雨' }),
    'a rare name': () => ({ query: RARE_PERSON }),
    'one person': () => ({ recipient: pick().receive_id }),
    'a template': () => ({ template: random.pick(TEMPLATES) }),
    'an actor': () => ({ actor: 'local' }),
    'an actor without sends': () => ({ actor: 'ben' }),
    'one call': () => ({ endpoint: 'create_message' }),
    'a call that was never made': () => ({ endpoint: 'recall_message' }),
    'a name and one call': () => ({ query: '王芳', endpoint: 'push_follow_up', actor: 'local' }),
    'a day of one actor': () => ({ actor: 'local', from: time(day), to: time(2 * day) }),
    'a week and a word': () => ({ query: 'refund', to: time(7 * day) }),
  }
}
