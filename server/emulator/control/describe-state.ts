import type {
  EmulatorApp,
  EmulatorChat,
  EmulatorMessage,
  EmulatorState,
} from '#contract/emulator/state'
import type { Bilingual } from '#contract/locale'
import { describeAssumptions } from '../assumptions/assumptions.ts'
import { textOf } from '../calls/message.ts'
import { parsePushBody } from '../calls/push-body.ts'
import { checkPush } from '../calls/push-follow-up.ts'
import { bubbleText, clientShowsBubbles, showsBubbles } from '../tenant/bubbles.ts'
import type { App, Chat, Message } from '../tenant/state.ts'
import type { World } from '../tenant/world.ts'

/** How many chats are shown, and how many messages of each. */
type StateDepth = { chats: number; messages: number }

/** Parses the depth that a query asks for; a value that is not a number is the default. */
export function parseDepth({ chats, messages }: Readonly<Record<string, string>>): StateDepth {
  return { chats: bounded(chats), messages: bounded(messages) }
}

function bounded(value: string | undefined): number {
  return /^\d{1,4}$/.test(value ?? '') ? Math.min(Number(value), 200) : 50
}

/** Returns what everyone may see of an emulator: no secrets and no tokens. */
export function describeState(world: World, depth: StateDepth): EmulatorState {
  const { state, assumptions, retention, dropped, event_log } = world
  const kept = (kind: keyof typeof dropped, count: number) => ({
    count,
    max: retention[kind],
    dropped: dropped[kind],
  })
  const newestChats = depth.chats === 0 ? [] : [...state.chats.values()].slice(-depth.chats)
  return {
    version: world.changes.version(),
    now_ms: world.clock(),
    clock: world.time.describe(),
    tenant_key: state.tenant_key,
    default_app_id: state.default_app_id,
    default_receiver: { receive_id_type: 'open_id', receive_id: state.default_receiver_open_id },
    apps: [...state.apps.values()].map(describeApp),
    users: [...state.users.values()],
    chats: newestChats.toReversed().map((chat) => describeChat(world, chat, depth.messages)),
    assumptions: describeAssumptions(assumptions),
    demonstrations: describeDemonstrations(world),
    events: event_log,
    limits: {
      messages: kept('messages', state.messages.size),
      chats: kept('chats', state.chats.size),
      events: kept('events', event_log.length),
    },
    deliveries: world.events.describe(),
    faults: world.faults.describe(),
    missing_calls: [...world.missing_calls.values()],
    registrations: world.registrations.describe(),
  }
}

/** Names each member, so that no secret is copied by accident. */
export function describeApp(app: App): EmulatorApp {
  const { app_id, app_type, name, bot_open_id, scopes, unavailable_to, enabled, bot_enabled } = app
  return { app_id, app_type, name, bot_open_id, scopes, unavailable_to, enabled, bot_enabled }
}

function describeChat(world: World, chat: Chat, depth: number): EmulatorChat {
  const { chat_id, chat_mode, name, app_ids, open_ids, message_ids } = chat
  const newest = depth === 0 ? [] : message_ids.slice(-depth)
  return {
    chat_id,
    chat_mode,
    name,
    app_ids,
    open_ids,
    message_count: message_ids.length,
    messages: newest.flatMap((id) => {
      const message = world.state.messages.get(id)
      return message ? [describeMessage(world, message)] : []
    }),
  }
}

export const OLD_CLIENT = {
  zh: '用户的客户端版本低于 7.20，不显示气泡。',
  en: 'The user’s client is older than 7.20 and does not show bubbles.',
}

/** Returns a message with its bubbles as the first user of its chat sees them now. */
export function describeMessage({ state, assumptions }: World, message: Message): EmulatorMessage {
  const [open_id = ''] = state.chats.get(message.chat_id)?.open_ids ?? []
  const user = state.users.get(open_id)
  const language = user?.language ?? 'en_us'
  const remain = showsBubbles(state, message, assumptions)
  const hidden = remain && user !== undefined && !clientShowsBubbles(user)
  const shows_bubbles = remain && !hidden
  return {
    message_id: message.message_id,
    chat_id: message.chat_id,
    sender: message.sender,
    msg_type: message.msg_type,
    content: message.content,
    text: textOf(message.content),
    create_time_ms: message.create_time_ms,
    update_time_ms: message.update_time_ms,
    deleted: message.deleted,
    updated: message.edits > 0,
    ...(message.parent_id && { parent_id: message.parent_id }),
    follow_ups: [...message.follow_ups],
    shows_bubbles,
    bubbles: shows_bubbles
      ? message.follow_ups.map((bubble) => bubbleText(bubble, language, assumptions))
      : [],
    ...(hidden && { bubbles_hidden: OLD_CLIENT }),
    read_by: message.read_by,
  }
}

/** By the code that a push would return, so that a title stays true when time passes or messages follow. */
const TITLES: Readonly<Record<number, Bilingual>> = {
  0: { zh: '可以发送气泡', en: 'Available' },
  230001: { zh: '用户发送的消息', en: 'Sent by the user' },
  230002: { zh: '已超过 600 秒', en: 'Older than 600 s' },
  230003: { zh: '在群聊中', en: 'In a group' },
  230004: { zh: '对机器人不可见', en: 'Not visible to the bot' },
  230005: { zh: '用户不在可用范围内', en: 'User unavailable' },
  230006: { zh: '不是最新消息', en: 'Not the latest message' },
  230008: { zh: '已有气泡', en: 'Already has bubbles' },
}

const VALID_BODY = parsePushBody({ follow_ups: [{ content: 'OK' }] })

/** Returns the seeded messages, each with the code that a valid push to it would return now. */
export function describeDemonstrations(world: World): EmulatorState['demonstrations'] {
  const { state, assumptions, clock } = world
  const app = state.apps.get(state.default_app_id)
  return state.demonstrations.flatMap((message_id) => {
    const message = state.messages.get(message_id)
    const chat = message && state.chats.get(message.chat_id)
    if (!app || !chat) return []
    const push = { state, app, message_id, body: VALID_BODY, now: clock(), assumptions }
    const expected_code = checkPush(push)?.code ?? 0
    return [
      {
        message_id,
        title: titleOf(message, expected_code),
        chat_name: chat.name,
        text: textOf(message.content),
        create_time_ms: message.create_time_ms,
        expected_code,
      },
    ]
  })
}

function titleOf({ deleted }: Message, code: number): Bilingual {
  if (deleted) return { zh: '已撤回', en: 'Recalled' }
  return TITLES[code] ?? { zh: String(code), en: String(code) }
}
