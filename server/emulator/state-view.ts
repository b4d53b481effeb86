import type {
  EmulatorApp,
  EmulatorChat,
  EmulatorMessage,
  EmulatorState,
} from '#contract/emulator-state'
import { describeAssumptions } from './assumptions.ts'
import { readBubble, showsBubbles } from './bubbles.ts'
import { describeDemonstrations } from './demonstrations.ts'
import { textOf } from './message-content.ts'
import type { Parts } from './part.ts'
import type { App, Chat, Message } from './state.ts'
import type { World } from './world.ts'

/** How many chats are shown, and how many messages of each. */
type Depth = { chats: number; messages: number }

/** The depth that a query asks for, within bounds. */
export function readDepth({ chats, messages }: Readonly<Record<string, string>>): Depth {
  return { chats: bounded(chats), messages: bounded(messages) }
}

function bounded(asked: string | undefined): number {
  return /^\d{1,4}$/.test(asked ?? '') ? Math.min(Number(asked), 200) : 50
}

/** What may be seen of a world: nothing of secrets and tokens. */
export function describeState(world: World, parts: Parts, depth: Depth): EmulatorState {
  const { state, assumptions, retention, dropped, event_log } = world
  const kept = (kind: keyof typeof dropped, count: number) => ({
    count,
    max: retention[kind],
    dropped: dropped[kind],
  })
  const lastWrittenIn = depth.chats === 0 ? [] : [...state.chats.values()].slice(-depth.chats)
  return {
    version: world.changes.version(),
    now_ms: world.clock(),
    clock: world.time.describe(),
    tenant_key: state.tenant_key,
    default_app_id: state.default_app_id,
    default_receiver: { receive_id_type: 'open_id', receive_id: state.default_receiver_open_id },
    apps: [...state.apps.values()].map(describeApp),
    users: [...state.users.values()],
    chats: lastWrittenIn.toReversed().map((chat) => describeChat(world, chat, depth.messages)),
    assumptions: describeAssumptions(assumptions),
    demonstrations: describeDemonstrations(world),
    events: event_log,
    limits: {
      messages: kept('messages', state.messages.size),
      chats: kept('chats', state.chats.size),
      events: kept('events', event_log.length),
    },
    deliveries: parts.deliveries.describe(),
    faults: parts.faults.describe(),
  }
}

/** Its members are named one by one, so that no secret slips through. */
export function describeApp(app: App): EmulatorApp {
  const { app_id, app_type, name, bot_open_id, scopes, unavailable_to, enabled, bot_enabled } = app
  return {
    app_id,
    app_type,
    name,
    bot_open_id,
    scopes: [...scopes],
    unavailable_to: [...unavailable_to],
    enabled,
    bot_enabled,
  }
}

function describeChat(world: World, chat: Chat, depth: number): EmulatorChat {
  const { chat_id, chat_mode, name, app_ids, open_ids, message_ids } = chat
  const newest = depth === 0 ? [] : message_ids.slice(-depth)
  return {
    chat_id,
    chat_mode,
    name,
    app_ids: [...app_ids],
    open_ids: [...open_ids],
    message_count: message_ids.length,
    messages: newest.flatMap((id) => {
      const message = world.state.messages.get(id)
      return message ? [describeMessage(world, message)] : []
    }),
  }
}

/** A message with its bubbles as the person of its chat reads them now. */
export function describeMessage({ state, assumptions }: World, message: Message): EmulatorMessage {
  const shows_bubbles = showsBubbles(state, message, assumptions)
  const [open_id = ''] = state.chats.get(message.chat_id)?.open_ids ?? []
  const language = state.users.get(open_id)?.language ?? 'en_us'
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
      ? message.follow_ups.map((bubble) => readBubble(bubble, language, assumptions))
      : [],
    read_by: [...message.read_by],
  }
}
