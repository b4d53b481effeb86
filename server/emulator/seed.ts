import { addMessage, newMessage } from './add-message.ts'
import { CONVERSATIONS, type Conversation } from './seed-conversations.ts'
import { PARCEL_BOT, PEOPLE, STORE_BOT, SUPPORT_BOT, seedId } from './seed-people.ts'
import type { Sender, State } from './state.ts'

/**
 * The tenant as it is at the start and after a reset. Ids are the same every time; times are
 * relative to `now`, in milliseconds since 1970.
 */
export function seed(now: number): State {
  const state: State = {
    tenant_key: seedId('', 'tenant', 16),
    apps: new Map([SUPPORT_BOT, PARCEL_BOT, STORE_BOT].map((app) => [app.app_id, { ...app }])),
    users: new Map(Object.values(PEOPLE).map((user) => [user.open_id, { ...user }])),
    chats: new Map(),
    messages: new Map(),
    sent_uuids: new Map(),
    default_app_id: SUPPORT_BOT.app_id,
    default_receiver_open_id: PEOPLE.xiaoyu.open_id,
    demonstrations: [],
  }
  for (const conversation of CONVERSATIONS) addConversation(state, conversation, now)
  return state
}

function addConversation(state: State, { name, bot, people, lines }: Conversation, now: number) {
  const chat_id = seedId('oc_', name)
  state.chats.set(chat_id, {
    chat_id,
    chat_mode: people.length === 1 ? 'p2p' : 'group',
    name,
    app_ids: [bot.app_id],
    open_ids: people.map(({ open_id }) => open_id),
    create_time_ms: now - Math.max(...lines.map(({ seconds_ago }) => seconds_ago)) * 1000,
    message_ids: [],
  })
  for (const line of lines) {
    const sender: Sender =
      'app_id' in line.from
        ? { sender_type: 'app', id: line.from.app_id }
        : { sender_type: 'user', id: line.from.open_id }
    const message_id = seedId('om_', `${name} ${line.text}`)
    const content = JSON.stringify({ text: line.text })
    const sent = now - line.seconds_ago * 1000
    const message = newMessage({ message_id, chat_id, sender, msg_type: 'text', content }, sent)
    addMessage(state, { ...message, follow_ups: line.follow_ups ?? [] })
    if (line.demonstrates) state.demonstrations.push(message_id)
  }
}
