import { MESSAGE_ID } from '#contract/ids'
import type { JsonObject } from '#contract/json'

/** How many levels of JSON in strings are parsed, such as an event in a log line. */
const MAX_TEXT_DEPTH = 4
/** A list of the platform has 50 messages of a dozen objects each. */
const MAX_VALUES = 20_000

/**
 * Finds every JSON object in a text, at any depth: in the text between its first and last brace, in
 * each line if that is not JSON, and in strings that contain JSON. In the order of the text; never
 * throws.
 */
function findJson(text: string): JsonObject[] {
  const found: JsonObject[] = []
  const whole = readPiece(text)
  const roots = whole === null ? text.split('\n').map(readPiece) : [whole]
  // A stack: the next value is the last one.
  const waiting = roots.reverse().map((value) => ({ value: value as unknown, texts: 1 }))
  for (let looked = 0; looked < MAX_VALUES; looked += 1) {
    const next = waiting.pop()
    if (!next) break
    const { value, texts } = next
    if (typeof value === 'string') {
      if (texts < MAX_TEXT_DEPTH) waiting.push({ value: readPiece(value), texts: texts + 1 })
    } else if (typeof value === 'object' && value !== null) {
      if (!Array.isArray(value)) found.push(value as JsonObject)
      for (const one of Object.values(value).reverse()) waiting.push({ value: one, texts })
    }
  }
  return found
}

/** Parses the text between the first and the last brace or bracket; null if it is not JSON. */
function readPiece(text: string): object | null {
  return readBetween(text, '{', '}') ?? readBetween(text, '[', ']')
}

function readBetween(text: string, open: string, close: string): object | null {
  const from = text.indexOf(open)
  const to = text.lastIndexOf(close)
  if (from < 0 || to < from) return null
  try {
    const value: unknown = JSON.parse(text.slice(from, to + 1))
    return typeof value === 'object' ? value : null
  } catch {
    return null
  }
}

/** A message found in a pasted text, with what the text says about it. */
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
  /** The chat in the text if there is exactly one, even without a message. */
  chat_id: string | null
  /** Whether the text seems to contain a token or secret, which is never returned. */
  holds_secret: boolean
}

/** Longer than any event or list of messages; the rest is ignored. */
const MAX_LENGTH = 1_000_000
const MAX_MESSAGES = 50

const ID_IN_TEXT = /(?<![A-Za-z0-9_-])om_[A-Za-z0-9_-]{1,128}(?![A-Za-z0-9_-])/g
const CHAT_ID_IN_TEXT = /(?<![A-Za-z0-9_-])oc_[A-Za-z0-9_-]{1,128}(?![A-Za-z0-9_-])/g
const CHAT_ID = /^oc_[A-Za-z0-9_-]{1,128}$/
const PERSON_OR_APP = /^(?:ou|on|cli)_[A-Za-z0-9_-]{1,128}$/
const TIME_IN_TEXT = /create_time["'\s:=\\]{1,8}(\d{10}|\d{13})(?!\d)/i
const SECRET =
  /\bbearer\s+[\w.~+/-]{8}|(?<![\w-])[tua]-[\w.-]{16}|(?:app_secret|app_access_token|tenant_access_token|user_access_token)["'\s:=\\]{1,8}[\w.-]{8}/i

/**
 * Finds messages in a pasted text: a message id, an event, a response, a log line, a curl command or
 * a URL. Never throws, runs in linear time, and returns ids and times only, so that no token leaks.
 * @see https://open.feishu.cn/document/server-docs/im-v1/message/events/receive
 * @see https://open.feishu.cn/document/server-docs/im-v1/chat-member/event/bot_p2p_chat_entered
 */
export function parsePaste(pasted: string): Paste {
  const text = pasted.slice(0, MAX_LENGTH)
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

/** The message of one JSON object: an event, a response, or an exchange of the console. */
function messagesOf(object: JsonObject): PastedMessage[] {
  const { message, sender } = object
  // In an event, the sender is beside the message.
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

/** The ids in any text; its time is used only if there is a single id. */
function messagesIn(text: string): PastedMessage[] {
  const ids = [...new Set(text.match(ID_IN_TEXT) ?? [])]
  return ids.map((message_id) => ({
    message_id,
    chat_id: null,
    create_time_ms: ids.length === 1 ? timeOf(TIME_IN_TEXT.exec(text)?.[1]) : null,
    sender: null,
  }))
}

/** Merges the entries of the same message. */
function distinct(messages: readonly PastedMessage[]): PastedMessage[] {
  const byId = new Map<string, PastedMessage>()
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

/** Decodes percent-encoded ASCII: a URL may contain JSON. */
function unescaped(text: string): string {
  return text.replace(/%([2-7][0-9a-f])/gi, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  )
}
