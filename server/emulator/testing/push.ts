import { type Assumptions, DEFAULT_ASSUMPTIONS } from '../assumptions/assumptions.ts'
import { parsePushBody } from '../calls/push-body.ts'
import { checkPush } from '../calls/push-follow-up.ts'
import {
  type App,
  addMessage,
  type Chat,
  type Message,
  newMessage,
  type Sender,
  type TenantState,
} from '../tenant/state.ts'

export const NOW = 1_800_000_000_000
export const USER: Sender = { sender_type: 'user', id: 'ou_1' }
export const BOT: Sender = { sender_type: 'app', id: 'cli_1' }

/** Creates a push to a fresh bot message in a one-to-one chat, which succeeds unless it is changed. */
export function createPush() {
  const app: App = {
    app_id: BOT.id,
    app_secret: 'secret',
    app_type: 'custom',
    name: 'Bot',
    bot_open_id: 'ou_bot',
    scopes: [],
    unavailable_to: [],
    enabled: true,
    bot_enabled: true,
  }
  const chat: Chat = {
    chat_id: 'oc_1',
    chat_mode: 'p2p',
    name: 'User',
    app_ids: [BOT.id],
    open_ids: [USER.id],
    create_time_ms: NOW - 1000,
    message_ids: [],
  }
  const message: Message = newMessage(
    {
      message_id: 'om_1',
      chat_id: 'oc_1',
      sender: BOT,
      msg_type: 'text',
      content: '{"text":"hi"}',
    },
    NOW - 1000,
  )
  const state: TenantState = {
    tenant_key: 'tenant',
    apps: new Map([[app.app_id, app]]),
    users: new Map(),
    chats: new Map([[chat.chat_id, chat]]),
    messages: new Map(),
    sent_uuids: new Map(),
    cards: new Map(),
    images: new Map(),
    default_app_id: app.app_id,
    default_receiver_open_id: USER.id,
    demonstrations: [],
  }
  addMessage(state, message)
  const push = { message_id: 'om_1', body: bubble('查看进度') as unknown }
  const assumptions: Assumptions = { ...DEFAULT_ASSUMPTIONS }
  const check = () => {
    const { message_id, body } = push
    return checkPush({ state, app, message_id, body: parsePushBody(body), now: NOW, assumptions })
  }
  return {
    app,
    chat,
    message,
    state,
    push,
    assumptions,
    check,
    /** Returns the code of the push. */
    code: () => check()?.code ?? 0,
    /** Writes a newer message in the same chat. */
    writeAs(sender: Sender): Message {
      const newer = { ...message, message_id: 'om_2', sender, follow_ups: [] }
      addMessage(state, newer)
      return newer
    },
  }
}

export function bubble(content: unknown, i18n_contents?: unknown) {
  return { follow_ups: [{ content, ...(i18n_contents !== undefined && { i18n_contents }) }] }
}
