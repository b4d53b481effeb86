import { describe, expect, onTestFinished, test } from 'vitest'
import { deliveryResponseSchema } from '#contract/deliveries/delivery'
import { emulatorStateSchema } from '#contract/emulator/state'
import { systemClock } from '../feishu/clock.ts'
import { deliveryOf, PATH } from '../testing/delivery-suite.ts'
import { EMULATOR, startEmulated } from '../testing/emulated-console.ts'
import { refusalOf } from '../testing/send.ts'

const TEXT = '您的订单已发货'
const FOLLOW_UPS = [{ content: '查看物流' }]
const APP = `/apps/${EMULATOR.app_id}`
const MINUTE = 60_000
/** A message that was lost before the platform had it, or whose response was lost. */
const LOST = { kind: 'reset', when: 'before_effect' }
const LANDED = { kind: 'reset', when: 'after_effect' }
const CARD = (title: string) => ({
  msg_type: 'interactive',
  content: { header: { title: { tag: 'plain_text', content: title } }, elements: [] },
})

/** A console and its emulator whose clocks can be moved, and a person with a known chat. */
async function start() {
  let ahead = 0
  const clock = { ...systemClock, wall: () => systemClock.wall() + ahead }
  const console = await startEmulated({}, {}, undefined, clock)
  onTestFinished(() => console.close())
  const { control, post, request } = console
  const state = async () => emulatorStateSchema.parse(await control('GET', '/state'))
  const { default_receiver: to, users } = await state()
  const api = {
    ...console,
    to,
    other: users.find(({ open_id }) => open_id !== to.receive_id)?.open_id ?? '',
    /** Moves the clock of the console, and that of the platform as much or more. */
    async pass(ms: number, platform_ms = ms) {
      ahead += ms
      await control('POST', '/clock', { action: 'advance', ms: platform_ms })
    },
    deliver: async (message: object = { text: TEXT }, recipient: object = to) =>
      deliveryOf(await post(PATH, { recipient, message, follow_ups: FOLLOW_UPS })),
    /** Sends a message whose next create request meets this fault. */
    async deliverWith(fault: object, ...message: [] | [object]) {
      await control('POST', '/faults', { operation: 'create_message', fault, next_calls: 1 })
      const delivery = await api.deliver(...message)
      expect(delivery).toMatchObject({ state: 'unknown', next_step: 'settle_create' })
      return delivery
    },
    proceed: (id: string) => request(`${PATH}/${id}/continue`, { method: 'POST' }),
    botWrites: (text: string) =>
      control('POST', `/bots/${EMULATOR.app_id}/messages`, { open_id: to.receive_id, text }),
    grant: (...scopes: string[]) => control('PATCH', APP, { scopes }),
    /** How often the person has got a text. */
    async received(text = TEXT) {
      const messages = (await state()).chats.flatMap((chat) => chat.messages)
      return messages.filter((message) => message.text === text)
    },
  }
  return api
}

/** Starts with a chat that an earlier message has shown. */
async function startKnown() {
  const console = await start()
  await console.deliver({ text: '您好' })
  return console
}

async function expectUndecided(console: Awaited<ReturnType<typeof start>>, id: string) {
  const response = await console.proceed(id)
  expect(response.status).toBe(422)
  const [issue] = (await refusalOf(response)).issues
  const now = await deliveryOf(await console.request(`${PATH}/${id}`))
  expect(now).toMatchObject({ state: 'unknown', next_step: 'settle_create' })
  expect(now.create?.resolution).toBeNull()
  return issue?.message ?? ''
}

describe('an hour after a message of unknown outcome', () => {
  test('it is found in the chat, without sending anything, and can be taken back', async () => {
    const console = await startKnown()
    const { id } = await console.deliverWith(LANDED)
    await console.pass(61 * MINUTE)
    const found = await deliveryOf(await console.proceed(id))
    const [message, ...more] = await console.received()
    expect(more).toEqual([])
    expect(found).toMatchObject({
      state: 'message_only',
      next_step: 'push',
      message_id: message?.message_id,
      push: null,
      create: {
        outcome: 'unknown',
        resolution: {
          ...{ by: 'chat', verdict: 'delivered', evidence: 'found_in_chat', actor: 'local' },
          message_id: message?.message_id,
        },
      },
    })
    // The bubbles come too late, and that is the platform's word.
    expect(await deliveryOf(await console.proceed(id))).toMatchObject({
      state: 'message_only',
      push: { code: 230002 },
    })
    expect(await console.received()).toHaveLength(1)
    const recalled = await console.request(`${PATH}/${id}/recall`, { method: 'POST' })
    expect(await deliveryOf(recalled)).toMatchObject({ state: 'recalled' })
  })

  test('it is found to be missing, and only then sent anew', async () => {
    const console = await startKnown()
    const { id } = await console.deliverWith(LOST)
    await console.pass(61 * MINUTE)
    // Another text of the same bot is not the one.
    await console.botWrites('另一条')
    expect(await deliveryOf(await console.proceed(id))).toMatchObject({
      state: 'not_sent',
      next_step: 'create',
      create: {
        resolution: { by: 'chat', verdict: 'not_delivered', evidence: 'not_in_chat' },
      },
    })
    expect(await console.received()).toEqual([])
    expect(await deliveryOf(await console.proceed(id))).toMatchObject({ state: 'sent' })
    expect(await console.received()).toHaveLength(1)
  })

  test.each([CARD('订单'), { msg_type: 'post', content: { zh_cn: { content: [] } } }])(
    'it is found also as $msg_type',
    async (message) => {
      const console = await startKnown()
      const { id } = await console.deliverWith(LANDED, message)
      await console.pass(61 * MINUTE)
      expect(await deliveryOf(await console.proceed(id))).toMatchObject({ state: 'message_only' })
    },
  )

  test('it is not mistaken for the same text of another delivery', async () => {
    const console = await startKnown()
    const { id } = await console.deliverWith(LOST)
    await console.deliver()
    await console.pass(61 * MINUTE)
    expect(await deliveryOf(await console.proceed(id))).toMatchObject({ state: 'not_sent' })
    // What one delivery was found to have made, another cannot have.
    const [one, two] = [await console.deliverWith(LANDED), await console.deliverWith(LOST)]
    await console.pass(61 * MINUTE)
    await expectUndecided(console, two.id)
    const resolve = { verdict: 'not_delivered' }
    await console.post(`/api/exchanges/${two.create?.id}/resolve`, resolve)
    expect(await deliveryOf(await console.proceed(one.id))).toMatchObject({ state: 'message_only' })
    await console.post(`/api/exchanges/${two.create?.id}/resolve`, { verdict: 'undecided' })
    expect(await deliveryOf(await console.proceed(two.id))).toMatchObject({ state: 'not_sent' })
  })

  test('a chat that is not known is left to a person', async () => {
    const console = await start()
    const { id, create } = await console.deliverWith(LOST)
    await console.pass(61 * MINUTE)
    expect(await expectUndecided(console, id)).toContain('its chat is not known')
    const seen = { verdict: 'delivered', note: 'seen in the chat' }
    await console.post(`/api/exchanges/${create?.id}/resolve`, seen)
    expect(await deliveryOf(await console.request(`${PATH}/${id}`))).toMatchObject({
      state: 'message_only',
      next_step: null,
    })
    expect(await console.received()).toEqual([])
  })

  test('a chat that may not be read is left to a person, with the scopes that are missing', async () => {
    const console = await startKnown()
    const { id } = await console.deliverWith(LANDED)
    await console.pass(61 * MINUTE)
    await console.grant('im:message:send_as_bot')
    const message = await expectUndecided(console, id)
    expect(message).toContain('could not be read')
    expect(message).toContain('im:message:readonly')
    await console.grant('im:message:send_as_bot', 'im:message:readonly')
    expect(await deliveryOf(await console.proceed(id))).toMatchObject({ state: 'message_only' })
  })

  describe('nothing is decided', () => {
    test('if the chat has the same text twice', async () => {
      const console = await startKnown()
      const { id } = await console.deliverWith(LANDED)
      await console.botWrites(TEXT)
      await console.pass(61 * MINUTE)
      await expectUndecided(console, id)
    })

    test('if the same text came half an hour later', async () => {
      const console = await startKnown()
      const { id } = await console.deliverWith(LOST)
      await console.pass(30 * MINUTE)
      await console.botWrites(TEXT)
      await console.pass(31 * MINUTE)
      await expectUndecided(console, id)
    })

    test('if a message of the bot was taken back', async () => {
      const console = await startKnown()
      const { id: earlier } = await console.deliver({ text: '打错了' })
      const { id } = await console.deliverWith(LOST)
      await console.pass(1)
      await console.botWrites('又打错了')
      const [other] = await console.received('又打错了')
      // By another program with the same app.
      await fetch(`${console.emulator.url}/open-apis/im/v1/messages/${other?.message_id}`, {
        method: 'DELETE',
        headers: { authorization: `Bearer ${await tokenOf(console)}` },
      })
      await console.pass(61 * MINUTE)
      await expectUndecided(console, id)
      // One that the console itself took back is not in question.
      expect(earlier).not.toBe(id)
    })

    test('if a card may have been rewritten', async () => {
      const console = await startKnown()
      const { id } = await console.deliverWith(LOST, CARD('订单'))
      await fetch(`${console.emulator.url}/open-apis/im/v1/messages?receive_id_type=open_id`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${await tokenOf(console)}`,
          'content-type': 'application/json',
        },
        body: JSON.stringify({
          receive_id: console.to.receive_id,
          msg_type: 'interactive',
          content: JSON.stringify(CARD('别的').content),
        }),
      })
      await console.pass(61 * MINUTE)
      await expectUndecided(console, id)
    })
  })
})

describe('within the hour', () => {
  test('a message is sent again with its uuid', async () => {
    const console = await startKnown()
    const { id } = await console.deliverWith(LANDED)
    await console.pass(5 * MINUTE)
    expect(await deliveryOf(await console.proceed(id))).toMatchObject({
      state: 'sent',
      create: { code: 0, resolution: null },
    })
    expect(await console.received()).toHaveLength(1)
  })

  test('it is only looked for in the chat if the clock of the platform is doubted', async () => {
    const console = await startKnown()
    const { id } = await console.deliverWith(LANDED)
    await console.pass(0, 5 * MINUTE)
    // The next response shows how far the clock is ahead.
    await console.request(`/api/recipients/reachable?open_id=${console.other}`)
    // It may still be on its way.
    await expectUndecided(console, id)
    await console.pass(2 * MINUTE)
    const found = await console.proceed(id)
    expect(deliveryResponseSchema.parse(await found.json()).delivery).toMatchObject({
      create: { outcome: 'unknown', resolution: { by: 'chat', verdict: 'delivered' } },
    })
    expect(await console.received()).toHaveLength(1)
  })
})

/** A token of the app, as another program with its secret gets it. */
async function tokenOf({ emulator }: Awaited<ReturnType<typeof start>>): Promise<string> {
  const url = `${emulator.url}/open-apis/auth/v3/tenant_access_token/internal`
  const { app_id, app_secret } = EMULATOR
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ app_id, app_secret }),
  })
  const { tenant_access_token } = (await response.json()) as { tenant_access_token: string }
  return tenant_access_token
}
