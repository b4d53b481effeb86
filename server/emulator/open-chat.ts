import type { ReceiveIdType } from '#contract/create-message'
import type { Refusal } from './answer.ts'
import type { App, Chat, State, User } from './state.ts'
import type { World } from './world.ts'

type Receiver = { receive_id_type: ReceiveIdType; receive_id: string }

/** The chat that a bot's message goes to; its first message to a person opens their chat. */
export function openChat(world: World, app: App, receiver: Receiver): Chat | Refusal {
  const { receive_id_type, receive_id } = receiver
  const { chats } = world.state
  if (receive_id_type === 'chat_id') {
    const chat = chats.get(receive_id)
    if (!chat) return { code: 230034 }
    if (!chat.app_ids.includes(app.app_id)) return { code: 230002 }
    const reachable =
      chat.chat_mode === 'group' || chat.open_ids.every((id) => isAvailable(app, id))
    return reachable ? chat : { code: 230013 }
  }
  const user = findUser(world.state, receive_id_type, receive_id)
  if (!user) return { code: 230034 }
  if (!isAvailable(app, user.open_id)) return { code: 230013 }
  return findP2pChat(world.state, app, user) ?? createP2pChat(world, app, user)
}

function isAvailable(app: App, open_id: string): boolean {
  return !app.unavailable_to.includes(open_id)
}

function findUser(
  { users }: State,
  id_type: Exclude<ReceiveIdType, 'chat_id'>,
  id: string,
): User | undefined {
  if (id_type === 'open_id') return users.get(id)
  return [...users.values()].find((user) => user[id_type] === id)
}

function findP2pChat({ chats }: State, { app_id }: App, { open_id }: User): Chat | undefined {
  return [...chats.values()].find(
    (chat) =>
      chat.chat_mode === 'p2p' && chat.app_ids.includes(app_id) && chat.open_ids.includes(open_id),
  )
}

function createP2pChat({ state, randomHex }: World, app: App, user: User): Chat {
  const chat: Chat = {
    chat_id: `oc_${randomHex(16)}`,
    chat_mode: 'p2p',
    name: user.name,
    app_ids: [app.app_id],
    open_ids: [user.open_id],
    message_ids: [],
  }
  state.chats.set(chat.chat_id, chat)
  return chat
}
