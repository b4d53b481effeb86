import * as z from 'zod/mini'
import { MESSAGE_ID } from '#contract/ids'
import { member, parseJson } from '#contract/json'

/** A message as returned by the message queries. */
export type ReadMessage = {
  message_id: string
  chat_id: string | null
  /** Null if missing, e.g. for system messages. */
  sender: { type: string; id_type: string; id: string } | null
  /** Milliseconds since 1970, by the platform's clock. */
  create_time_ms: number | null
  msg_type: string
  /** The text, or the title of a card or post. */
  text: string | null
  /** Whether it was recalled. */
  deleted: boolean
  /** The time of the last edit, or null if it was never edited. */
  edited_at_ms: number | null
}

const maybeText = z.catch(z.optional(z.string()), undefined)
const maybeTime = z.catch(z.optional(z.string().check(z.regex(/^\d{12,15}$/))), undefined)

const wireSchema = z.object({
  message_id: z.string().check(z.regex(MESSAGE_ID)),
  chat_id: maybeText,
  msg_type: maybeText,
  create_time: maybeTime,
  update_time: maybeTime,
  updated: z.catch(z.optional(z.boolean()), undefined),
  deleted: z.catch(z.optional(z.boolean()), undefined),
  sender: z.catch(
    z.optional(z.object({ id: z.string(), id_type: maybeText, sender_type: maybeText })),
    undefined,
  ),
  body: z.catch(z.optional(z.object({ content: z.string() })), undefined),
})

/**
 * Parses one message of a response; everything but its id may be missing.
 * @see https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/im-v1/message/list
 */
export function readWireMessage(value: unknown): ReadMessage | null {
  const parsed = wireSchema.safeParse(value)
  if (!parsed.success) return null
  const { message_id, chat_id, msg_type, create_time, deleted, sender, body } = parsed.data
  const { updated, update_time } = parsed.data
  return {
    message_id,
    chat_id: chat_id ?? null,
    sender: sender
      ? { type: sender.sender_type ?? '', id_type: sender.id_type ?? '', id: sender.id }
      : null,
    create_time_ms: create_time === undefined ? null : Number(create_time),
    msg_type: msg_type ?? '',
    text: deleted ? null : messageTitle(msg_type ?? '', body?.content ?? ''),
    deleted: deleted ?? false,
    edited_at_ms: updated && update_time !== undefined ? Number(update_time) : null,
  }
}

/** Parses the `items` of a response, or returns null if there is no such list. */
export function readItems(data: unknown): ReadMessage[] | null {
  const parsed = z.object({ items: z.array(z.unknown()) }).safeParse(data)
  if (!parsed.success) return null
  return parsed.data.items.map(readWireMessage).filter((message) => message !== null)
}

const MAX_TITLE_LENGTH = 200

/**
 * Returns a message in one line: its text, or the title of a card or post. Null if it has neither,
 * e.g. for an image.
 * @see https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/im-v1/message/create_json
 */
export function messageTitle(msg_type: string, content: string): string | null {
  const value = parseJson(content)
  if (msg_type === 'text') return line(member(value, 'text'))
  if (msg_type === 'post') return line(member(value, 'title')) ?? firstText(value)
  if (msg_type === 'interactive') return cardTitle(value) ?? firstText(value)
  return null
}

/** A card comes as sent, or as rewritten by the platform. */
function cardTitle(card: unknown): string | null {
  const title = member(member(card, 'header'), 'title')
  return line(member(title, 'content')) ?? line(title) ?? line(member(card, 'title'))
}

/** Returns the first text anywhere in the value, in document order. */
function firstText(value: unknown, depth = 0): string | null {
  if (typeof value !== 'object' || value === null || depth > 12) return null
  const own = line(member(value, 'text')) ?? line(member(value, 'content'))
  if (own !== null) return own
  for (const child of Object.values(value)) {
    const found = firstText(child, depth + 1)
    if (found !== null) return found
  }
  return null
}

function line(value: unknown): string | null {
  if (typeof value !== 'string') return null
  const text = value.trim().replaceAll(/\s+/g, ' ')
  if (text === '') return null
  const characters = Array.from(text)
  return characters.length > MAX_TITLE_LENGTH
    ? `${characters.slice(0, MAX_TITLE_LENGTH).join('')}…`
    : text
}
