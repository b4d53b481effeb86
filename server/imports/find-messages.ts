import { CHAT_ID, MESSAGE_ID } from '#contract/ids'
import { isJsonObject, type JsonObject, member } from '#contract/json'
import type { ImportedMessage } from './findings.ts'

const ID_IN_TEXT = /(?<![A-Za-z0-9_]|[A-Za-z0-9_-]-)om_[A-Za-z0-9_-]{1,128}(?![A-Za-z0-9_-])/g
const CHAT_ID_IN_TEXT = /(?<![A-Za-z0-9_]|[A-Za-z0-9_-]-)oc_[A-Za-z0-9_-]{1,128}(?![A-Za-z0-9_-])/g
const USER_OR_APP = /^(?:ou|on|cli)_[A-Za-z0-9_-]{1,128}$/
const TIME_IN_TEXT = /create_time["'\s:=\\]{1,8}(\d{10}|\d{13})(?!\d)/i
/** A list of the platform has 50 messages. */
const MAX_MESSAGES = 50

/**
 * Finds the messages of a text and its only chat. Messages of JSON objects come with their chat, time
 * and sender; if there are none, every ID of the text is a message.
 * @param objects the JSON objects of the text
 * @see https://open.feishu.cn/document/server-docs/im-v1/message/events/receive
 * @see https://open.feishu.cn/document/server-docs/im-v1/chat-member/event/bot_p2p_chat_entered
 */
export function findMessages(
  text: string,
  objects: readonly JsonObject[],
): { messages: ImportedMessage[]; chat_id: string | null } {
  const read = objects.flatMap(messagesOf)
  // A URL may contain JSON.
  const loose = text.replace(/%([2-7][0-9a-f])/gi, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  )
  const messages = distinct(read.length > 0 ? read : messagesIn(loose))
  const chats = new Set(loose.match(CHAT_ID_IN_TEXT) ?? [])
  const [chat = null] = chats.size === 1 ? chats : []
  const [only] = messages
  if (!only || messages.length > 1) return { messages, chat_id: chat }
  const chat_id = only.chat_id ?? chat
  return { messages: [{ ...only, chat_id }], chat_id }
}

/** The message of one JSON object: an event, a response, or a request of the console. */
function messagesOf(object: JsonObject): ImportedMessage[] {
  const { message, sender, last_message_id, last_message_create_time } = object
  // In an event, the sender is beside the message.
  if (isJsonObject(message) && isJsonObject(sender)) return messagesOf({ ...message, sender })
  const ids = [last_message_id, object.message_id, object.open_message_id]
  const [message_id] = ids.flatMap((id) => textOf(id, MESSAGE_ID) ?? [])
  if (message_id === undefined) return []
  const chat_id = textOf(object.chat_id, CHAT_ID) ?? textOf(object.open_chat_id, CHAT_ID)
  const isLast = message_id === last_message_id
  const create_time_ms = timeOf(isLast ? last_message_create_time : object.create_time)
  return [{ message_id, chat_id, create_time_ms, sender: senderOf(object) }]
}

/** The IDs of any text; its time is used only if there is a single ID. */
function messagesIn(text: string): ImportedMessage[] {
  const ids = [...new Set(text.match(ID_IN_TEXT) ?? [])]
  const create_time_ms = ids.length === 1 ? timeOf(TIME_IN_TEXT.exec(text)?.[1]) : null
  return ids.map((message_id) => ({ message_id, chat_id: null, create_time_ms, sender: null }))
}

/** Merges the entries of the same message. */
function distinct(messages: readonly ImportedMessage[]): ImportedMessage[] {
  const byId = new Map<string, ImportedMessage>()
  for (const one of messages) {
    const before = byId.get(one.message_id)
    if (!before && byId.size === MAX_MESSAGES) break
    byId.set(one.message_id, {
      message_id: one.message_id,
      chat_id: before?.chat_id ?? one.chat_id,
      create_time_ms: before?.create_time_ms ?? one.create_time_ms,
      sender: before?.sender ?? one.sender,
    })
  }
  return [...byId.values()]
}

/** Parses seconds or milliseconds since 1970, as text or number; anything else is null. */
function timeOf(value: unknown): number | null {
  const digits = typeof value === 'number' ? String(value) : value
  if (typeof digits !== 'string' || !/^(?:\d{10}|\d{13})$/.test(digits)) return null
  return digits.length === 10 ? Number(digits) * 1000 : Number(digits)
}

/** An event of version 1 names the user beside the message. */
function senderOf({ sender, type, open_id }: JsonObject): ImportedMessage['sender'] {
  const kind = member(sender, 'sender_type') ?? (type === 'message' ? 'user' : null)
  const given = member(member(sender, 'sender_id'), 'open_id') ?? member(sender, 'id')
  const id = textOf(given ?? (type === 'message' ? open_id : null), USER_OR_APP)
  return id !== null && (kind === 'user' || kind === 'app') ? { kind, id } : null
}

function textOf(value: unknown, shape: RegExp): string | null {
  return typeof value === 'string' && shape.test(value) ? value : null
}
