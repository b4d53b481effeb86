import * as z from 'zod/mini'
import { messageResponseSchema } from '#contract/emulator/control'
import { scenarioSchema } from '#contract/emulator/scenario'
import { emulatorMessageSchema } from '#contract/emulator/state'
import { createTestClock, readMessage, startForTest } from './client.ts'

export type Tenant = Awaited<ReturnType<typeof createTenant>>

type RequestBody = Record<string, unknown> | string | FormData

/** Starts an emulator with a frozen clock; returns a token of its bot and what a bot can do. */
export async function createTenant(options: Parameters<typeof startForTest>[0] = {}) {
  const clock = createTestClock()
  const client = await startForTest({ clock: clock.read, ...options })
  const token = await client.token()
  const { default_app_id: app_id, default_receiver, chats, users } = await client.state()
  const user_id = default_receiver.receive_id

  const ask = (method: string, path: string, body?: RequestBody) =>
    client.call(method, `/open-apis${path}`, { token, ...(body !== undefined && { body }) })

  const text = (value: string) => ({ msg_type: 'text', content: JSON.stringify({ text: value }) })

  /** Sends a message of the bot, in a chat or to the default receiver. */
  async function send(value = 'hello', chat_id?: string) {
    const type = chat_id === undefined ? 'open_id' : 'chat_id'
    const { data } = await ask('POST', `/im/v1/messages?receive_id_type=${type}`, {
      receive_id: chat_id ?? user_id,
      ...text(value),
    })
    return readMessage(data)
  }

  /** Writes a message of the default receiver to the bot. */
  async function hear(value = 'hi') {
    const path = `/users/${user_id}/messages`
    const body = { app_id, text: value }
    return (await client.control('POST', path, body, messageResponseSchema)).message
  }

  /** Reads a message from the emulator's state. */
  async function look(message_id: string) {
    const { messages } = await client.state()
    return emulatorMessageSchema.parse(messages.find((one) => one.message_id === message_id))
  }

  /** Loads the current scenario with a change. */
  async function rewrite(change: (scenario: z.output<typeof scenarioSchema>) => void) {
    const scenario = await client.control('GET', '/scenario', undefined, scenarioSchema)
    change(scenario)
    await client.control('POST', '/scenario', scenario, z.strictObject({}))
  }

  /** Removes the bot from the group; returns the id of a message of the group. */
  async function leaveGroup(): Promise<string> {
    await rewrite((scenario) => {
      const left = scenario.chats.find(({ chat_id }) => chat_id === group.chat_id)
      for (const message of left?.messages ?? []) message.from = left?.open_ids[0] ?? ''
      left?.app_ids.splice(0)
    })
    return group.message_id
  }

  const find = (test: (chat: (typeof chats)[number]) => boolean) => {
    const found = chats.find(test)
    if (!found) throw new Error('not seeded')
    return { ...found, message_id: z.string().parse(found.messages[0]?.message_id) }
  }
  const isOurs = ({ app_ids }: { app_ids: string[] }) => app_ids.includes(app_id)
  const foreign = find((chat) => !isOurs(chat))
  const group = find((chat) => chat.chat_mode === 'group')
  return {
    ...client,
    clock,
    token,
    /** Requests a token, of the bot by default. */
    newToken: client.token,
    app_id,
    user_id,
    users,
    ask,
    text,
    send,
    hear,
    look,
    /** A one-to-one chat of another bot. */
    foreign,
    /** The other bot. */
    other_app_id: z.string().parse(foreign.app_ids[0]),
    /** A group that the bot is in. */
    group,
    rewrite,
    leaveGroup,
    /** The chat with a user outside the availability range. */
    unreachable: find((chat) => chat.messages[0]?.text.includes('¥3,200') === true),
  }
}
