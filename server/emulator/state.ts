import type { Subscription } from '#contract/emulator-events'
import type { FollowUp } from '#contract/follow-ups'
import type { Language } from '#contract/languages'

export type App = {
  app_id: string
  app_secret: string
  /** `isv` is an app of the store, which gets its tokens with an app_ticket. */
  app_type: 'custom' | 'isv'
  name: string
  bot_open_id: string
  /** The permissions the app was granted, in Feishu's spelling: `im:message`. */
  scopes: readonly string[]
  /** Users outside the app's availability range, by open_id. */
  unavailable_to: readonly string[]
  enabled: boolean
  bot_enabled: boolean
  /** Where its events go, with the developer's secrets. */
  subscription?: Subscription | undefined
}

export type User = {
  open_id: string
  user_id: string
  union_id: string
  email: string
  mobile?: string | undefined
  name: string
  language: Language
  /** Of another tenant. */
  external: boolean
}

export type Chat = {
  chat_id: string
  chat_mode: 'p2p' | 'group'
  name: string
  /** The bots in it, by app_id. */
  app_ids: readonly string[]
  /** The people in it, by open_id. */
  open_ids: readonly string[]
  create_time_ms: number
  /** Oldest first. */
  message_ids: string[]
  /** The message that was edited since the last one came, by message_id. */
  edited_id?: string | undefined
}

/** Who wrote a message: a bot by its app_id, a person by open_id. */
export type Sender = { sender_type: 'app' | 'user'; id: string }

export type Message = {
  message_id: string
  chat_id: string
  sender: Sender
  msg_type: string
  /** The JSON text that Feishu calls `content`. */
  content: string
  create_time_ms: number
  /** When it was last edited, or recalled. */
  update_time_ms: number
  /** Recalled. */
  deleted: boolean
  /** How often it was edited. */
  edits: number
  /** The message it replies to, and the one at the root of that. */
  parent_id?: string | undefined
  root_id?: string | undefined
  /** The bubbles it was given, even if a newer message has hidden them since. */
  follow_ups: readonly FollowUp[]
  /** Whether it was edited after it was given them. */
  bubbles_edited: boolean
  /** Who has read it, by open_id. */
  read_by: readonly string[]
}

/** What the emulated tenant holds. Everything about chats is decided from here, never from an id. */
export type State = {
  tenant_key: string
  apps: Map<string, App>
  users: Map<string, User>
  /** The one last written in comes last. */
  chats: Map<string, Chat>
  /** Oldest first. */
  messages: Map<string, Message>
  /** The messages sent with a `uuid`, by app_id and uuid, oldest first. */
  sent_uuids: Map<string, { message_id: string; sent_at_ms: number }>
  /** Whose view the demonstrations take, and to whom a new message goes when nobody is named. */
  default_app_id: string
  default_receiver_open_id: string
  /** The seeded messages worth trying, by message_id. */
  demonstrations: string[]
}
