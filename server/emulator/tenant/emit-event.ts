import { appIdOf, eventIdOf, eventTypeOf, type PlatformEvent } from '../events/platform-event.ts'
import { type App, type Chat, type Message, tenantKeyOf } from './state.ts'
import type { World } from './world.ts'

const HOUR_MS = 60 * 60 * 1000

/** An app gets the messages of users if it has one of these scopes. */
const RECEIVE_SCOPES: Record<Chat['chat_mode'], readonly string[]> = {
  p2p: ['im:message.p2p_msg:readonly', 'im:message.p2p_msg'],
  group: ['im:message.group_msg'],
}

/**
 * Sends the event of a user's message to each bot of the chat that may receive it.
 * @see https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/im-v1/message/events/receive
 */
export function emitReceived(world: World, message: Message): void {
  const { state, clock, randomHex } = world
  const chat = state.chats.get(message.chat_id)
  for (const app_id of chat?.app_ids ?? []) {
    const app = state.apps.get(app_id)
    if (!chat || !app || !receives(app, chat)) continue
    emitEvent(world, {
      schema: '2.0',
      header: {
        event_id: randomHex(16),
        event_type: 'im.message.receive_v1',
        create_time: String(clock()),
        app_id,
        tenant_key: state.tenant_key,
      },
      event: describeReceived(world, app, chat, message),
    })
  }
}

function receives({ enabled, bot_enabled, scopes }: App, { chat_mode }: Chat): boolean {
  return enabled && bot_enabled && RECEIVE_SCOPES[chat_mode].some((scope) => scopes.includes(scope))
}

function describeReceived({ state }: World, app: App, chat: Chat, message: Message) {
  const { message_id, root_id, parent_id, chat_id, sender } = message
  const user = state.users.get(sender.id)
  return {
    sender: {
      sender_id: {
        union_id: user?.union_id,
        ...(app.scopes.includes('contact:user.employee_id:readonly') && { user_id: user?.user_id }),
        open_id: sender.id,
      },
      sender_type: 'user',
      tenant_key: tenantKeyOf(state, sender.id),
    },
    message: {
      message_id,
      ...(root_id && { root_id }),
      ...(parent_id && { parent_id }),
      create_time: String(message.create_time_ms),
      update_time: String(message.update_time_ms),
      chat_id,
      chat_type: chat.chat_mode,
      message_type: message.msg_type,
      content: message.content,
    },
  }
}

/**
 * Sends a store app a new ticket, which replaces the previous one.
 * @see https://open.feishu.cn/document/server-docs/authentication-management/access-token/app_ticket_resend
 */
export function sendTicket(world: World, { app_id }: App): void {
  const app_ticket = `ticket-${world.randomHex(16)}`
  world.app_tickets.set(app_id, app_ticket)
  emitEvent(world, {
    ts: String(Math.floor(world.clock() / 1000)),
    uuid: world.randomHex(16),
    type: 'event_callback',
    event: { app_id, app_ticket, type: 'app_ticket' },
  })
}

/** Sends every store app a ticket each hour of the emulator's clock, as the platform does. */
export function sendTicketsHourly(world: World): void {
  world.time.schedule(world.clock() + HOUR_MS, () => {
    for (const app of world.state.apps.values()) {
      if (app.app_type === 'isv' && app.enabled) sendTicket(world, app)
    }
    sendTicketsHourly(world)
  })
}

/** Sends an event to its app and adds it to the event log. */
function emitEvent(world: World, event: PlatformEvent): void {
  const { event_log, dropped, retention } = world
  event_log.push({
    event_id: eventIdOf(event),
    event_type: eventTypeOf(event),
    app_id: appIdOf(event),
    emitted_at_ms: world.clock(),
    event,
  })
  if (event_log.length > retention.events) {
    event_log.shift()
    dropped.events += 1
  }
  world.events.send(event)
  world.changes.touch()
}
