import {
  PARCEL_BOT,
  SEED_CHATS,
  SEED_USERS,
  type SeedChat,
  STORE_BOT,
  SUPPORT_BOT,
  seedId,
} from './seed-data.ts'
import { addMessage, newMessage, type Sender, type TenantState } from './state.ts'

/** A seed of the caller's that is invalid; the message has one line for each wrong path. */
export class SeedError extends Error {}

/**
 * Returns the built-in tenant. Ids are the same every time; times are relative to `now`, in
 * milliseconds since 1970.
 */
export function seed(now: number): TenantState {
  const state: TenantState = {
    tenant_key: seedId('', 'tenant', 16),
    apps: new Map([SUPPORT_BOT, PARCEL_BOT, STORE_BOT].map((app) => [app.app_id, { ...app }])),
    users: new Map(Object.values(SEED_USERS).map((user) => [user.open_id, { ...user }])),
    chats: new Map(),
    messages: new Map(),
    sent_uuids: new Map(),
    cards: new Map(),
    images: new Map(),
    default_app_id: SUPPORT_BOT.app_id,
    default_receiver_open_id: SEED_USERS.xiaoyu.open_id,
    demonstrations: [],
  }
  for (const chat of SEED_CHATS) addSeedChat(state, chat, now)
  return state
}

function addSeedChat(state: TenantState, { name, bot, users, messages }: SeedChat, now: number) {
  const chat_id = seedId('oc_', name)
  state.chats.set(chat_id, {
    chat_id,
    chat_mode: users.length === 1 ? 'p2p' : 'group',
    name,
    app_ids: [bot.app_id],
    open_ids: users.map(({ open_id }) => open_id),
    create_time_ms: now - Math.max(...messages.map(({ seconds_ago }) => seconds_ago)) * 1000,
    message_ids: [],
  })
  for (const message of messages) {
    const sender: Sender = message.from
      ? { sender_type: 'user', id: message.from.open_id }
      : { sender_type: 'app', id: bot.app_id }
    const message_id = seedId('om_x100b', `${name} ${message.text}`, 27)
    const content = JSON.stringify({ text: message.text })
    const sent = now - message.seconds_ago * 1000
    const added = newMessage({ message_id, chat_id, sender, msg_type: 'text', content }, sent)
    addMessage(state, { ...added, follow_ups: message.follow_ups ?? [] })
    if (message.demonstrates) state.demonstrations.push(message_id)
  }
}
