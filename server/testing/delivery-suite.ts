import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, onTestFinished, test } from 'vitest'
import { type Delivery, deliveryResponseSchema } from '#contract/deliveries/delivery'
import { ListRestingError } from '../deliveries/deliveries.ts'
import { insertDelivery } from '../deliveries/insert-delivery.ts'
import { systemClock } from '../feishu/clock.ts'
import type { Storage } from '../storage/storage.ts'
import { type Behaviour, startFaultServer } from './fault-server.ts'
import { afterToken, FAULTS, isTokenCall, json } from './faults.ts'
import type { RawRequest } from './raw-request.ts'
import { refusalOf, SUCCESS, TOKEN } from './send.ts'
import { createTestConsole, testProfile } from './test-console.ts'

export const PATH = '/api/deliveries'
export const FOLLOW_UPS = [{ content: '查看物流' }]
export const TO = { receive_id_type: 'open_id', receive_id: 'ou_somebody' } as const
export const MESSAGE = { recipient: TO, message: { text: '您好' }, follow_ups: FOLLOW_UPS }
const CREATED = json('200 OK', { code: 0, msg: 'success', data: { message_id: 'om_new' } })
export const LOST = FAULTS.reset_before_headers
export const refused = (code: number) => json('400 Bad Request', { code, msg: 'no' })

export async function deliveryOf(response: Response): Promise<Delivery> {
  expect(response.status).toBe(200)
  return deliveryResponseSchema.parse(await response.json()).delivery
}

type StartOptions = { now?: () => number; keepLookups?: boolean }

/** Starts a console on a storage and on a platform that responds like this. */
export async function startOnStorage(
  storage: Storage,
  respond: (request: RawRequest) => Behaviour,
  { now = () => systemClock.wall(), keepLookups = true }: StartOptions = {},
) {
  const upstream = await startFaultServer(respond)
  const clock = { ...systemClock, wall: now }
  const console = createTestConsole([testProfile(upstream.url)], {
    storage,
    clock,
    keepLookups,
  })
  onTestFinished(async () => {
    await console.close()
    await upstream.close()
  })
  const act = (id: string, action: 'continue' | 'recall') =>
    console.request(`${PATH}/${id}/${action}`, { method: 'POST' })
  /** The requests at the platform, without those for tokens. */
  const calls = () => upstream.requests.filter((request) => !isTokenCall(request))
  return { ...console, upstream, act, calls }
}

type NextResponses = { create: Behaviour; push: Behaviour; recall: Behaviour; list: Behaviour }

/** Starts a console on a platform whose next responses to the calls can be changed. */
export async function startBetween(
  storage: Storage,
  first: Partial<NextResponses> = {},
  options?: StartOptions,
) {
  const list = refused(99991672)
  const next: NextResponses = { create: CREATED, push: SUCCESS, recall: SUCCESS, list, ...first }
  const respond = (request: RawRequest) => {
    if (request.method === 'DELETE') return next.recall
    if (request.method === 'GET') return next.list
    return request.path.endsWith('/push_follow_up') ? next.push : next.create
  }
  const console = await startOnStorage(
    storage,
    (request) => afterToken(TOKEN, () => respond(request))(request),
    options,
  )
  return { ...console, next }
}

/** Tests that every database must pass: what is sent, continued and taken back. */
export function testSendingDeliveries(open: () => Promise<Storage>): void {
  const start = async (first?: Partial<NextResponses>) => startBetween(await open(), first)

  test('records no row of a list that was paused or stopped meanwhile', async () => {
    const storage = await open()
    onTestFinished(() => storage.close())
    const origin = { actor: 'local', profile: 'default', base_url: 'http://127.0.0.1:1' }
    const list = { ...origin, idempotency_key: 'key', fingerprint: '', name: '', follow_ups: '[]' }
    await storage.write((tx) =>
      tx
        .insertInto('lists')
        .values({ ...list, id: 'list', state: 'running', total: 2, created_at_ms: 0 })
        .execute(),
    )
    const deps = { storage, now: () => 0, newId: randomUUID, keepLabels: true }
    const insert = (n: number) =>
      insertDelivery(
        { ...deps, redact: (text) => text },
        testProfile(origin.base_url),
        { recipient: TO, message: { text: '您好' }, follow_ups: '[]' },
        { actor: 'local', list_id: 'list', idempotency_key: `row-${n}` },
      )
    const setState = (state: 'paused' | 'stopped') =>
      storage.write((tx) => tx.updateTable('lists').set({ state }).execute())
    expect(await insert(1)).toMatchObject({ inserted: { idempotency_key: 'row-1' } })
    for (const state of ['paused', 'stopped'] as const) {
      await setState(state)
      await expect(insert(2)).rejects.toThrow(ListRestingError)
      // One that was recorded before is completed.
      expect(await insert(1)).toEqual({ inserted: null })
    }
    const kept = await storage.read((db) => db.selectFrom('deliveries').select('id').execute())
    expect(kept).toHaveLength(1)
  })

  test('puts bubbles under an existing message without creating one', async () => {
    const console = await start()
    const body = { recipient: null, message_id: 'om_old', follow_ups: FOLLOW_UPS }
    const delivery = await deliveryOf(await console.post(PATH, body))
    expect(delivery).toMatchObject({ state: 'sent', create: null, message_id: 'om_old' })
    expect(console.calls().map(({ path }) => path)).toEqual([
      '/open-apis/im/v1/messages/om_old/push_follow_up',
    ])
    expect((await console.act(delivery.id, 'recall')).status).toBe(422)
  })

  describe('reports the outcome, and continues only what is missing:', () => {
    test.each([
      ['the message was refused', refused(230013), SUCCESS, 'refused', 'create'],
      ['the bubbles were refused', CREATED, refused(230006), 'message_only', 'push'],
      ['the message is unknown', LOST, SUCCESS, 'unknown', 'settle_create'],
      ['the bubbles are unknown', CREATED, LOST, 'unknown', 'settle_push'],
      ['the message has no id', SUCCESS, SUCCESS, 'message_only', null],
    ] as const)('%s', async (_, create, push, state, next_step) => {
      const console = await start({ create, push })
      const delivery = await deliveryOf(await console.post(PATH, MESSAGE))
      expect(delivery).toMatchObject({ state, next_step })
      const before = console.calls().length
      Object.assign(console.next, { create: CREATED, push: SUCCESS })
      const again = await console.act(delivery.id, 'continue')
      if (next_step === null) {
        expect(again.status).toBe(422)
        return
      }
      expect(await deliveryOf(again)).toMatchObject({ state: 'sent', next_step: null })
      const creates = (from: number) =>
        console
          .calls()
          .slice(from)
          .filter(({ path }) => !path.endsWith('/push_follow_up'))
      expect(creates(before).length).toBe(next_step.endsWith('push') ? 0 : 1)
      expect(new Set(creates(0).map(({ body }) => JSON.parse(body).uuid)).size).toBe(1)
    })

    test('bubbles of unknown outcome are settled by the evidence of a repeat', async () => {
      const console = await start({ push: LOST })
      const { id } = await deliveryOf(await console.post(PATH, MESSAGE))
      console.next.push = refused(230008)
      expect(await deliveryOf(await console.act(id, 'continue'))).toMatchObject({ state: 'sent' })
      expect((await console.act(id, 'continue')).status).toBe(422)
    })
  })

  describe('bubbles of several requests of unknown outcome', () => {
    test('are there if only this delivery can have added them', async () => {
      const console = await start({ push: LOST })
      const { id } = await deliveryOf(await console.post(PATH, MESSAGE))
      const again = await deliveryOf(await console.act(id, 'continue'))
      expect(again).toMatchObject({ state: 'unknown', next_step: 'settle_push' })
      console.next.push = refused(230008)
      expect(await deliveryOf(await console.act(id, 'continue'))).toMatchObject({
        state: 'sent',
        next_step: null,
      })
    })

    test.each([
      ['another request may have added them', MESSAGE, true],
      ['the message is not of this delivery', { ...MESSAGE, message: null, message_id: 'om_old' }],
    ])('stay unknown if %s', async (_, body, byOther = false) => {
      const console = await start({ push: LOST })
      const { id, message_id } = await deliveryOf(await console.post(PATH, body))
      if (byOther) {
        const push = { follow_ups: FOLLOW_UPS }
        await console.post(`/api/messages/${message_id}/push_follow_up`, push)
      }
      await deliveryOf(await console.act(id, 'continue'))
      console.next.push = refused(230008)
      expect(await deliveryOf(await console.act(id, 'continue'))).toMatchObject({
        state: 'unknown',
        next_step: 'settle_push',
      })
    })
  })

  test('a message of unknown outcome stays unknown if the repeat is rejected or not sent', async () => {
    const console = await start({ create: LOST })
    const { id, create } = await deliveryOf(await console.post(PATH, MESSAGE))
    console.next.create = refused(230020)
    const unknown = { state: 'unknown', next_step: 'settle_create', create: { id: create?.id } }
    expect(await deliveryOf(await console.act(id, 'continue'))).toMatchObject(unknown)
    await console.upstream.refuse()
    expect(await deliveryOf(await console.act(id, 'continue'))).toMatchObject(unknown)
  })

  test('bubbles of unknown outcome are settled even if a repeat was not sent', async () => {
    const console = await start({ push: LOST })
    const { id } = await deliveryOf(await console.post(PATH, MESSAGE))
    await console.upstream.refuse()
    expect(await deliveryOf(await console.act(id, 'continue'))).toMatchObject({ state: 'unknown' })
    await console.upstream.accept()
    console.next.push = refused(230008)
    expect(await deliveryOf(await console.act(id, 'continue'))).toMatchObject({ state: 'sent' })
  })

  test('a message of unknown outcome is never sent again after the uuid has expired', async () => {
    let now = Date.parse('2026-11-22T08:00:00Z')
    const console = await startBetween(await open(), { create: LOST }, { now: () => now })
    const { id } = await deliveryOf(await console.post(PATH, MESSAGE))
    console.next.create = CREATED
    now += 56 * 60_000
    const again = await console.act(id, 'continue')
    expect(again.status).toBe(422)
    expect(console.calls().length).toBe(1)
  })

  test('and is found in its chat then, unless another request of the ledger made it', async () => {
    let now = Date.parse('2026-11-22T08:00:00Z')
    const console = await startBetween(await open(), {}, { now: () => now })
    const answer = (data: object) => json('200 OK', { code: 0, msg: 'success', data })
    console.next.create = answer({ message_id: 'om_first', chat_id: 'oc_lin' })
    await deliveryOf(await console.post(PATH, MESSAGE))
    console.next.create = LOST
    const { id } = await deliveryOf(await console.post(PATH, MESSAGE))
    const { id: second } = await deliveryOf(
      await console.post(PATH, { ...MESSAGE, message: { text: '再见' } }),
    )
    const item = (message_id: string, text: string) => ({
      ...{ message_id, msg_type: 'text', create_time: String(now), deleted: false },
      sender: { id: 'cli_test', id_type: 'app_id', sender_type: 'app' },
      body: { content: JSON.stringify({ text }) },
    })
    const items = [item('om_first', '您好'), item('om_lost', '您好')]
    console.next.list = answer({ has_more: false, items })
    now += 61 * 60_000
    const calls = console.calls().length
    expect(await deliveryOf(await console.act(id, 'continue'))).toMatchObject({
      state: 'message_only',
      message_id: 'om_lost',
      create: { resolution: { by: 'chat', evidence: 'found_in_chat', message_id: 'om_lost' } },
    })
    expect(await deliveryOf(await console.act(second, 'continue'))).toMatchObject({
      state: 'not_sent',
      create: { resolution: { by: 'chat', evidence: 'not_in_chat' } },
    })
    const sent = console.calls().slice(calls)
    expect(sent.map(({ method }) => method)).toEqual(['GET', 'GET'])
    expect(sent[0]?.path).toContain('container_id=oc_lin')
  })

  test('the same key is one delivery, also while it runs, and is refused for another request', async () => {
    const console = await start()
    const key = { 'idempotency-key': 'k'.repeat(128) }
    const both = [console.post(PATH, MESSAGE, key), console.post(PATH, MESSAGE, key)]
    const [one, two] = await Promise.all((await Promise.all(both)).map(deliveryOf))
    expect(two).toEqual(one)
    expect(await deliveryOf(await console.post(PATH, MESSAGE, key))).toEqual(one)
    expect(console.calls().length).toBe(2)
    const other = await console.post(PATH, { ...MESSAGE, message: { text: '再见' } }, key)
    expect(other.status).toBe(422)
    expect((await refusalOf(other)).issues).toMatchObject([{ path: 'Idempotency-Key' }])
  })

  describe('takes a message back', () => {
    test('with one call, recorded in the history, however often it is asked for', async () => {
      const console = await start()
      const { id } = await deliveryOf(await console.post(PATH, MESSAGE))
      const both = await Promise.all([console.act(id, 'recall'), console.act(id, 'recall')])
      for (const response of both) {
        expect(await deliveryOf(response)).toMatchObject({ state: 'recalled', next_step: null })
      }
      expect(await deliveryOf(await console.act(id, 'recall'))).toMatchObject({
        state: 'recalled',
        recall: { endpoint: 'recall_message', code: 0, message_id: 'om_new', body: '', notes: [] },
      })
      const [recall, ...more] = console.calls().slice(2)
      expect(recall).toMatchObject({ method: 'DELETE', path: '/open-apis/im/v1/messages/om_new' })
      expect(more).toEqual([])
      expect((await console.act(id, 'continue')).status).toBe(422)
    })

    test.each([
      ['too late', refused(230009), 'sent', 230009],
      ['deleted before', refused(230110), 'recalled', 230110],
    ])('and says so if it is %s', async (_, recall, state, code) => {
      const console = await start({ recall })
      const { id } = await deliveryOf(await console.post(PATH, MESSAGE))
      const delivery = await deliveryOf(await console.act(id, 'recall'))
      expect(delivery).toMatchObject({ state, recall: { code } })
      if (code === 230009) expect(delivery.recall?.meaning?.code).toBe(code)
    })

    test.each([
      ['it was', refused(230110), 'recalled'],
      ['it was not', refused(230009), 'sent'],
      ['still unknown', LOST, 'unknown'],
    ])('with an unknown result until a repeat shows it: %s', async (_, recall, state) => {
      const console = await start({ recall: LOST })
      const { id } = await deliveryOf(await console.post(PATH, MESSAGE))
      expect(await deliveryOf(await console.act(id, 'recall'))).toMatchObject({
        state: 'unknown',
        next_step: 'settle_recall',
        push: { code: 0 },
      })
      console.next.recall = recall
      expect(await deliveryOf(await console.act(id, 'continue'))).toMatchObject({ state })
      expect(console.calls().filter(({ method }) => method === 'POST').length).toBe(2)
    })

    test('but not one that was never made', async () => {
      const console = await start({ create: LOST })
      const { id } = await deliveryOf(await console.post(PATH, MESSAGE))
      expect((await console.act(id, 'recall')).status).toBe(422)
      expect((await console.act('missing', 'recall')).status).toBe(404)
      expect(console.calls().length).toBe(1)
    })
  })

  test('makes one message and puts bubbles under it once, whatever is lost, repeated, continued and taken back', async () => {
    const fate = fc.constantFrom('answer', 'lose_request', 'lose_response', 'refuse')
    const act = fc.constantFrom('repeat', 'continue', 'both', 'recall')
    const storage = await open()
    onTestFinished(() => storage.close())
    // Every run has a key of its own.
    const shared = { ...storage, close: async () => {} }
    let runs = 0
    await fc.assert(
      fc.asyncProperty(
        fc.array(fate, { minLength: 1, maxLength: 8 }),
        fc.array(act, { maxLength: 6 }),
        async (fates, acts) => {
          const platform = lossyPlatform(fates)
          const console = await startOnStorage(shared, (request) =>
            afterToken(TOKEN, () => platform.respond(request))(request),
          )
          const key = { 'idempotency-key': `run-${++runs}` }
          let delivery = await deliveryOf(await console.post(PATH, MESSAGE, key))
          const { id } = delivery
          for (const one of acts) {
            const calls = [
              ...(one === 'repeat' || one === 'both'
                ? [() => console.post(PATH, MESSAGE, key)]
                : []),
              ...(one === 'continue' || one === 'both' ? [() => console.act(id, 'continue')] : []),
              ...(one === 'recall' ? [() => console.act(id, 'recall')] : []),
            ]
            await Promise.all(calls.map((call) => call()))
            delivery = await deliveryOf(await console.request(`${PATH}/${id}`))
          }
          expect(platform.messages.size).toBeLessThanOrEqual(1)
          expect(platform.bubbles.size).toBeLessThanOrEqual(1)
          // What is claimed is what happened.
          if (delivery.state === 'recalled') expect(platform.recalled.size).toBe(1)
          if (['sent', 'message_only'].includes(delivery.state)) {
            expect(platform.recalled.size).toBe(0)
            expect(platform.messages.size).toBe(1)
          }
          if (delivery.state === 'sent') expect(platform.bubbles.size).toBe(1)
          if (['not_sent', 'refused'].includes(delivery.state))
            expect(platform.messages.size).toBe(0)
        },
      ),
      { numRuns: 12 },
    )
  }, 60_000)
}

/** A platform that keeps its promises but loses requests and responses at will. */
function lossyPlatform(fates: readonly string[]) {
  const messages = new Map<string, string>()
  const bubbles = new Set<string>()
  const recalled = new Set<string>()
  let turn = 0
  const respond = ({ method, path, body }: RawRequest): Behaviour => {
    const fate = fates[turn % fates.length] ?? 'answer'
    turn += 1
    if (fate === 'lose_request') return LOST
    const done = (behaviour: Behaviour) => (fate === 'lose_response' ? LOST : behaviour)
    if (method === 'DELETE') {
      const id = path.split('/').at(-1) ?? ''
      if (recalled.has(id)) return done(refused(230110))
      if (fate === 'refuse') return refused(230009)
      recalled.add(id)
      return done(SUCCESS)
    }
    if (fate === 'refuse') return refused(230013)
    if (path.endsWith('/push_follow_up')) {
      const id = path.split('/').at(-2) ?? ''
      if (bubbles.has(id)) return done(refused(230008))
      bubbles.add(id)
      return done(SUCCESS)
    }
    const { uuid } = JSON.parse(body)
    if (!messages.has(uuid)) messages.set(uuid, `om_${messages.size}`)
    return done(json('200 OK', { code: 0, msg: '', data: { message_id: messages.get(uuid) } }))
  }
  return { messages, bubbles, recalled, respond }
}
