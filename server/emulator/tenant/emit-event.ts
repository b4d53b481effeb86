import { appIdOf, eventIdOf, eventTypeOf, type PlatformEvent } from '../events/platform-event.ts'
import { clientReportsEntering } from './bubbles.ts'
import {
  type App,
  type Chat,
  type Message,
  type TenantState,
  tenantKeyOf,
  type User,
} from './state.ts'
import type { World } from './world.ts'

const HOUR_MS = 60 * 60 * 1000
/** How much later than its message an event says it was created, as seen live. */
const EVENT_AFTER_MS = 200

/** An app gets the messages of users if it has one of these scopes. */
const RECEIVE_SCOPES: Record<Chat['chat_mode'], readonly string[]> = {
  p2p: ['im:message.p2p_msg:readonly', 'im:message.p2p_msg'],
  group: ['im:message.group_msg'],
}

/**
 * Sends the event of a user's message to each bot of the chat that may receive it. The keys are in
 * the order that was seen live.
 * @see https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/im-v1/message/events/receive
 */
export function emitReceived(world: World, message: Message): void {
  const { state } = world
  const chat = state.chats.get(message.chat_id)
  for (const app_id of chat?.app_ids ?? []) {
    const app = state.apps.get(app_id)
    if (!chat || !app || !receives(app, chat)) continue
    const event = describeReceived(state, app, chat, message)
    const created_ms = message.create_time_ms + EVENT_AFTER_MS
    emitEvent(world, {
      schema: '2.0',
      header: header(world, app, 'im.message.receive_v1', created_ms),
      event,
    })
  }
}

function receives({ enabled, bot_enabled, scopes }: App, { chat_mode }: Chat): boolean {
  return enabled && bot_enabled && RECEIVE_SCOPES[chat_mode].some((scope) => scopes.includes(scope))
}

function header(
  { state, clock, randomHex }: World,
  { app_id }: App,
  event_type: string,
  created_ms = clock(),
) {
  return {
    event_id: randomHex(16),
    create_time: String(created_ms),
    event_type,
    tenant_key: state.tenant_key,
    app_id,
  }
}

function describeReceived(state: TenantState, app: App, chat: Chat, message: Message) {
  const { message_id, root_id, parent_id, chat_id, sender } = message
  const user = state.users.get(sender.id)
  return {
    message: {
      chat_id,
      chat_type: chat.chat_mode,
      content: message.content,
      create_time: String(message.create_time_ms),
      message_id,
      message_type: message.msg_type,
      ...(parent_id && { parent_id }),
      ...(root_id && { root_id }),
      update_time: String(message.update_time_ms),
      ...(user && app.scopes.includes('im:user_agent:read') && { user_agent: userAgentOf(user) }),
    },
    sender: {
      sender_id: idsOf(app, user, sender.id),
      sender_type: 'user',
      tenant_key: tenantKeyOf(state, sender.id),
    },
  }
}

function idsOf({ scopes }: App, user: User | undefined, open_id: string) {
  return {
    open_id,
    union_id: user?.union_id,
    ...(scopes.includes('contact:user.employee_id:readonly') && { user_id: user?.user_id }),
  }
}

/** Returns what the desktop client of a user calls itself, as seen live; vi_vn becomes vi_VN. */
function userAgentOf({ client_version, language }: User): string {
  const locale = language.replace(/_\w+$/, (region) => region.toUpperCase())
  const browser =
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 15_5_0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/121.0.6167.86 Safari/537.36'
  return `${browser} Lark/${client_version} LarkLocale/${locale} ttnet SDK-Version/${client_version}`
}

/**
 * Sends a bot the event of a user who opens their chat. Only custom apps get it.
 * @returns whether it was sent
 * @see https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/im-v1/chat-access_event/events/bot_p2p_chat_entered
 */
export function emitEntered(world: World, app: App, user: User, chat: Chat): boolean {
  const isTold = app.app_type === 'custom' && app.enabled && app.bot_enabled
  if (!isTold || !clientReportsEntering(user)) return false
  const { messages } = world.state
  const last = messages.get(chat.message_ids.findLast((id) => !messages.get(id)?.deleted) ?? '')
  emitEvent(world, {
    schema: '2.0',
    header: header(world, app, 'im.chat.access_event.bot_p2p_chat_entered_v1'),
    event: {
      chat_id: chat.chat_id,
      ...(last && {
        last_message_create_time: String(last.create_time_ms),
        last_message_id: last.message_id,
      }),
      operator_id: idsOf(app, user, user.open_id),
    },
  })
  return true
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
