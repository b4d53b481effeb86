import {
  type App,
  addMessage,
  type Chat,
  type Message,
  newMessage,
  type TenantState,
  type User,
} from './state.ts'
import type { TenantRetention, World } from './world.ts'

type MessageFields = Pick<Message, 'chat_id' | 'sender' | 'msg_type' | 'content'> & {
  /** The message it replies to. */
  replyTo?: Message | undefined
}

/** Writes a message at the current time of the clock, and drops the oldest if there are too many. */
export function writeMessage(world: World, { replyTo, ...written }: MessageFields): Message {
  const { state, clock, retention, dropped } = world
  const message = newMessage(
    {
      ...written,
      message_id: newMessageId(world),
      ...(replyTo && {
        parent_id: replyTo.message_id,
        root_id: replyTo.root_id ?? replyTo.message_id,
      }),
    },
    clock(),
  )
  addMessage(state, message)
  dropOldest(state, retention, dropped)
  return message
}

/** `om_x100b54e668c3b880c14b54d573d9054` is an id as the platform gives them today. */
function newMessageId({ randomHex, assumptions }: World): string {
  const hex = randomHex(16)
  return assumptions.message_id_shape === 'hex' ? `om_${hex}` : `om_x100b${hex.slice(0, 27)}`
}

/**
 * Drops the oldest messages, and the chats with the oldest last message, down to the limits.
 * Messages are dropped one percent at a time because each `splice` of a long chat is expensive.
 */
export function dropOldest(
  state: TenantState,
  { messages, chats }: TenantRetention,
  dropped: TenantRetention,
): void {
  while (state.chats.size > chats) {
    const [chat] = state.chats.values()
    if (!chat) break
    for (const id of chat.message_ids) state.messages.delete(id)
    state.chats.delete(chat.chat_id)
    dropped.messages += chat.message_ids.length
    dropped.chats += 1
  }
  if (state.messages.size <= messages) return
  let surplus = state.messages.size - messages + Math.floor(messages / 100)
  const perChat = new Map<string, number>()
  for (const { message_id, chat_id } of state.messages.values()) {
    if (surplus === 0) break
    surplus -= 1
    state.messages.delete(message_id)
    perChat.set(chat_id, (perChat.get(chat_id) ?? 0) + 1)
    dropped.messages += 1
  }
  // A chat lists its messages oldest first, so the dropped ones are at its start.
  for (const [chat_id, count] of perChat) state.chats.get(chat_id)?.message_ids.splice(0, count)
}

/** Returns the one-to-one chat of a bot and a user, and opens it if there is none yet. */
export function openP2pChat({ state, randomHex, clock }: World, app: App, user: User): Chat {
  for (const chat of state.chats.values()) {
    const isTheirs = chat.app_ids.includes(app.app_id) && chat.open_ids.includes(user.open_id)
    if (chat.chat_mode === 'p2p' && isTheirs) return chat
  }
  const chat: Chat = {
    chat_id: `oc_${randomHex(16)}`,
    chat_mode: 'p2p',
    name: user.name,
    app_ids: [app.app_id],
    open_ids: [user.open_id],
    create_time_ms: clock(),
    message_ids: [],
  }
  state.chats.set(chat.chat_id, chat)
  return chat
}
