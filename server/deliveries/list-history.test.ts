import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { HistoryRow } from '#contract/deliveries/delivery'
import type { DeliveryState } from '#contract/deliveries/delivery-states'
import { type Exchange, exchangeSchema } from '#contract/exchange'
import { OUTCOMES } from '#contract/exchange-filter'
import type { ExchangeFilter } from '#contract/exchanges'
import { systemClock } from '../feishu/clock.ts'
import { createLedger } from '../ledger/create-ledger.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { filterTerms } from '../ledger/search-terms.ts'
import { openPostgres } from '../storage/open-postgres.ts'
import { normalizeText } from '../storage/search-index.ts'
import type { Storage } from '../storage/storage.ts'
import { memoryStorage } from '../testing/memory-storage.ts'
import { HAS_POSTGRES } from '../testing/postgres-cluster.ts'
import { AT, record, sampleIntent } from '../testing/sample-send.ts'
import { newDatabase } from '../testing/shared-postgres.ts'
import { deliveryProgress } from './delivery-state.ts'
import { forgetLabels } from './insert-delivery.ts'
import { listHistory } from './list-history.ts'

type Person = { receive_id: string; label: string | null }

const LIN: Person = { receive_id: 'ou_lin', label: '林晓雨' }
const WANG: Person = { receive_id: 'ou_wang', label: 'wang.jun@example.com' }
const ANA: Person = { receive_id: 'ou_ana', label: null }

let made = 0

/** Adds a delivery without exchanges. */
async function deliver(
  storage: Storage,
  to: Person,
  template: string | null,
  more: { profile?: string; actor?: string; created_at_ms?: number; list_id?: string | null } = {},
): Promise<string> {
  made += 1
  const id = `delivery-${made}`
  const texts = [to.receive_id, to.label, template, '您好']
  await storage.write((tx) =>
    tx
      .insertInto('deliveries')
      .values({
        id,
        idempotency_key: id,
        fingerprint: '',
        actor: 'local',
        profile: 'feishu',
        base_url: 'https://open.feishu.cn',
        receive_id_type: 'open_id',
        ...to,
        template_id: template,
        template_version: template === null ? null : 1,
        template_values: null,
        template_language: null,
        message: '{"text":"您好"}',
        message_id: null,
        follow_ups: '[]',
        exact: 1,
        uuid: id,
        list_id: null,
        created_at_ms: AT,
        search: normalizeText(texts.filter(Boolean).join('\n')),
        ...more,
      })
      .execute(),
  )
  return id
}

async function pages(storage: Storage, filter: ExchangeFilter, limit: number) {
  const rows: HistoryRow[] = []
  let cursor: string | undefined
  do {
    const page = await storage.read((db) =>
      listHistory(db, storage.search, filter, { limit, cursor }, (exchange) => exchange),
    )
    expect(page.rows.length).toBeLessThanOrEqual(limit)
    rows.push(...page.rows)
    cursor = page.next_cursor ?? undefined
  } while (cursor !== undefined)
  return rows
}

const idOf = ({ delivery, exchanges }: HistoryRow) => delivery?.id ?? exchanges[0]?.id

const person = fc.constantFrom(LIN, WANG, ANA)
const template = fc.constantFrom('order', 'refund', null)
const actor = fc.constantFrom('anna', 'ben')
const content = fc.constantFrom('查看物流', 'Track my parcel', '退款')
const code = fc.constantFrom(0, 230008)
const minute = fc.nat({ max: 4 })
const outcome = fc.constantFrom(...OUTCOMES)
const list = fc.constantFrom('spring', null)
const send = fc.record({
  /** The delivery that it belongs to; null for a send of its own. */
  delivery: fc.option(fc.nat({ max: 4 }), { freq: 3 }),
  create: fc.boolean(),
  actor,
  content,
  outcome,
  code,
  minute,
})
const fields = {
  query: fc.constantFrom('林晓', 'wang.jun', '物流', 'parcel', '晓雨 退款', '您好', '没有'),
  actor,
  endpoint: fc.constantFrom('create_message', 'push_follow_up', 'recall_message'),
  recipient: fc.constantFrom('ou_lin', 'ou_wang', 'ou_li'),
  template: fc.constantFrom('order', 'refund', 'other'),
  state: fc.constantFrom('not_sent', 'sent', 'message_only', 'unknown'),
  list: fc.constantFrom('spring', 'autumn'),
  outcome,
  code,
  from_ms: minute.map((m) => AT + m * 60_000),
  to_ms: minute.map((m) => AT + m * 60_000),
}
/** Few fields at a time, so that most filters select something. */
const filter: fc.Arbitrary<ExchangeFilter> = fc
  .tuple(fc.record(fields), fc.subarray(Object.keys(fields), { maxLength: 2 }))
  .map(([all, kept]) =>
    Object.fromEntries(Object.entries(all).filter(([key]) => kept.includes(key))),
  )

type Target = {
  person: Person
  template: string | null
  actor: string
  minute: number
  list: string | null
}

/** Whether a filter selects a delivery without exchanges. */
function selectsUnsent(wanted: ExchangeFilter, target: Target): boolean {
  const { person: to, minute: created } = target
  const text = `${to.receive_id} ${to.label} ${target.template} 您好`
  const at = AT + created * 60_000
  return (
    [wanted.endpoint, wanted.outcome, wanted.code].every((field) => field === undefined) &&
    (wanted.state ?? 'not_sent') === 'not_sent' &&
    (wanted.query ?? '').split(' ').every((word) => text.includes(word)) &&
    (wanted.recipient ?? to.receive_id) === to.receive_id &&
    (wanted.template ?? target.template) === target.template &&
    (wanted.list ?? target.list) === target.list &&
    (wanted.actor ?? target.actor) === target.actor &&
    at >= (wanted.from_ms ?? 0) &&
    at <= (wanted.to_ms ?? at)
  )
}

/** Whether a filter selects an exchange, by its fields only. */
function selects(
  wanted: ExchangeFilter,
  exchange: Exchange,
  target: Pick<Target, 'person' | 'template' | 'list'> | null,
  state: DeliveryState | undefined,
): boolean {
  const text = `${exchange.body} ${target?.person.receive_id} ${target?.person.label}`
  const at = Date.parse(exchange.started_at)
  return (
    (wanted.query ?? '').split(' ').every((word) => text.includes(word)) &&
    (wanted.recipient === undefined || target?.person.receive_id === wanted.recipient) &&
    (wanted.template === undefined || target?.template === wanted.template) &&
    (wanted.list === undefined || target?.list === wanted.list) &&
    (wanted.state === undefined || state === wanted.state) &&
    (['actor', 'endpoint', 'outcome', 'code'] as const).every(
      (name) => wanted[name] === undefined || exchange[name] === wanted[name],
    ) &&
    at >= (wanted.from_ms ?? 0) &&
    at <= (wanted.to_ms ?? at)
  )
}

/** The state of a delivery that makes a message, by its exchanges. */
function stateOf(all: readonly Exchange[], delivery: string | null): DeliveryState | undefined {
  if (delivery === null) return undefined
  const own = all.filter((one) => one.delivery === delivery).toReversed()
  return deliveryProgress({ makesMessage: true, message_id: null }, own).state
}

function testHistory(newStorage: () => Promise<Storage> | Storage, numRuns: number): void {
  test('the pages of any filter have a row for each delivery and each single send that a full scan finds', async () => {
    const storage = await newStorage()
    await fc.assert(
      fc.asyncProperty(
        fc.array(send, { minLength: 5, maxLength: 20 }),
        fc.array(fc.record({ person, template, actor, minute, list }), {
          minLength: 7,
          maxLength: 7,
        }),
        fc.array(filter, { minLength: 1, maxLength: 5 }),
        fc.integer({ min: 1, max: 5 }),
        async (sends, targets, filters, limit) => {
          const ledger = createLedger(storage, systemClock)
          // The runs share a database: each has an app of its own.
          made += 1
          const profile = `run-${made}`
          const ids = await Promise.all(
            targets.map(({ person: to, template: of, minute: created, list: list_id, ...target }) =>
              deliver(storage, to, of, {
                ...{ profile, actor: target.actor, list_id },
                created_at_ms: AT + created * 60_000,
              }),
            ),
          )
          for (const one of sends) {
            const { create, content: text } = one
            const message = { receive_id: 'ou_li', content: JSON.stringify({ text }) }
            const push = { follow_ups: [{ content: text }] }
            const intent = sampleIntent({
              ...(create && { message_id: null }),
              body: JSON.stringify(create ? message : push),
              delivery: one.delivery === null ? null : (ids[one.delivery] ?? null),
              actor: one.actor,
              profile,
              started_at_ms: AT + one.minute * 60_000,
            })
            await record(ledger, intent, { outcome: one.outcome, code: one.code })
          }
          const all = (await ledger.list({ profile }, { limit: 100 })).exchanges
          const targetOf = ({ delivery, endpoint, body }: Exchange) => {
            const target = targets[ids.indexOf(delivery ?? '')]
            if (target || endpoint !== 'create_message') return target ?? null
            const { receive_id } = JSON.parse(body)
            return { person: { receive_id, label: null }, template: null, list: null }
          }
          for (const wanted of filters) {
            const found = all.filter((one) =>
              selects(wanted, one, targetOf(one), stateOf(all, one.delivery)),
            )
            const listed = await ledger.list({ ...wanted, profile }, { limit: 100 })
            expect(listed.exchanges.map(({ id }) => id)).toEqual(found.map(({ id }) => id))
            // A delivery stands where its oldest match is.
            const keys = found.map(({ delivery, id }) => delivery ?? id)
            const rows = await pages(storage, { ...wanted, profile }, limit)
            const [sent, unsent] = [
              rows.filter(({ exchanges }) => exchanges.length > 0),
              rows.filter(({ exchanges }) => exchanges.length === 0),
            ]
            expect(sent.map(idOf)).toEqual(keys.filter((key, i) => keys.lastIndexOf(key) === i))
            // Deliveries without requests stand between them, by time.
            const bare = targets.flatMap((target, i) => {
              const used = all.some(({ delivery }) => delivery === ids[i])
              return used || !selectsUnsent(wanted, target) ? [] : [[ids[i], target.minute]]
            })
            expect(new Set(unsent.map(idOf))).toEqual(new Set(bare.map(([id]) => id)))
            const times = unsent.map(({ delivery }) => Date.parse(delivery?.created_at ?? ''))
            expect(times).toEqual(times.toSorted((a, b) => b - a))
            expect(unsent.every(({ delivery }) => delivery?.state === 'not_sent')).toBe(true)
            expect(unsent.length).toBe(bare.length)
            for (const { delivery, exchanges } of sent) {
              const own = all.filter((one) =>
                delivery ? one.delivery === delivery.id : one.id === exchanges[0]?.id,
              )
              expect(exchanges).toEqual(own.toReversed())
            }
          }
        },
      ),
      { numRuns },
    )
    await storage.close()
  }, 120_000)

  test('a delivery without any request stands at its time, on one page only', async () => {
    const storage = await newStorage()
    const ledger = createLedger(storage, systemClock)
    const ended = { outcome: 'answered', code: 0 } as const
    const expected: string[] = []
    for (let n = 0; n < 9; n += 1) {
      const at = AT + n * 1000
      if (n % 3 === 0) {
        const intent = sampleIntent({ started_at_ms: at })
        await record(ledger, intent, ended)
        expected.unshift(intent.id)
      } else expected.unshift(await deliver(storage, LIN, null, { created_at_ms: at }))
    }
    for (const limit of [1, 2, 3, 4, 20]) {
      expect((await pages(storage, {}, limit)).map(idOf)).toEqual(expected)
    }
    await remember(storage, 'ou_lin', '小林')
    expect(await pages(storage, { query: '小林' }, 4)).toHaveLength(6)
    expect(await pages(storage, { code: 0 }, 4)).toHaveLength(3)
    await storage.close()
  })

  test('a label is found until the delivery loses it, and then is in no index', async () => {
    const storage = await newStorage()
    const ledger = createLedger(storage, systemClock)
    const delivery = await deliver(storage, LIN, null)
    const create = sampleIntent({ message_id: null, delivery, body: '{"receive_id":"ou_lin"}' })
    const { exchange } = await record(ledger, create, { outcome: 'answered', code: 0 })
    const push = sampleIntent({ message_id: 'om_of_lin', delivery })
    await record(ledger, push)
    const byLabel = { query: '林晓雨' }
    const [row] = await pages(storage, byLabel, 10)
    expect(row?.delivery).toMatchObject({
      id: delivery,
      recipient: { receive_id: 'ou_lin', label: '林晓雨' },
      state: 'running',
    })
    expect(row?.exchanges.map(({ id }) => id)).toEqual([exchange.id, push.id])
    expect((await ledger.list(byLabel, { limit: 10 })).labels).toEqual(
      new Map([[delivery, '林晓雨']]),
    )

    const owner = { profile: 'feishu', base_url: 'https://open.feishu.cn' }
    const lin = { receive_id_type: 'open_id', receive_id: 'ou_lin' } as const
    expect(await forgetLabels(storage)(owner, lin)).toBe(1)
    expect(await pages(storage, byLabel, 10)).toEqual([])
    expect(await candidates(storage, byLabel)).toBe(0)
    expect(await pages(storage, { query: 'ou_lin' }, 10)).toHaveLength(1)
    expect(await pages(storage, { outcome: 'answered' }, 10)).toHaveLength(1)
    expect(await pages(storage, { outcome: 'unknown' }, 10), 'it still runs').toEqual([])
    await storage.close()
  })

  test('a name in the address book finds what was sent to that person', async () => {
    const storage = await newStorage()
    const ledger = createLedger(storage, systemClock)
    await remember(storage, 'ou_wang', '王 军')
    await remember(storage, 'ou_ana', null)
    const toWang = await deliver(storage, WANG, null)
    const toAna = await deliver(storage, ANA, null)
    const ended = { outcome: 'answered', code: 0 } as const
    await record(ledger, sampleIntent({ delivery: toWang, actor: 'anna' }), ended)
    await record(ledger, sampleIntent({ delivery: toAna, actor: 'anna' }), ended)
    const body = JSON.stringify({ receive_id: 'ou_wang', content: '{}' })
    const alone = await record(ledger, sampleIntent({ message_id: null, body }), ended)
    const found = async (wanted: ExchangeFilter) => (await pages(storage, wanted, 2)).map(idOf)

    expect(await found({ query: '军 王' })).toEqual([alone.exchange.id, toWang])
    expect(await found({ query: '王 军', actor: 'anna' })).toEqual([toWang])
    expect(await found({ query: '王 军', recipient: 'ou_ana' })).toEqual([])
    expect(await found({ query: '王 军', recipient: 'ou_wang', code: 0 })).toHaveLength(2)
    expect(await found({ query: '王 军', code: 1 })).toEqual([])
    expect(await found({ query: '王 强' })).toEqual([])
    const { exchanges } = await ledger.list({ query: '王' }, { limit: 10 })
    expect(exchanges).toHaveLength(2)
    await storage.close()
  })
}

/** Adds a person to the address book. */
async function remember(storage: Storage, receive_id: string, name: string | null): Promise<void> {
  await storage.write((tx) =>
    tx
      .insertInto('recipients')
      .values({
        profile: 'feishu',
        base_url: 'https://open.feishu.cn',
        receive_id_type: 'open_id',
        receive_id,
        name,
        chat_id: null,
        favourite: 0,
        last_sent_at_ms: AT,
        search: normalizeText(`${name ?? ''}\n${receive_id}`),
      })
      .execute(),
  )
}

/** The number of rows that the search index has for a filter. */
async function candidates(storage: Storage, wanted: ExchangeFilter): Promise<number> {
  const found = await storage.read((db) =>
    db
      .selectFrom(storage.search.rowsWith(filterTerms(wanted)).as('found'))
      .select('found.seq')
      .execute(),
  )
  return found.length
}

test('a page has no more than it was asked for, however many requests a delivery has', async () => {
  const storage = memoryStorage()
  const ledger: Ledger = createLedger(storage, systemClock)
  const ids: string[] = []
  for (let n = 0; n < 3; n += 1) {
    const delivery = await deliver(storage, ANA, null)
    ids.unshift(delivery)
    for (let retry = 0; retry < 30; retry += 1) {
      const { exchange } = await record(ledger, sampleIntent({ delivery }), {
        outcome: 'answered',
        code: 230020,
      })
      expect(exchangeSchema.parse(exchange).delivery).toBe(delivery)
    }
  }
  for (const limit of [1, 2, 3]) {
    expect((await pages(storage, {}, limit)).map(idOf)).toEqual(ids)
  }
  await storage.close()
})

describe('the history on SQLite', () => {
  testHistory(() => memoryStorage(), 25)
})

describe.skipIf(!HAS_POSTGRES)('the history on PostgreSQL', () => {
  testHistory(async () => openPostgres(await newDatabase()), 5)
})
