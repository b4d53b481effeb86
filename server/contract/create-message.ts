import * as z from 'zod/mini'
import { isJsonObject } from './is-json-object.ts'
import { countCharacters, LIMITS } from './limits.ts'
import { RECEIVE_ID_TYPES } from './receive-id-types.ts'

/** The types of message that this console writes; the platform has more. */
export const MSG_TYPES = ['text', 'post', 'interactive'] as const
export type MsgType = (typeof MSG_TYPES)[number]

const receiver = {
  receive_id_type: z.enum(RECEIVE_ID_TYPES),
  receive_id: z.string().check(
    z.refine((id) => id.length > 0, { error: 'receive_id_empty', abort: true }),
    z.refine((id) => /^[\x21-\x7e]{1,256}$/.test(id), { error: 'receive_id_shape' }),
  ),
}

export const textMessageFields = {
  ...receiver,
  text: z.string().check(
    z.refine((text) => text.trim().length > 0, { error: 'text_empty', abort: true }),
    z.refine((text) => countCharacters(text) <= LIMITS.messageText.max, { error: 'text_too_long' }),
    z.refine((text) => text.isWellFormed(), { error: 'content_lone_surrogate' }),
  ),
}

export const typedMessageFields = {
  ...receiver,
  msg_type: z.enum(MSG_TYPES),
  /** As the platform takes it, a JSON text, or the object itself. */
  content: z.union([z.string(), z.looseObject({})], { error: 'message_content_kind' }),
}

/**
 * What the console needs to send a fresh bot text message.
 * @see https://open.feishu.cn/document/server-docs/im-v1/message/create
 */
export const createMessageSchema = z.strictObject(textMessageFields)

/** The same for the other types of message, in the platform's own spelling. */
export const createTypedMessageSchema = z
  .strictObject(typedMessageFields)
  .check((context) => judgeContent(context.value, context.issues))

/** Which of the two spellings a body is meant to be: `content` or `msg_type` stand for the platform's. */
export function isTypedMessage(value: unknown): boolean {
  return typeof value === 'object' && value !== null && ('content' in value || 'msg_type' in value)
}

type Typed = { msg_type: MsgType; content: string | Record<string, unknown> }
type Issues = z.core.$ZodRawIssue[]

/** Judges a content by its own type: a JSON object within the size limit, and for a text with a text. */
export function judgeContent({ msg_type, content }: Typed, issues: Issues): void {
  const json = contentText(content)
  const flaw = (message: string) =>
    issues.push({ code: 'custom', message, path: ['content'], input: content })
  const value = typeof content === 'string' ? parse(content) : content
  if (!isJsonObject(value)) {
    flaw('message_content_not_json')
  } else if (new TextEncoder().encode(json).length > LIMITS.messageContent[msg_type]) {
    flaw(msg_type === 'text' ? 'message_text_too_large' : 'message_content_too_large')
  } else if (!json.isWellFormed()) {
    flaw('content_lone_surrogate')
  } else if (msg_type === 'text' && !hasText(value)) {
    flaw('message_content_without_text')
  }
}

/** The content as the platform takes it; a JSON text stays as it was typed. */
export function contentText(content: Typed['content']): string {
  return typeof content === 'string' ? content : JSON.stringify(content)
}

function hasText(value: object): boolean {
  return 'text' in value && typeof value.text === 'string' && value.text.trim() !== ''
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

export type CreateMessage = z.infer<typeof createMessageSchema>
export type CreateTypedMessage = z.infer<typeof createTypedMessageSchema>
/** A message that is to be sent, in either spelling. */
export type NewMessage = CreateMessage | CreateTypedMessage
