import type { Subscription } from '#contract/emulator/events'
import type {
  EmulatorApp,
  EmulatorChat,
  EmulatorMessage,
  EmulatorUser,
} from '#contract/emulator/state'
import type { FollowUp } from '#contract/follow-ups'

/** An app of type `isv` is one of the store, which gets its tokens with an app_ticket. */
export type App = EmulatorApp & {
  app_secret: string
  /** Where its events go, with the developer's secrets. */
  subscription?: Subscription | undefined
}

export type User = EmulatorUser

export type Chat = Omit<EmulatorChat, 'message_count' | 'messages'> & {
  create_time_ms: number
  /** Oldest first. */
  message_ids: string[]
  /** The message edited since the newest one was written, by message_id. */
  edited_id?: string | undefined
}

/** A bot by its app_id, or a user by open_id. */
export type Sender = EmulatorMessage['sender']

export type Message = Omit<
  EmulatorMessage,
  'text' | 'updated' | 'shows_bubbles' | 'bubbles' | 'follow_ups'
> & {
  /** How often it was edited. */
  edits: number
  /** The message at the root of the one it replies to. */
  root_id?: string | undefined
  /** The bubbles it got, even if a newer message has removed them from the chat. */
  follow_ups: readonly FollowUp[]
  /** Whether it was edited after it got its bubbles. */
  bubbles_edited: boolean
}

/** What the emulated tenant holds. No behaviour depends on the value of an id. */
export type TenantState = {
  tenant_key: string
  apps: Map<string, App>
  users: Map<string, User>
  /** In the order of their newest message, the newest last. */
  chats: Map<string, Chat>
  /** Oldest first. */
  messages: Map<string, Message>
  /** The messages sent with a `uuid`, by app_id and uuid, oldest first. */
  sent_uuids: Map<string, { message_id: string; sent_at_ms: number }>
  /** The app that the demonstrations are checked for, and the default receiver of new messages. */
  default_app_id: string
  default_receiver_open_id: string
  /** The seeded messages worth trying, by message_id. */
  demonstrations: string[]
}

/** Returns a message as just written: unread and without bubbles. */
export function newMessage(
  written: Pick<Message, 'message_id' | 'chat_id' | 'sender' | 'msg_type' | 'content'> & {
    parent_id?: string | undefined
    root_id?: string | undefined
  },
  now: number,
): Message {
  return {
    ...written,
    create_time_ms: now,
    update_time_ms: now,
    deleted: false,
    edits: 0,
    follow_ups: [],
    bubbles_edited: false,
    read_by: [],
  }
}

/** Appends a message to its chat, which becomes the chat last written in. */
export function addMessage(state: TenantState, message: Message): void {
  const chat = state.chats.get(message.chat_id)
  if (!chat) throw new Error('a message needs a chat')
  chat.message_ids.push(message.message_id)
  chat.edited_id = undefined
  state.messages.set(message.message_id, message)
  state.chats.delete(chat.chat_id)
  state.chats.set(chat.chat_id, chat)
}

/** The tenant_key of all external users. */
const OTHER_TENANT = 'e7e7e7e7e7e7e7e7'

/** Returns the tenant_key of a sender, given by open_id or app_id. */
export function tenantKeyOf({ users, tenant_key }: TenantState, id: string): string {
  return users.get(id)?.external ? OTHER_TENANT : tenant_key
}
