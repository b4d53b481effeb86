import { EMULATOR_APP_ALIASES } from '#contract/emulator/app-ids'
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
  /** When its readers read it, by open_id. */
  read_at_ms: Readonly<Record<string, number>>
  /** Oldest first. */
  reactions: readonly Reaction[]
}

/** A reaction of a bot; each bot adds an emoji once. */
export type Reaction = {
  reaction_id: string
  app_id: string
  emoji_type: string
  action_time_ms: number
}

/** A card of its own, which a message can show and which can be changed by its id. */
export type CardEntity = {
  card_id: string
  app_id: string
  create_time_ms: number
  /** The card as JSON in schema 2.0, or the data of a template. */
  data: Record<string, unknown>
  /** A template has no elements that can be changed. */
  is_template: boolean
  /** When its streaming mode was turned on; null if it is off. */
  streaming_since_ms: number | null
  /** The highest sequence number of a change. */
  sequence: number
  /** The `uuid`s of its changes. */
  uuids: Set<string>
  /** The message that shows it; a card is sent once. */
  message_id?: string
}

/** An uploaded image, in memory. */
export type Image = { app_id: string; image_type: 'message' | 'avatar'; bytes: Uint8Array }

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
  /** By card_id, oldest first. */
  cards: Map<string, CardEntity>
  /** By image_key, oldest first. */
  images: Map<string, Image>
  /** The app that the demonstrations are checked for, and the default receiver of new messages. */
  default_app_id: string
  default_receiver_open_id: string
  /** The seeded messages worth trying, by message_id. */
  demonstrations: string[]
}

const OTHER_NAMES = new Map<string, string>(
  Object.entries(EMULATOR_APP_ALIASES).flatMap(([alias, app_id]) => [
    [alias, app_id],
    [app_id, alias],
  ]),
)

/** Returns an app by its app_id, or a built-in app by its other name. */
export function lookUpApp({ apps }: Pick<TenantState, 'apps'>, app_id: string): App | undefined {
  return apps.get(app_id) ?? apps.get(OTHER_NAMES.get(app_id) ?? '')
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
    read_at_ms: {},
    reactions: [],
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
