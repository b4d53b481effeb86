import { MESSAGE_ID } from '#contract/message-id'
import { findJson, type JsonObject } from './find-json.ts'

/** A message that a pasted text speaks of, with what else the text tells about it. */
export type PastedMessage = {
  message_id: string
  chat_id: string | null
  /** By the platform's clock, in milliseconds since 1970. */
  create_time_ms: number | null
  sender: { kind: 'user' | 'app'; id: string } | null
}

export type Paste = {
  /** Each message once, in the order of the text. */
  messages: PastedMessage[]
  /** The one chat that the text speaks of, also where it names no message. */
  chat_id: string | null
  /** Whether a token or secret seems to stand in it; nothing of it is ever returned. */
  holds_secret: boolean
}

/** Far more than any event or list of messages; what follows is not looked at. */
const LONGEST = 1_000_000
const MOST_MESSAGES = 50

const ID_IN_TEXT = /(?<![A-Za-z0-9_-])om_[A-Za-z0-9_-]{1,128}(?![A-Za-z0-9_-])/g
const CHAT_ID_IN_TEXT = /(?<![A-Za-z0-9_-])oc_[A-Za-z0-9_-]{1,128}(?![A-Za-z0-9_-])/g
const CHAT_ID = /^oc_[A-Za-z0-9_-]{1,128}$/
const PERSON_OR_APP = /^(?:ou|on|cli)_[A-Za-z0-9_-]{1,128}$/
const TIME_IN_TEXT = /create_time["'\s:=\\]{1,8}(\d{10}|\d{13})(?!\d)/i
const SECRET =
  /\bbearer\s+[\w.~+/-]{8}|(?<![\w-])[tua]-[\w.-]{16}|(?:app_secret|app_access_token|tenant_access_token|user_access_token)["'\s:=\\]{1,8}[\w.-]{8}/i

/**
 * Reads whatever somebody pastes as the target: a message id, an event, an answer of the platform, a
 * log line, a curl call, a URL. It never throws, takes time in proportion to the text, and returns
 * ids and times only, so that no token can come along.
 * @see https://open.feishu.cn/document/server-docs/im-v1/message/events/receive
 * @see https://open.feishu.cn/document/server-docs/im-v1/chat-member/event/bot_p2p_chat_entered
 */
export function readPaste(pasted: string): Paste {
  const text = pasted.slice(0, LONGEST)
  const read = findJson(text).flatMap(messagesOf)
  const loose = unescaped(text)
  const messages = distinct(read.length > 0 ? read : messagesIn(loose))
  const [only] = messages.length === 1 ? messages : []
  const chats = new Set(loose.match(CHAT_ID_IN_TEXT) ?? [])
  const [chat] = chats.size === 1 ? chats : []
  return {
    messages: only ? [{ ...only, chat_id: only.chat_id ?? chat ?? null }] : messages,
    chat_id: only?.chat_id ?? chat ?? null,
    holds_secret: SECRET.test(text),
  }
}

/** The message that one JSON object is about, as an event, an answer or the console's own exchange spells it. */
function messagesOf(object: JsonObject): PastedMessage[] {
  const { message, sender } = object
  // An event names the sender beside the message.
  if (isObject(message) && isObject(sender)) return messagesOf({ ...message, sender })
  const entered = isMessageId(object.last_message_id)
  const message_id = entered ? object.last_message_id : object.message_id
  if (!isMessageId(message_id)) return []
  return [
    {
      message_id,
      chat_id: textOf(object.chat_id, CHAT_ID),
      create_time_ms: timeOf(entered ? object.last_message_create_time : object.create_time),
      sender: senderOf(sender),
    },
  ]
}

/** Ids that stand in any text; what else it tells counts only where there is one. */
function messagesIn(text: string): PastedMessage[] {
  const ids = [...new Set(text.match(ID_IN_TEXT) ?? [])]
  return ids.map((message_id) => ({
    message_id,
    chat_id: null,
    create_time_ms: ids.length === 1 ? timeOf(TIME_IN_TEXT.exec(text)?.[1]) : null,
    sender: null,
  }))
}

/** The same message told twice is one, with all that was told. */
function distinct(messages: readonly PastedMessage[]): PastedMessage[] {
  const byId = new Map<string, PastedMessage>()
  for (const one of messages) {
    const before = byId.get(one.message_id)
    if (!before && byId.size === MOST_MESSAGES) break
    byId.set(one.message_id, {
      message_id: one.message_id,
      chat_id: before?.chat_id ?? one.chat_id,
      create_time_ms: before?.create_time_ms ?? one.create_time_ms,
      sender: before?.sender ?? one.sender,
    })
  }
  return [...byId.values()]
}

/** Seconds or milliseconds since 1970, as text or number; anything else is `null`. */
function timeOf(value: unknown): number | null {
  const digits = typeof value === 'number' ? String(value) : value
  if (typeof digits !== 'string' || !/^(?:\d{10}|\d{13})$/.test(digits)) return null
  return digits.length === 10 ? Number(digits) * 1000 : Number(digits)
}

function senderOf(sender: unknown): PastedMessage['sender'] {
  if (!isObject(sender)) return null
  const { sender_type: kind, sender_id: ids } = sender
  const id = textOf(isObject(ids) ? ids.open_id : sender.id, PERSON_OR_APP)
  return id !== null && (kind === 'user' || kind === 'app') ? { kind, id } : null
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null
}

function isMessageId(value: unknown): value is string {
  return typeof value === 'string' && MESSAGE_ID.test(value)
}

function textOf(value: unknown, shape: RegExp): string | null {
  return typeof value === 'string' && shape.test(value) ? value : null
}

/** An address may hold JSON in percent signs; only plain characters are needed to find ids. */
function unescaped(text: string): string {
  return text.replace(/%([2-7][0-9a-f])/gi, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  )
}
