import { describe, expect, onTestFinished, test } from 'vitest'
import { deliveriesSchema, historySchema } from '#contract/deliveries/delivery'
import { emulatorStateSchema } from '#contract/emulator/state'
import { eventsSchema } from '#contract/ledger'
import type { Storage } from '../storage/storage.ts'
import {
  deliveryOf,
  FOLLOW_UPS,
  LOST,
  MESSAGE,
  PATH,
  refused,
  startBetween,
  TO,
} from './delivery-suite.ts'
import { startEmulated } from './emulated-console.ts'
import { refusalOf, SUCCESS } from './send.ts'

type Console = Awaited<ReturnType<typeof startBetween>>

const TEMPLATE = {
  name: 'Order',
  message: {
    content: '订单 {{order}} 已发货',
    i18n_contents: [{ language: 'en_us', content: 'Order {{order}} was shipped' }],
  },
  follow_ups: [{ content: 'Where is {{order}}?' }],
}

async function list({ request }: Pick<Console, 'request'>, query = '') {
  return deliveriesSchema.parse(await (await request(`${PATH}?${query}`)).json())
}

async function idsOf(console: Pick<Console, 'request'>, query = ''): Promise<string[]> {
  return (await list(console, query)).deliveries.map(({ id }) => id)
}

/** Tests that every database must pass: what deliveries are recorded, found, forgotten and removed. */
export function testDeliveryRecords(open: () => Promise<Storage>): void {
  const start = async (
    ...[first, options]: Parameters<typeof startBetween> extends [Storage, ...infer Rest]
      ? Rest
      : never
  ) => startBetween(await open(), first, options)

  test('sends a message and its bubbles as one delivery, found by its person, text and state', async () => {
    const console = await startEmulated({}, {}, await open())
    onTestFinished(() => console.close())
    const state = async () =>
      emulatorStateSchema.parse(await (await console.request('/api/emulator/state')).json())
    const recipient = { ...(await state()).default_receiver, label: '林晓雨' }
    const delivery = await deliveryOf(await console.post(PATH, { ...MESSAGE, recipient }))
    expect(delivery).toMatchObject({ state: 'sent', recipient, actor: 'local', next_step: null })
    expect(delivery.push).toMatchObject({ code: 0, message_id: delivery.message_id })
    expect(delivery.create?.delivery).toBe(delivery.id)
    for (const query of [
      'query=林晓雨',
      'query=物流',
      'state=sent',
      `recipient=${recipient.receive_id}`,
      `from=${delivery.created_at}`,
    ]) {
      expect(await idsOf(console, query)).toEqual([delivery.id])
    }
    for (const query of ['query=再见', 'state=unknown', 'actor=someone', 'list=l']) {
      expect(await idsOf(console, query)).toEqual([])
    }
    expect(await deliveryOf(await console.request(`${PATH}/${delivery.id}`))).toEqual(delivery)
    const shown = async () =>
      (await state()).chats
        .flatMap(({ messages }) => messages)
        .find(({ message_id }) => message_id === delivery.message_id)
    expect((await shown())?.follow_ups).toMatchObject(FOLLOW_UPS)
    const recalled = await console.request(`${PATH}/${delivery.id}/recall`, { method: 'POST' })
    expect(await deliveryOf(recalled)).toMatchObject({ state: 'recalled' })
    expect(await shown()).toMatchObject({ deleted: true })
  })

  test('lists page by page, newest first', async () => {
    const console = await start()
    const ids: string[] = []
    for (const text of ['a', 'b', 'c']) {
      ids.unshift(
        (await deliveryOf(await console.post(PATH, { ...MESSAGE, message: { text } }))).id,
      )
    }
    const first = await list(console, 'limit=2')
    expect(first.deliveries.map(({ id }) => id)).toEqual(ids.slice(0, 2))
    const rest = await list(console, `limit=2&cursor=${first.next_cursor}`)
    expect(rest.deliveries.map(({ id }) => id)).toEqual(ids.slice(2))
    expect(rest.next_cursor).toBeNull()
  })

  describe('fills from a template', () => {
    const useOf = async (console: Console, more: object = {}) => {
      const { id } = await (await console.post('/api/templates', TEMPLATE)).json()
      return { id, version: 1, values: { order: '2026-1122' }, ...more }
    }

    test.each([
      ['the default text', {}, '订单 2026-1122 已发货'],
      ['the language of the person', { language: 'en_us' }, 'Order 2026-1122 was shipped'],
      [
        'the default text for a language without one',
        { language: 'ja_jp' },
        '订单 2026-1122 已发货',
      ],
    ])('the bubbles and the first message in %s', async (_, more, text) => {
      const console = await start()
      const template = await useOf(console, more)
      const delivery = await deliveryOf(await console.post(PATH, { recipient: TO, template }))
      expect(delivery).toMatchObject({
        template,
        message: { text },
        follow_ups: [{ content: 'Where is 2026-1122?' }],
      })
      const [create] = console.calls()
      expect(JSON.parse(JSON.parse(create?.body ?? '').content)).toEqual({ text })
    })

    test('only what the request leaves out', async () => {
      const console = await start()
      const template = await useOf(console)
      const delivery = await deliveryOf(await console.post(PATH, { ...MESSAGE, template }))
      expect(delivery).toMatchObject({ message: MESSAGE.message, follow_ups: FOLLOW_UPS })
    })

    test('with the same key also after the template was deleted', async () => {
      const console = await start()
      const template = await useOf(console)
      const key = { 'idempotency-key': 'one' }
      const one = await deliveryOf(await console.post(PATH, { recipient: TO, template }, key))
      await console.request(`/api/templates/${template.id}`, { method: 'DELETE' })
      expect(await deliveryOf(await console.post(PATH, { recipient: TO, template }, key))).toEqual(
        one,
      )
    })

    test('but not from an unknown version, or a message that the template lacks', async () => {
      const console = await start()
      const template = await useOf(console)
      const bare = await (
        await console.post('/api/templates', { name: 'Bare', follow_ups: FOLLOW_UPS })
      ).json()
      for (const use of [
        { ...template, version: 2 },
        { id: bare.id, version: 1, values: {} },
      ]) {
        const response = await console.post(PATH, { recipient: TO, template: use })
        expect(response.status).toBe(422)
      }
      expect(console.calls()).toEqual([])
    })
  })

  describe('with confirm_recent: false, asks before the same person gets another one', () => {
    const ASKING = { ...MESSAGE, confirm_recent: false }

    test('within 10 minutes, and names the first one', async () => {
      let now = Date.parse('2026-11-22T08:00:00Z')
      const console = await start({}, { now: () => now })
      const first = await deliveryOf(await console.post(PATH, ASKING))
      now += 9 * 60_000
      const response = await console.post(PATH, ASKING)
      expect(response.status).toBe(409)
      expect(await refusalOf(response)).toMatchObject({
        error: 'recent_delivery',
        recent: { delivery: first.id, actor: 'local', at: first.created_at },
      })
      expect(console.calls().length).toBe(2)
      const other = { ...TO, receive_id: 'ou_other' }
      await deliveryOf(await console.post(PATH, { ...ASKING, recipient: other }))
      await deliveryOf(await console.post(PATH, MESSAGE))
      now += 11 * 60_000
      await deliveryOf(await console.post(PATH, ASKING))
    })

    test('but not if the first one did not arrive, or for its own repeat', async () => {
      const console = await start({ create: refused(230013) })
      await deliveryOf(await console.post(PATH, ASKING))
      console.next.create = LOST
      const key = { 'idempotency-key': 'one' }
      await deliveryOf(await console.post(PATH, ASKING, key))
      await deliveryOf(await console.post(PATH, ASKING, key))
      expect((await console.post(PATH, ASKING)).status).toBe(409)
    })

    test('also if several ask at once', async () => {
      const console = await start()
      const all = await Promise.all(Array.from({ length: 5 }, () => console.post(PATH, ASKING)))
      expect(all.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409, 409])
      expect(console.calls().length).toBe(2)
    })
  })

  test('forgets what a person was chosen by', async () => {
    const console = await start()
    const recipient = { ...TO, label: 'lin@example.test' }
    const { id } = await deliveryOf(await console.post(PATH, { ...MESSAGE, recipient }))
    const other = { ...TO, receive_id: 'ou_other', label: 'lin@example.test' }
    const kept = await deliveryOf(await console.post(PATH, { ...MESSAGE, recipient: other }))
    expect(await idsOf(console, 'query=lin@example')).toEqual([kept.id, id])
    const forget = () =>
      console.request(`/api/recipients?receive_id_type=open_id&receive_id=${TO.receive_id}`, {
        method: 'DELETE',
      })
    expect((await forget()).status).toBe(200)
    expect(await idsOf(console, 'query=lin@example')).toEqual([kept.id])
    expect(await deliveryOf(await console.request(`${PATH}/${id}`))).toMatchObject({
      recipient: { ...TO, label: null },
      state: 'sent',
    })
    expect((await forget()).status).toBe(404)
  })

  test('stores no label if the settings say so', async () => {
    const console = await start({}, { keepLookups: false })
    const recipient = { ...TO, label: 'lin@example.test' }
    const { id } = await deliveryOf(await console.post(PATH, { ...MESSAGE, recipient }))
    expect(await idsOf(console, 'query=lin@example')).toEqual([])
    expect(await deliveryOf(await console.request(`${PATH}/${id}`))).toMatchObject({
      recipient: { label: null },
    })
  })

  describe('retention', () => {
    const prune = (console: Console, limits: object) =>
      console.post('/api/retention', {
        max_age_days: null,
        max_count: null,
        dry_run: false,
        ...limits,
      })

    test('removes a delivery with all its requests, or none of them', async () => {
      const console = await start()
      const [old, half] = [
        await deliveryOf(await console.post(PATH, MESSAGE)),
        await deliveryOf(await console.post(PATH, MESSAGE)),
      ]
      await deliveryOf(await console.act(half.id, 'recall'))
      const { removed } = await (await prune(console, { max_count: 2 })).json()
      expect(removed.count).toBe(2)
      expect(await idsOf(console)).toEqual([half.id])
      expect((await console.request(`${PATH}/${old.id}`)).status).toBe(404)
      expect(await deliveryOf(await console.request(`${PATH}/${half.id}`))).toMatchObject({
        state: 'recalled',
        create: { code: 0 },
        push: { code: 0 },
      })
    })

    test('keeps a delivery of unknown outcome until it is settled', async () => {
      const console = await start({ push: LOST })
      const { id } = await deliveryOf(await console.post(PATH, MESSAGE))
      console.next.push = refused(230008)
      await deliveryOf(await console.post(PATH, MESSAGE))
      await deliveryOf(await console.post(PATH, MESSAGE))
      expect((await (await prune(console, { max_count: 1 })).json()).removed.count).toBe(2)
      expect(await deliveryOf(await console.request(`${PATH}/${id}`))).toMatchObject({
        state: 'unknown',
        next_step: 'settle_push',
      })
      console.next.push = SUCCESS
      expect(await deliveryOf(await console.act(id, 'continue'))).toMatchObject({ state: 'sent' })
      await deliveryOf(await console.post(PATH, MESSAGE))
      await prune(console, { max_count: 1 })
      expect((await console.request(`${PATH}/${id}`)).status).toBe(404)
    })

    test('removes old deliveries that never made a call', async () => {
      let now = Date.parse('2026-11-22T08:00:00Z')
      const console = await start({}, { now: () => now })
      console.sender.stop()
      const stopping = await console.post(PATH, MESSAGE)
      expect(stopping.status).toBe(503)
      expect(await list(console)).toMatchObject({ deliveries: [{ state: 'not_sent' }] })
      const history = async (query: string) =>
        historySchema.parse(await (await console.request(`/api/history?${query}`)).json()).rows
      const recipient = { ...TO, label: null }
      for (const query of ['', 'state=not_sent', `recipient=${TO.receive_id}`, 'query=物流']) {
        expect(await history(query)).toMatchObject([
          { delivery: { state: 'not_sent', recipient }, exchanges: [] },
        ])
      }
      for (const query of ['state=sent', 'list=l', 'endpoint=create_message', 'query=再见']) {
        expect(await history(query)).toEqual([])
      }
      await prune(console, { max_age_days: 1 })
      expect((await list(console)).deliveries.length).toBe(1)
      now += 2 * 86_400_000
      await prune(console, { max_age_days: 1 })
      expect((await list(console)).deliveries).toEqual([])
    })

    test('leaves an event that says who removed how much', async () => {
      const console = await start()
      const first = await deliveryOf(await console.post(PATH, MESSAGE))
      await console.post(PATH, MESSAGE)
      await prune(console, { max_count: 2 })
      await prune(console, { max_count: 2 })
      const { events } = eventsSchema.parse(await (await console.request('/api/events')).json())
      expect(events).toMatchObject([
        {
          kind: 'history_deleted',
          actor: 'local',
          removed: { count: 2, oldest_at: first.create?.started_at },
        },
      ])
    })
  })
}
