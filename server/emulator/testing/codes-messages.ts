import * as z from 'zod/mini'
import { assumptionsResponseSchema } from '#contract/emulator/control'
import type { CodeCase } from './codes.ts'
import { uploadAsOther } from './images.ts'
import type { Tenant } from './tenant.ts'

const MESSAGES = '/im/v1/messages'
const DAY_MS = 24 * 60 * 60 * 1000
const NO_JSON = 'a body that is not JSON'
const TOO_LONG = { msg_type: 'text', content: JSON.stringify({ text: 'x'.repeat(150 * 1024) }) }

type MessageBody = Parameters<Tenant['ask']>[2]

const create = ({ ask, user_id, text }: Tenant, change: MessageBody = {}, type = 'open_id') =>
  ask(
    'POST',
    `${MESSAGES}?receive_id_type=${type}`,
    typeof change === 'string' ? change : { receive_id: user_id, ...text('x'), ...change },
  )

const reply = ({ ask, text }: Tenant, message_id: string, change: MessageBody = {}) =>
  ask(
    'POST',
    `${MESSAGES}/${message_id}/reply`,
    typeof change === 'string' ? change : { ...text('x'), ...change },
  )

const edit = ({ ask, text }: Tenant, message_id: string, change: MessageBody = {}) =>
  ask(
    'PUT',
    `${MESSAGES}/${message_id}`,
    typeof change === 'string' ? change : { ...text('x'), ...change },
  )

const recall = ({ ask }: Tenant, message_id: string) => ask('DELETE', `${MESSAGES}/${message_id}`)
const get = ({ ask }: Tenant, message_id: string) => ask('GET', `${MESSAGES}/${message_id}`)
const list = ({ ask }: Tenant, query: Record<string, string>) =>
  ask('GET', `${MESSAGES}?${new URLSearchParams({ container_id_type: 'chat', ...query })}`)

/** Sends a message of the bot and then changes it. */
async function after(tenant: Tenant, happens: (message_id: string) => unknown): Promise<string> {
  const { message_id } = await tenant.send()
  await happens(message_id)
  return message_id
}

const assume = (tenant: Tenant, assumptions: Record<string, string>) =>
  tenant.control('POST', '/assumptions', assumptions, assumptionsResponseSchema)

const content = (msg_type: string, value: unknown) => ({ msg_type, content: JSON.stringify(value) })

/** The codes for the content of a message, which creating and replying have in common. */
function contentCodes(
  send: (tenant: Tenant, change: Record<string, unknown>) => ReturnType<CodeCase['ask']>,
): CodeCase[] {
  const divider = content('system', { type: 'divider', params: { divider_text: { text: 'x' } } })
  return [
    {
      code: 230015,
      when: 'a shared one-to-one chat',
      ask: async (t) => send(t, content('share_chat', { chat_id: (await t.send()).chat_id })),
    },
    {
      code: 230017,
      when: "another bot's image",
      ask: async (t) => send(t, content('image', { image_key: await uploadAsOther(t) })),
    },
    {
      code: 230020,
      when: 'a sixth message to a user within a second',
      async ask(t) {
        for (let sent = 0; sent < 5; sent += 1) await t.send()
        return send(t, {})
      },
    },
    {
      code: 230027,
      when: 'a system message without its scope',
      async ask(t) {
        await t.control('PATCH', `/apps/${t.app_id}`, { scopes: ['im:message'] }, z.looseObject({}))
        return send(t, divider)
      },
    },
    {
      code: 99991672,
      when: 'a system message without its scope, if the gateway checks it',
      async ask(t) {
        await assume(t, { system_scope: '99991672' })
        await t.control('PATCH', `/apps/${t.app_id}`, { scopes: ['im:message'] }, z.looseObject({}))
        return send(t, divider)
      },
    },
    {
      code: 230099,
      when: 'a card that is not JSON',
      ask: (t) => send(t, { msg_type: 'interactive', content: '{' }),
    },
  ]
}

export const MESSAGE_CODES = {
  create_message: [
    { code: 0, when: 'a text to a user', ask: (t) => create(t) },
    { code: 9499, when: NO_JSON, ask: (t) => create(t, '{') },
    { code: 99992402, when: 'no receiver', ask: (t) => create(t, { receive_id: null }) },
    { code: 230001, when: 'an unknown type', ask: (t) => create(t, { msg_type: 'poem' }) },
    {
      code: 230002,
      when: "another bot's chat",
      ask: (t) => create(t, { receive_id: t.foreign.chat_id }, 'chat_id'),
    },
    {
      code: 230013,
      when: 'an unavailable user',
      ask: (t) => create(t, { receive_id: t.unreachable.open_ids[0] }),
    },
    { code: 230025, when: 'a text over 150 KB', ask: (t) => create(t, TOO_LONG) },
    {
      code: 230034,
      when: 'an unknown user, as documented',
      async ask(t) {
        await assume(t, { invalid_receive_id: '230034' })
        return create(t, { receive_id: 'ou_x' })
      },
    },
    ...contentCodes((t, change) => create(t, change)),
    {
      code: 230038,
      when: 'a user of another tenant',
      async ask(t) {
        await t.rewrite(({ users }) => {
          for (const user of users) user.external = user.open_id === t.user_id
        })
        return create(t)
      },
    },
  ],
  reply_message: [
    { code: 0, when: 'to a user', ask: async (t) => reply(t, (await t.hear()).message_id) },
    { code: 9499, when: NO_JSON, ask: async (t) => reply(t, (await t.send()).message_id, '{') },
    {
      code: 99992402,
      when: 'no content',
      ask: async (t) => reply(t, (await t.send()).message_id, { content: null }),
    },
    { code: 99992354, when: 'an unknown message', ask: (t) => reply(t, 'om_unknown') },
    {
      code: 230001,
      when: 'an empty text',
      ask: async (t) => reply(t, (await t.send()).message_id, t.text('')),
    },
    {
      code: 230002,
      when: 'a group that the bot is not in',
      ask: async (t) => reply(t, await t.leaveGroup()),
    },
    {
      code: 230011,
      when: 'a recalled message',
      ask: async (t) => reply(t, await after(t, (id) => recall(t, id))),
    },
    { code: 230013, when: 'an unavailable user', ask: (t) => reply(t, t.unreachable.message_id) },
    {
      code: 230025,
      when: 'a text over 150 KB',
      ask: async (t) => reply(t, (await t.send()).message_id, TOO_LONG),
    },
    { code: 230050, when: "another bot's chat", ask: (t) => reply(t, t.foreign.message_id) },
    ...contentCodes(async (t, change) => reply(t, (await t.hear()).message_id, change)),
    {
      code: 230071,
      when: 'in a thread',
      ask: async (t) => reply(t, (await t.send()).message_id, { reply_in_thread: true }),
    },
  ],
  get_message: [
    { code: 0, when: 'its own message', ask: async (t) => get(t, (await t.send()).message_id) },
    { code: 99992354, when: 'an unknown message', ask: (t) => get(t, 'om_unknown') },
    {
      code: 230002,
      when: 'a group that the bot is not in',
      ask: async (t) => get(t, await t.leaveGroup()),
    },
    { code: 230050, when: "another bot's chat", ask: (t) => get(t, t.foreign.message_id) },
    {
      code: 230110,
      when: 'a recalled message, if it is not returned',
      async ask(t) {
        await assume(t, { get_recalled: '230110' })
        return get(t, await after(t, (id) => recall(t, id)))
      },
    },
  ],
  list_messages: [
    { code: 0, when: 'a group', ask: (t) => list(t, { container_id: t.group.chat_id }) },
    { code: 99992402, when: 'no chat', ask: (t) => list(t, {}) },
    {
      code: 230001,
      when: 'an unknown page_token',
      ask: (t) => list(t, { container_id: t.group.chat_id, page_token: 'eA' }),
    },
    { code: 230002, when: 'an unknown chat', ask: (t) => list(t, { container_id: 'oc_x' }) },
    {
      code: 230027,
      when: 'a group without the scope for all its messages',
      async ask(t) {
        await t.rewrite(({ apps }) => {
          for (const app of apps) app.scopes = ['im:message']
        })
        return list(t, { container_id: t.group.chat_id })
      },
    },
    {
      code: 230073,
      when: 'a thread',
      ask: (t) => list(t, { container_id_type: 'thread', container_id: 'omt_x' }),
    },
  ],
  edit_message: [
    { code: 0, when: 'its own message', ask: async (t) => edit(t, (await t.send()).message_id) },
    { code: 9499, when: NO_JSON, ask: async (t) => edit(t, (await t.send()).message_id, '{') },
    {
      code: 99992402,
      when: 'a card',
      ask: async (t) => edit(t, (await t.send()).message_id, { msg_type: 'interactive' }),
    },
    { code: 99992354, when: 'an unknown message', ask: (t) => edit(t, 'om_unknown') },
    {
      code: 230001,
      when: 'an empty text',
      ask: async (t) => edit(t, (await t.send()).message_id, t.text('')),
    },
    {
      code: 230002,
      when: 'a group that the bot is not in',
      ask: async (t) => edit(t, await t.leaveGroup()),
    },
    {
      code: 230011,
      when: 'a recalled message',
      ask: async (t) => edit(t, await after(t, (id) => recall(t, id))),
    },
    { code: 230013, when: 'an unavailable user', ask: (t) => edit(t, t.unreachable.message_id) },
    {
      code: 230025,
      when: 'a text over 150 KB',
      ask: async (t) => edit(t, (await t.send()).message_id, TOO_LONG),
    },
    {
      code: 230017,
      when: "another bot's image",
      async ask(t) {
        const image_key = await uploadAsOther(t)
        const post = { zh_cn: { content: [[{ tag: 'img', image_key }]] } }
        return edit(t, (await t.send()).message_id, content('post', post))
      },
    },
    { code: 230050, when: "another bot's chat", ask: (t) => edit(t, t.foreign.message_id) },
    {
      code: 230054,
      when: 'a card changed to a text',
      async ask(t) {
        const card = { msg_type: 'interactive', content: '{"elements":[]}' }
        const { data } = await create(t, card)
        return edit(t, String(data?.message_id))
      },
    },
    {
      code: 230071,
      when: "a user's message",
      ask: async (t) => edit(t, (await t.hear()).message_id),
    },
    {
      code: 230072,
      when: 'a message edited twenty times',
      async ask(t) {
        const { message_id } = await t.send()
        for (let edits = 0; edits < 20; edits += 1) await edit(t, message_id)
        return edit(t, message_id)
      },
    },
    {
      code: 230075,
      when: 'a message older than a day',
      async ask(t) {
        const { message_id } = await t.send()
        await t.rewrite(({ chats }) => {
          for (const { messages } of chats) for (const one of messages) one.age_ms += DAY_MS + 1
        })
        return edit(t, message_id)
      },
    },
  ],
  recall_message: [
    { code: 0, when: 'its own message', ask: async (t) => recall(t, (await t.send()).message_id) },
    { code: 99992354, when: 'an unknown message', ask: (t) => recall(t, 'om_unknown') },
    {
      code: 230002,
      when: 'a group that the bot is not in',
      ask: async (t) => recall(t, await t.leaveGroup()),
    },
    {
      code: 230009,
      when: 'a message older than a day',
      async ask(t) {
        const { message_id } = await t.send()
        await t.rewrite(({ chats }) => {
          for (const { messages } of chats) for (const one of messages) one.age_ms += DAY_MS + 1
        })
        return recall(t, message_id)
      },
    },
    { code: 230013, when: 'an unavailable user', ask: (t) => recall(t, t.unreachable.message_id) },
    {
      code: 230026,
      when: "a user's message",
      ask: async (t) => recall(t, (await t.hear()).message_id),
    },
    { code: 230050, when: "another bot's chat", ask: (t) => recall(t, t.foreign.message_id) },
    {
      code: 230110,
      when: 'a second time',
      ask: async (t) => recall(t, await after(t, (id) => recall(t, id))),
    },
  ],
} satisfies Record<string, CodeCase[]>
