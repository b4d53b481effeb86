import { createHash } from 'node:crypto'
import * as z from 'zod/mini'
import { CHAT_ID, MESSAGE_ID } from '#contract/ids'
import { isJsonObject, type JsonObject, member, parseJson } from '#contract/json'
import type { Observation } from '../results/results.ts'

export type ParsedEvent = {
  /** The same for every copy of an event, whatever way it comes. */
  key: string
  type: string
  app_id: string | null
  tenant_key: string | null
  /** Null if it is about something else than a one-to-one chat. */
  observed: Pick<Observation, 'chat_id' | 'event'> | null
  /** Whether a message is marked as an answer to another one. */
  has_parent: boolean
  /** The ticket that a store app gets its tokens with, which the platform sends every hour. */
  app_ticket: string | null
}

const text = z.catch(z.optional(z.string()), undefined)
const time = z.string().check(z.regex(/^\d{12,15}$/))

const messageSchema = z.object({
  message: z.object({
    message_id: z.string().check(z.regex(MESSAGE_ID)),
    create_time: time,
    chat_id: z.string().check(z.regex(CHAT_ID)),
    chat_type: z.string(),
    message_type: z.string(),
    content: text,
    user_agent: text,
    parent_id: text,
  }),
  sender: z.object({ sender_type: text }),
})
type MessageEvent = z.infer<typeof messageSchema>

const recallSchema = z.object({
  message_id: z.string().check(z.regex(MESSAGE_ID)),
  chat_id: z.string().check(z.regex(CHAT_ID)),
  recall_time: time,
})

/** An event as `lark-cli event consume` prints it, and with `content` as text the older `--compact`. */
const flatSchema = z.object({
  type: z.string(),
  message_id: z.string(),
  create_time: time,
  chat_id: z.string(),
  chat_type: z.string(),
  message_type: z.string(),
  content: text,
})

/** A message in schema 1.0. `ts` is in seconds. */
const oldMessageSchema = z.object({
  open_message_id: z.string(),
  open_chat_id: z.string(),
  chat_type: z.string(),
  msg_type: z.string(),
  text: text,
  user_agent: text,
  parent_id: text,
})

const RECEIVED = 'im.message.receive_v1'
const RECALLED = 'im.message.recalled_v1'
const TICKET = 'app_ticket'

/**
 * Parses an event in schema 2.0 or 1.0, or as lark-cli prints it. Returns null if it is none of them.
 * @see https://open.feishu.cn/document/server-docs/im-v1/message/events/receive
 */
export function parseEvent(value: unknown): ParsedEvent | null {
  if (!isJsonObject(value)) return null
  const { header, event } = value
  if (isJsonObject(header) && isJsonObject(event)) {
    const type = asText(header.event_type)
    return type === null ? null : describe(header, type, event, asText(header.event_id))
  }
  if (value.type === 'event_callback' && isJsonObject(event)) return parseOld(value, event)
  return parseFlat(value)
}

function parseOld(value: JsonObject, event: JsonObject): ParsedEvent | null {
  const type = asText(event.type)
  if (type === null) return null
  const old = type === 'message' ? oldMessageSchema.safeParse(event) : null
  if (!old?.success) return describe(event, type, event, asText(value.uuid))
  const { open_message_id, open_chat_id, chat_type, msg_type, ...rest } = old.data
  const message = {
    message_id: open_message_id,
    create_time: String(Math.floor(Number(value.ts) * 1000)),
    chat_id: open_chat_id,
    chat_type: chat_type === 'private' ? 'p2p' : chat_type,
    message_type: msg_type,
    content: JSON.stringify({ text: rest.text ?? '' }),
    user_agent: rest.user_agent,
    parent_id: rest.parent_id,
  }
  const sender = { sender_type: 'user' }
  return describe(event, RECEIVED, { message, sender }, asText(value.uuid))
}

function parseFlat(value: JsonObject): ParsedEvent | null {
  const flat = flatSchema.safeParse(value)
  if (!flat.success || flat.data.type !== RECEIVED) return null
  const { type, ...message } = flat.data
  const isJson = isJsonObject(parseJson(message.content ?? ''))
  const content = isJson ? message.content : JSON.stringify({ text: message.content ?? '' })
  const sender = { sender_type: 'user' }
  return describe(value, type, { message: { ...message, content }, sender }, null)
}

/** @param from what names the app and the tenant */
function describe(
  from: JsonObject,
  type: string,
  event: JsonObject,
  event_id: string | null,
): ParsedEvent {
  const about =
    type === RECEIVED ? readMessage(event) : type === RECALLED ? readRecall(event) : null
  // A copy that the platform sends again may have another event_id: its message stays the same.
  const id = about?.message_id ?? event_id ?? JSON.stringify(event)
  return {
    key: createHash('sha256').update(`${type}\n${id}`).digest('base64url'),
    type,
    app_id: asText(from.app_id),
    tenant_key: asText(from.tenant_key),
    observed: about?.observed ?? null,
    has_parent: about?.has_parent ?? false,
    app_ticket: type === TICKET ? asText(event.app_ticket) : null,
  }
}

type About = Pick<ParsedEvent, 'observed' | 'has_parent'> & { message_id: string }

function readMessage(event: JsonObject): About | null {
  const parsed = messageSchema.safeParse(event)
  if (!parsed.success) return null
  const { message, sender } = parsed.data
  const { message_id, chat_id, parent_id } = message
  const observed = message.chat_type === 'p2p' ? { chat_id, event: toEvent(message, sender) } : null
  return { message_id, observed, has_parent: Boolean(parent_id) }
}

function toEvent(
  { message_id, create_time, message_type, content, user_agent }: MessageEvent['message'],
  { sender_type }: MessageEvent['sender'],
): Observation['event'] {
  const create_time_ms = Number(create_time)
  if (sender_type !== 'user') return { kind: 'bot_message', message_id, create_time_ms }
  return {
    kind: 'user_message',
    message_id,
    create_time_ms,
    message_type,
    text: message_type === 'text' ? asText(member(parseJson(content ?? ''), 'text')) : null,
    ...(user_agent !== undefined && { user_agent }),
  }
}

function readRecall(event: JsonObject): About | null {
  const parsed = recallSchema.safeParse(event)
  if (!parsed.success) return null
  const { message_id, chat_id, recall_time } = parsed.data
  // The event does not say whether the chat is a one-to-one chat.
  const recalled = { kind: 'recalled', message_id, at_ms: Number(recall_time) } as const
  return { message_id, observed: { chat_id, event: recalled }, has_parent: false }
}

function asText(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}
