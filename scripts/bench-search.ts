/**
 * `npm run bench [-- --rows 1000000]`: fills a ledger and measures how long a page of the history
 * takes, for every kind of question. Fails where the slowest twentieth takes 50 ms or more.
 */
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { parseArgs } from 'node:util'
import type { Outcome } from '#contract/exchange'
import type { ExchangeFilter } from '#contract/exchanges'
import { systemClock } from '../server/feishu/clock.ts'
import { createLedger } from '../server/ledger/create-ledger.ts'
import { indexTerms, searchText } from '../server/ledger/search-terms.ts'
import { openSqlite } from '../server/storage/open-sqlite.ts'
import { sampleEnd, sampleIntent } from '../server/testing/sample-send.ts'
import { seededRandom } from './crash/random.ts'

const START = Date.parse('2026-01-01T00:00:00Z')
const EVERY_MS = 20_000
const RARE = '罕见词语'
const WORDS =
  '查看物流进度,联系人工客服,申请退款,修改收货地址,开具发票,催促发货,会员权益,Track my parcel,Talk to a person,Ask for a refund,注文を確認する,배송 조회,Bestellung verfolgen'.split(
    ',',
  ) as [string, ...string[]]
type End = { outcome: Outcome; code: number | null }
const ENDS: [End, ...End[]] = [
  { outcome: 'answered', code: 0 },
  { outcome: 'answered', code: 230008 },
  { outcome: 'not_sent', code: null },
]

const { values } = parseArgs({ options: { rows: { type: 'string', default: '1000000' } } })
const rows = Number(values.rows)
const random = seededRandom(1)
const folder = mkdtempSync(join(tmpdir(), 'follow-up-console-bench-'))
const path = join(folder, 'ledger.db')
const known: { message_id: string; log_id: string }[] = []

/** Writes the rows as the ledger would, but in large transactions. */
function fill(): void {
  const database = new DatabaseSync(path)
  database.exec('pragma synchronous = off; pragma cache_size = -262144')
  const insert = (table: string, columns: string) =>
    database.prepare(
      `insert into ${table} (${columns}) values (${columns.replaceAll(/\w+/g, '?')})`,
    )
  const intents = insert(
    'intents',
    'seq, id, idempotency_key, fingerprint, instance, actor, profile, base_url, endpoint, message_id, url, body, body_sha256, started_at_ms, latest_at_ms',
  )
  const departures = insert('departures', 'seq, at_ms, request')
  const settlements = insert('settlements', 'seq, outcome, code, at_ms, exchange')
  const search = insert('search', 'rowid, terms')

  const letters = 'abcdefghijklmnopqrstuvwxyz0123456789'
  const id = (length: number) =>
    Array.from({ length }, () => letters[random.below(letters.length)]).join('')
  database.exec('begin')
  for (let seq = 1; seq <= rows; seq += 1) {
    const at = START + seq * EVERY_MS
    const content = seq % 50_000 === 0 ? RARE : random.pick(WORDS)
    const follow_ups = Array.from({ length: 3 }, () => ({
      content,
      i18n_contents: [{ language: 'en_us', content: random.pick(WORDS) }],
    }))
    const intent = sampleIntent({
      id: id(32),
      message_id: `om_${id(32)}`,
      profile: seq % 100 === 0 ? 'lark' : 'feishu',
      body: JSON.stringify({ follow_ups }),
      started_at_ms: at,
    })
    const log_id = `202601${id(26).toUpperCase()}`
    const end: End = seq % 1_000 === 0 ? { outcome: 'unknown', code: null } : random.pick(ENDS)
    const { resolution: _, recorded: __, ...exchange } = sampleEnd(intent, { ...end, log_id })
    const { profile, base_url, endpoint, message_id, url, body } = intent
    intents.run(
      ...[seq, intent.id, `key-${seq}`, '', '', 'local', profile, base_url, endpoint],
      ...[message_id, url, body, '', at, at],
    )
    if (end.outcome !== 'not_sent') departures.run(seq, at, '{}')
    settlements.run(seq, end.outcome, end.code, at, JSON.stringify(exchange))
    search.run(seq, indexTerms(searchText(exchange), exchange).join(' '))
    if (seq % Math.ceil(rows / 40) === 0) known.push({ message_id: message_id ?? '', log_id })
    if (seq % 10_000 === 0) database.exec('commit; begin')
  }
  database.exec('commit')
  database.close()
}

await openSqlite(folder).close()
const filling = performance.now()
fill()
const seconds = ((performance.now() - filling) / 1000).toFixed(0)
console.log(`${rows} rows in ${seconds} s, ${(statSync(path).size / 1e6).toFixed(0)} MB`)

const starting = performance.now()
const storage = openSqlite(folder)
const ledger = createLedger(storage, systemClock)
await ledger.recover()
console.log(`opened in ${(performance.now() - starting).toFixed(0)} ms`)

const pick = () => known[random.below(known.length)] ?? { message_id: '', log_id: '' }
const time = () => START + random.below(rows) * EVERY_MS
const questions: Record<string, () => ExchangeFilter> = {
  newest: () => ({}),
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
  'a common code and a common word': () => ({ code: 230008, query: '客服' }),
  'a rare outcome and a common word': () => ({ outcome: 'unknown', query: '物流' }),
  'all filters': () => ({ outcome: 'unknown', profile: 'lark', query: '物流' }),
  'a day long ago': () => ({ from_ms: START + 86_400_000, to_ms: START + 2 * 86_400_000 }),
  'until some time': () => ({ to_ms: time() }),
  'a week and a word': () => ({ query: 'refund', to_ms: START + 7 * 86_400_000 }),
}

const all: number[] = []
for (const [name, question] of Object.entries(questions)) {
  const times: number[] = []
  for (let i = 0; i < 20; i += 1) {
    const filter = question()
    const started = performance.now()
    await ledger.list(filter, { limit: 50 })
    times.push(performance.now() - started)
  }
  all.push(...times)
  console.log(
    `${name.padEnd(42)} p50 ${percentile(times, 0.5)} ms   p95 ${percentile(times, 0.95)} ms`,
  )
}
const deep = performance.now()
await ledger.list({}, { limit: 50, cursor: String(Math.ceil(rows / 2)) })
console.log(`${'half way down'.padEnd(42)} ${(performance.now() - deep).toFixed(1)} ms`)

const p95 = Number(percentile(all, 0.95))
console.log(`${'everything'.padEnd(42)} p50 ${percentile(all, 0.5)} ms   p95 ${p95} ms`)
await storage.close()
rmSync(folder, { recursive: true, force: true })
process.exitCode = p95 < 50 ? 0 : 1

function percentile(values: readonly number[], share: number): string {
  const sorted = values.toSorted((a, b) => a - b)
  return (sorted[Math.ceil(sorted.length * share) - 1] ?? 0).toFixed(1).padStart(6)
}
