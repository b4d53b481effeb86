import * as z from 'zod/mini'
import type { CodeCase } from './codes.ts'
import { imageForm, PNG, upload, uploadAsOther } from './images.ts'
import type { Tenant } from './tenant.ts'

// The calls that bots make around bubbles: cards, reactions, images, who has read a message.

const MESSAGES = '/im/v1/messages'
const CARDS = '/cardkit/v1/cards'
const DAY_MS = 24 * 60 * 60 * 1000
const NO_JSON = 'a body that is not JSON'

type RequestBody = Parameters<Tenant['ask']>[2]
type Response = ReturnType<CodeCase['ask']>

/** A small card whose text can be streamed. */
export const CARD = {
  schema: '2.0',
  config: { streaming_mode: true },
  body: {
    elements: [
      { tag: 'markdown', element_id: 'text', content: '' },
      { tag: 'hr', element_id: 'line' },
    ],
  },
}

const other = async (tenant: Tenant) =>
  tenant.newToken('cli_13579bdf02468ace', 'emulator-secret-parcels')

/** Sends a card of the bot; returns its message_id. */
export async function sendCard(tenant: Tenant, card: unknown = CARD): Promise<string> {
  const { data } = await tenant.ask('POST', `${MESSAGES}?receive_id_type=open_id`, {
    receive_id: tenant.user_id,
    msg_type: 'interactive',
    content: JSON.stringify(card),
  })
  return z.string().parse(data?.message_id)
}

const patch = (
  t: Tenant,
  message_id: string,
  body: RequestBody = { content: JSON.stringify(CARD) },
) => t.ask('PATCH', `${MESSAGES}/${message_id}`, body)

const PATCH_CODES: CodeCase[] = [
  { code: 0, when: 'its own card', ask: async (t) => patch(t, await sendCard(t)) },
  { code: 9499, when: NO_JSON, ask: async (t) => patch(t, await sendCard(t), '{') },
  { code: 99992402, when: 'no content', ask: async (t) => patch(t, await sendCard(t), {}) },
  { code: 99992354, when: 'an unknown message', ask: (t) => patch(t, 'om_unknown') },
  { code: 230001, when: 'a text', ask: async (t) => patch(t, (await t.send()).message_id) },
  {
    code: 230002,
    when: 'a group without the bot',
    ask: async (t) => patch(t, await t.leaveGroup()),
  },
  {
    code: 230011,
    when: 'a recalled card',
    async ask(t) {
      const message_id = await sendCard(t)
      await t.ask('DELETE', `${MESSAGES}/${message_id}`)
      return patch(t, message_id)
    },
  },
  { code: 230013, when: 'an unavailable user', ask: (t) => patch(t, t.unreachable.message_id) },
  {
    code: 230020,
    when: 'a sixth update within a second',
    async ask(t) {
      const message_id = await sendCard(t)
      for (let updates = 0; updates < 5; updates += 1) await patch(t, message_id)
      return patch(t, message_id)
    },
  },
  {
    code: 230025,
    when: 'a card over 30 KB',
    ask: async (t) => patch(t, await sendCard(t), { content: 'x'.repeat(30 * 1024 + 1) }),
  },
  {
    code: 230031,
    when: 'a card older than 14 days',
    async ask(t) {
      const message_id = await sendCard(t)
      t.clock.advance(14 * DAY_MS + 1)
      return t.call('PATCH', `/open-apis${MESSAGES}/${message_id}`, {
        token: await t.newToken(),
        body: { content: JSON.stringify(CARD) },
      })
    },
  },
  { code: 230050, when: "another bot's chat", ask: (t) => patch(t, t.foreign.message_id) },
  {
    code: 230099,
    when: 'an invalid card',
    ask: async (t) => patch(t, await sendCard(t), { content: '{}' }),
  },
]

const readUsers = (t: Tenant, message_id: string, query = 'user_id_type=open_id') =>
  t.ask('GET', `${MESSAGES}/${message_id}/read_users?${query}`)

const READ_USERS_CODES: CodeCase[] = [
  { code: 0, when: 'its own message', ask: async (t) => readUsers(t, (await t.send()).message_id) },
  { code: 99992354, when: 'an unknown message', ask: (t) => readUsers(t, 'om_unknown') },
  {
    code: 99992402,
    when: 'no user_id_type',
    ask: async (t) => readUsers(t, (await t.send()).message_id, ''),
  },
  {
    code: 230001,
    when: 'an unknown page_token',
    ask: async (t) =>
      readUsers(t, (await t.send()).message_id, 'user_id_type=open_id&page_token=b3U'),
  },
  {
    code: 230002,
    when: 'a group without the bot',
    ask: async (t) => readUsers(t, await t.leaveGroup()),
  },
  {
    code: 230012,
    when: "the user's message",
    ask: async (t) => readUsers(t, (await t.hear()).message_id),
  },
  { code: 230013, when: 'an unavailable user', ask: (t) => readUsers(t, t.unreachable.message_id) },
  {
    code: 230033,
    when: 'a message older than seven days',
    async ask(t) {
      const { message_id } = await t.send()
      t.clock.advance(7 * DAY_MS + 1)
      const path = `/open-apis${MESSAGES}/${message_id}/read_users?user_id_type=open_id`
      return t.call('GET', path, { token: await t.newToken() })
    },
  },
  { code: 230050, when: "another bot's chat", ask: (t) => readUsers(t, t.foreign.message_id) },
  {
    code: 230110,
    when: 'a recalled message',
    async ask(t) {
      const { message_id } = await t.send()
      await t.ask('DELETE', `${MESSAGES}/${message_id}`)
      return readUsers(t, message_id)
    },
  },
]

/** Adds a reaction of the bot. */
export const react = (t: Tenant, message_id: string, emoji_type = 'SMILE') =>
  t.ask('POST', `${MESSAGES}/${message_id}/reactions`, { reaction_type: { emoji_type } })
const reactions = (t: Tenant, message_id: string, query = '') =>
  t.ask('GET', `${MESSAGES}/${message_id}/reactions?${query}`)
const unreact = (t: Tenant, message_id: string, reaction_id: unknown) =>
  t.ask('DELETE', `${MESSAGES}/${message_id}/reactions/${reaction_id}`)

async function recalled(t: Tenant): Promise<string> {
  const { message_id } = await t.send()
  await t.ask('DELETE', `${MESSAGES}/${message_id}`)
  return message_id
}

const CREATE_REACTION_CODES: CodeCase[] = [
  { code: 0, when: "the user's message", ask: async (t) => react(t, (await t.hear()).message_id) },
  {
    code: 9499,
    when: NO_JSON,
    ask: async (t) => t.ask('POST', `${MESSAGES}/${(await t.send()).message_id}/reactions`, '{'),
  },
  { code: 99992354, when: 'an unknown message', ask: (t) => react(t, 'om_unknown') },
  {
    code: 99992402,
    when: 'no reaction_type',
    ask: async (t) => t.ask('POST', `${MESSAGES}/${(await t.send()).message_id}/reactions`, {}),
  },
  {
    code: 231001,
    when: 'an unknown emoji',
    ask: async (t) => react(t, (await t.send()).message_id, 'thumbs up'),
  },
  { code: 231002, when: "another bot's chat", ask: (t) => react(t, t.foreign.message_id) },
  { code: 231003, when: 'a recalled message', ask: async (t) => react(t, await recalled(t)) },
  {
    code: 231017,
    when: 'a system message',
    async ask(t) {
      const { data } = await t.ask('POST', `${MESSAGES}?receive_id_type=open_id`, {
        receive_id: t.user_id,
        msg_type: 'system',
        content: JSON.stringify({ type: 'divider', params: { divider_text: { text: '新会话' } } }),
      })
      return react(t, String(data?.message_id))
    },
  },
]

const LIST_REACTIONS_CODES: CodeCase[] = [
  { code: 0, when: 'its own message', ask: async (t) => reactions(t, (await t.send()).message_id) },
  { code: 99992354, when: 'an unknown message', ask: (t) => reactions(t, 'om_unknown') },
  {
    code: 99992402,
    when: 'a page of 51',
    ask: async (t) => reactions(t, (await t.send()).message_id, 'page_size=51'),
  },
  {
    code: 231001,
    when: 'an unknown emoji',
    ask: async (t) => reactions(t, (await t.send()).message_id, 'reaction_type=x'),
  },
  { code: 231003, when: 'a recalled message', ask: async (t) => reactions(t, await recalled(t)) },
  { code: 231008, when: "another bot's chat", ask: (t) => reactions(t, t.foreign.message_id) },
  {
    code: 231012,
    when: 'an unknown page_token',
    ask: async (t) => reactions(t, (await t.send()).message_id, 'page_token=b3U'),
  },
]

const DELETE_REACTION_CODES: CodeCase[] = [
  {
    code: 0,
    when: 'its own reaction',
    async ask(t) {
      const { message_id } = await t.send()
      return unreact(t, message_id, (await react(t, message_id)).data?.reaction_id)
    },
  },
  { code: 99992354, when: 'an unknown message', ask: (t) => unreact(t, 'om_unknown', 'x') },
  { code: 231002, when: "another bot's chat", ask: (t) => unreact(t, t.foreign.message_id, 'x') },
  {
    code: 231003,
    when: 'a recalled message',
    ask: async (t) => unreact(t, await recalled(t), 'x'),
  },
  {
    code: 231007,
    when: "another bot's reaction",
    async ask(t) {
      const { chat_id, message_id } = t.group
      await t.rewrite(({ chats }) => {
        chats.find((chat) => chat.chat_id === chat_id)?.app_ids.push(t.other_app_id)
      })
      const path = `/open-apis${MESSAGES}/${message_id}/reactions`
      const body = { reaction_type: { emoji_type: 'OK' } }
      const { data } = await t.call('POST', path, { token: await other(t), body })
      return unreact(t, message_id, data?.reaction_id)
    },
  },
  {
    code: 231010,
    when: 'a reaction to another message',
    async ask(t) {
      const { data } = await react(t, (await t.send()).message_id)
      return unreact(t, (await t.send()).message_id, data?.reaction_id)
    },
  },
  {
    code: 231011,
    when: 'an unknown reaction',
    ask: async (t) => unreact(t, (await t.send()).message_id, 'x'),
  },
]

const cardBody = (card: unknown, type = 'card_json') => ({ type, data: JSON.stringify(card) })

/** Creates a card entity; returns its card_id. */
export async function createCard(tenant: Tenant, card: unknown = CARD): Promise<string> {
  const { data } = await tenant.ask('POST', CARDS, cardBody(card))
  return z.string().parse(data?.card_id)
}

/** The codes for the data of a card, which creating and updating have in common. */
function cardCodes(send: (t: Tenant, card: Record<string, unknown>) => Response): CodeCase[] {
  const texts = (count: number, element_id?: string) => ({
    schema: '2.0',
    body: { elements: Array(count).fill({ tag: 'plain_text', content: 'x', element_id }) },
  })
  const invalid = (code: number, when: string, card: unknown): CodeCase => ({
    code,
    when,
    ask: (t) => send(t, cardBody(card)),
  })
  return [
    { code: 10002, when: 'an unknown type', ask: (t) => send(t, cardBody(CARD, 'poem')) },
    invalid(200220, 'an array', []),
    invalid(200860, 'a card over 30 KB', { ...CARD, text: 'x'.repeat(30 * 1024) }),
    invalid(300301, 'two elements with one id', texts(2, 'same')),
    invalid(300302, 'a card for one person', { ...CARD, config: { update_multi: false } }),
    invalid(300303, 'an older card', { elements: [] }),
    invalid(300305, '201 elements', texts(201)),
    invalid(300307, 'an empty card', {}),
  ]
}

/** The codes for a change of a card entity, which updating and streaming have in common. */
function changeCodes(
  change: (t: Tenant, card_id: string, change: Record<string, unknown>) => Response,
): CodeCase[] {
  return [
    {
      code: 99992402,
      when: 'no sequence',
      ask: async (t) => change(t, await createCard(t), { sequence: undefined }),
    },
    { code: 200740, when: 'an unknown card', ask: (t) => change(t, '7', {}) },
    {
      code: 200770,
      when: 'a repeated uuid',
      async ask(t) {
        const card_id = await createCard(t)
        await change(t, card_id, { uuid: 'a', sequence: 1 })
        return change(t, card_id, { uuid: 'a', sequence: 2 })
      },
    },
    {
      code: 300311,
      when: "another app's card",
      async ask(t) {
        const init = { token: await other(t), body: cardBody(CARD) }
        const { data } = await t.call('POST', `/open-apis${CARDS}`, init)
        return change(t, String(data?.card_id), {})
      },
    },
    {
      code: 300317,
      when: 'a sequence that does not grow',
      async ask(t) {
        const card_id = await createCard(t)
        await change(t, card_id, { sequence: 2 })
        return change(t, card_id, { sequence: 2 })
      },
    },
  ]
}

const update = (t: Tenant, card_id: string, change: RequestBody, token = t.token) =>
  t.call('PUT', `/open-apis${CARDS}/${card_id}`, {
    token,
    body: typeof change === 'string' ? change : { card: cardBody(CARD), sequence: 1, ...change },
  })

/** Streams a text into an element of a card. */
export const stream = (
  t: Tenant,
  card_id: string,
  change: RequestBody,
  { element_id = 'text', token = t.token } = {},
) =>
  t.call('PUT', `/open-apis${CARDS}/${card_id}/elements/${element_id}/content`, {
    token,
    body: typeof change === 'string' ? change : { content: 'x', sequence: 1, ...change },
  })

async function afterDays(t: Tenant, days: number) {
  const card_id = await createCard(t)
  t.clock.advance(days * DAY_MS + 1)
  return { card_id, token: await t.newToken() }
}

const image = (t: Tenant, form: FormData) => t.ask('POST', '/im/v1/images', form)

/** Downloads an image; the bytes of a success are left out. */
async function download(t: Tenant, image_key: string) {
  const path = `/im/v1/images/${image_key}`
  const headers = { Authorization: `Bearer ${t.token}` }
  const response = await fetch(`${t.emulator.url}/open-apis${path}`, { headers })
  if (response.headers.get('content-type') !== 'image/png') return t.ask('GET', path)
  return { status: response.status, headers: response.headers, code: 0, msg: 'success' }
}

export const AROUND_CODES = {
  patch_card_message: PATCH_CODES,
  read_users: READ_USERS_CODES,
  create_reaction: CREATE_REACTION_CODES,
  list_reactions: LIST_REACTIONS_CODES,
  delete_reaction: DELETE_REACTION_CODES,
  create_card: [
    { code: 0, when: 'a card', ask: (t) => t.ask('POST', CARDS, cardBody(CARD)) },
    { code: 9499, when: NO_JSON, ask: (t) => t.ask('POST', CARDS, '{') },
    { code: 99992402, when: 'no data', ask: (t) => t.ask('POST', CARDS, { type: 'card_json' }) },
    ...cardCodes((t, body) => t.ask('POST', CARDS, body)),
  ],
  update_card: [
    { code: 0, when: 'its own card', ask: async (t) => update(t, await createCard(t), {}) },
    { code: 9499, when: NO_JSON, ask: async (t) => update(t, await createCard(t), '{') },
    ...cardCodes(async (t, card) => update(t, await createCard(t), { card })),
    ...changeCodes(update),
    {
      code: 200750,
      when: 'a card older than 14 days',
      async ask(t) {
        const { card_id, token } = await afterDays(t, 14)
        return update(t, card_id, {}, token)
      },
    },
  ],
  stream_card_text: [
    { code: 0, when: 'an element with text', ask: async (t) => stream(t, await createCard(t), {}) },
    { code: 9499, when: NO_JSON, ask: async (t) => stream(t, await createCard(t), '{') },
    ...changeCodes(stream),
    {
      code: 200750,
      when: 'a card older than 14 days',
      async ask(t) {
        const { card_id, token } = await afterDays(t, 14)
        return stream(t, card_id, {}, { token })
      },
    },
    {
      code: 200850,
      when: 'more than ten minutes after the card was created',
      async ask(t) {
        const card_id = await createCard(t)
        t.clock.advance(10 * 60 * 1000 + 1)
        return stream(t, card_id, {})
      },
    },
    {
      code: 200860,
      when: 'a text over 30 KB',
      ask: async (t) => stream(t, await createCard(t), { content: 'x'.repeat(30 * 1024) }),
    },
    {
      code: 300309,
      when: 'a card that does not stream',
      ask: async (t) => stream(t, await createCard(t, { ...CARD, config: {} }), {}),
    },
    {
      code: 300310,
      when: 'an element without text',
      ask: async (t) => stream(t, await createCard(t), {}, { element_id: 'line' }),
    },
    {
      code: 300313,
      when: 'an unknown element',
      ask: async (t) => stream(t, await createCard(t), {}, { element_id: 'x' }),
    },
  ],
  upload_image: [
    { code: 0, when: 'a PNG', ask: (t) => image(t, imageForm(PNG)) },
    { code: 234001, when: 'a JSON body', ask: (t) => t.ask('POST', '/im/v1/images', {}) },
    {
      code: 234006,
      when: 'an image over 10 MB',
      ask: (t) => image(t, imageForm(new Uint8Array(10 * 1024 * 1024 + 1))),
    },
    { code: 234010, when: 'an empty file', ask: (t) => image(t, imageForm(new Uint8Array())) },
    {
      code: 234011,
      when: 'a text file',
      ask: (t) => image(t, imageForm(new TextEncoder().encode('text'))),
    },
  ],
  download_image: [
    { code: 0, when: 'its own image', ask: async (t) => download(t, await upload(t)) },
    { code: 234001, when: 'an avatar', ask: async (t) => download(t, await upload(t, 'avatar')) },
    { code: 234005, when: 'an unknown image', ask: (t) => download(t, 'img_unknown') },
    {
      code: 234008,
      when: "another app's image",
      ask: async (t) => download(t, await uploadAsOther(t)),
    },
  ],
} satisfies Record<string, CodeCase[]>
