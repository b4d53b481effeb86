import { emitEvent } from './emit-event.ts'
import type { App, Chat, Message } from './state.ts'
import { tenantKeyOf } from './tenant-key.ts'
import type { World } from './world.ts'

/** The permissions of which one must be granted for an app to be told of a user's message. */
const SCOPES: Record<Chat['chat_mode'], readonly string[]> = {
  p2p: ['im:message.p2p_msg:readonly', 'im:message.p2p_msg'],
  group: ['im:message.group_msg'],
}

/**
 * Tells the bots of a chat what a user has written there.
 * @see https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/im-v1/message/events/receive
 */
export function emitReceived(world: World, message: Message): void {
  const chat = world.state.chats.get(message.chat_id)
  for (const app_id of chat?.app_ids ?? []) {
    const app = world.state.apps.get(app_id)
    if (chat && app && hears(app, chat)) emitTo(world, app, chat, message)
  }
}

function hears({ enabled, bot_enabled, scopes }: App, { chat_mode }: Chat): boolean {
  return enabled && bot_enabled && SCOPES[chat_mode].some((scope) => scopes.includes(scope))
}

function emitTo(world: World, app: App, chat: Chat, message: Message): void {
  const { state, clock, randomHex } = world
  const { message_id, root_id, parent_id, chat_id, sender } = message
  const tenant_key = tenantKeyOf(state, sender.id)
  const user = state.users.get(sender.id)
  emitEvent(world, {
    schema: '2.0',
    header: {
      event_id: randomHex(16),
      event_type: 'im.message.receive_v1',
      create_time: String(clock()),
      app_id: app.app_id,
      tenant_key: state.tenant_key,
    },
    event: {
      sender: {
        sender_id: {
          union_id: user?.union_id,
          ...(app.scopes.includes('contact:user.employee_id:readonly') && {
            user_id: user?.user_id,
          }),
          open_id: sender.id,
        },
        sender_type: 'user',
        tenant_key,
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
    },
  })
}
