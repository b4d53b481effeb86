import * as z from 'zod/mini'
import { MESSAGE_ID } from '#contract/message-id'
import { messageTitle } from './message-title.ts'

/** A message as the reading calls tell it. */
export type ReadMessage = {
  message_id: string
  chat_id: string | null
  /** `null` where it is not told, as for the platform's own notices. */
  sender: { type: string; id_type: string; id: string } | null
  /** Milliseconds since 1970, by the platform's clock. */
  create_time_ms: number | null
  msg_type: string
  /** The text, or the title of a card or post. */
  text: string | null
  /** Recalled. */
  deleted: boolean
  /** When it was last edited; `null` where it never was. */
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
 * Reads one message of an answer; only its id has to be there.
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

/** The messages of an answer's `items`; `null` where there is no such list. */
export function readItems(data: unknown): ReadMessage[] | null {
  const parsed = z.object({ items: z.array(z.unknown()) }).safeParse(data)
  if (!parsed.success) return null
  return parsed.data.items.map(readWireMessage).filter((message) => message !== null)
}
