import type { ReceiveIdType } from '#contract/receive-id-types'
import type { Refusal } from './answer.ts'
import { isReachable } from './find-message.ts'
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
    return judgeUsers(world, app, chat) ?? chat
  }
  const user = findUser(world.state, receive_id_type, receive_id)
  if (!user) return { code: 230034 }
  const refusal = judgeUsers(world, app, { chat_mode: 'p2p', open_ids: [user.open_id] })
  return refusal ?? openP2pChat(world, app, user)
}

/** The one-to-one chat of a bot and a person; it is opened where there is none yet. */
export function openP2pChat(world: World, app: App, user: User): Chat {
  return findP2pChat(world.state, app, user) ?? createP2pChat(world, app, user)
}

function judgeUsers(
  { state }: World,
  app: App,
  chat: Pick<Chat, 'chat_mode' | 'open_ids'>,
): Refusal | null {
  if (!isReachable(app, chat)) return { code: 230013 }
  const external = chat.open_ids.some((open_id) => state.users.get(open_id)?.external)
  return external && chat.chat_mode === 'p2p' ? { code: 230038 } : null
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
  for (const chat of chats.values()) {
    const { chat_mode, app_ids, open_ids } = chat
    if (chat_mode === 'p2p' && app_ids.includes(app_id) && open_ids.includes(open_id)) return chat
  }
  return undefined
}

function createP2pChat({ state, randomHex, clock }: World, app: App, user: User): Chat {
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
