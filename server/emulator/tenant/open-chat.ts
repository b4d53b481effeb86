import type { App, Chat, User } from './state.ts'
import type { World } from './world.ts'

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
