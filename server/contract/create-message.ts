import * as z from 'zod/mini'
import { exchangeSchema } from './exchange.ts'
import { pushFollowUpBodySchema } from './follow-ups.ts'
import { MSG_TYPES, type MsgType, RECEIVE_ID, RECEIVE_ID_TYPES } from './ids.ts'
import { isJsonObject, parseJson } from './json.ts'
import { countCharacters, LIMITS } from './limits.ts'
import { refusalSchema } from './refusal.ts'

/**
 * The platform creates at most one message an hour for each `uuid`.
 * @see https://open.feishu.cn/document/server-docs/im-v1/message/create
 */
const uuid = z.optional(z.string().check(z.regex(/^[\x21-\x7e]{1,50}$/, { error: 'uuid_shape' })))

const receiver = {
  receive_id_type: z.enum(RECEIVE_ID_TYPES),
  receive_id: z.string().check(
    z.refine((id) => id.length > 0, { error: 'receive_id_empty', abort: true }),
    z.regex(RECEIVE_ID, { error: 'receive_id_shape' }),
  ),
}

const textMessageFields = {
  ...receiver,
  text: z.string().check(
    z.refine((text) => text.trim().length > 0, { error: 'text_empty', abort: true }),
    z.refine((text) => countCharacters(text) <= LIMITS.messageText.max, { error: 'text_too_long' }),
    z.refine((text) => text.isWellFormed(), { error: 'content_lone_surrogate' }),
  ),
}

const typedMessageFields = {
  ...receiver,
  msg_type: z.enum(MSG_TYPES),
  /** A JSON text, as the platform expects it, or the object itself. */
  content: z.union([z.string(), z.looseObject({})], { error: 'message_content_kind' }),
}

/**
 * The body of `POST /api/messages?profile=` for a text message.
 * @see https://open.feishu.cn/document/server-docs/im-v1/message/create
 */
export const createMessageSchema = z.strictObject({ ...textMessageFields, uuid })

/** The body of `POST /api/messages?profile=` in the platform's own spelling, for any message type. */
export const createTypedMessageSchema = z
  .strictObject({ ...typedMessageFields, uuid })
  .check((context) => checkContent(context.value, context.issues))

/** What a message says, without its recipient. */
export const messageContentSchema = z.union([
  z.strictObject({ text: textMessageFields.text }),
  z
    .strictObject({ msg_type: typedMessageFields.msg_type, content: typedMessageFields.content })
    .check((context) => checkContent(context.value, context.issues)),
])
export type MessageContent = z.infer<typeof messageContentSchema>

/** Whether a body has the platform's spelling: it has a `content` or a `msg_type`. */
export function isTypedMessage(value: unknown): boolean {
  return typeof value === 'object' && value !== null && ('content' in value || 'msg_type' in value)
}

type TypedContent = { msg_type: MsgType; content: string | Record<string, unknown> }
type Issues = z.core.$ZodRawIssue[]

/** Reports an issue unless the content is a JSON object within the size limit and, for a text, has a text. */
function checkContent({ msg_type, content }: TypedContent, issues: Issues): void {
  const json = contentText(content)
  const report = (message: string) =>
    issues.push({ code: 'custom', message, path: ['content'], input: content })
  const value = typeof content === 'string' ? parseJson(content) : content
  if (!isJsonObject(value)) {
    report('message_content_not_json')
  } else if (new TextEncoder().encode(json).length > LIMITS.messageContent[msg_type]) {
    report(msg_type === 'text' ? 'message_text_too_large' : 'message_content_too_large')
  } else if (!json.isWellFormed()) {
    report('content_lone_surrogate')
  } else if (msg_type === 'text' && !hasText(value)) {
    report('message_content_without_text')
  }
}

/** Returns the content as JSON text; leaves a text unchanged. */
export function contentText(content: TypedContent['content']): string {
  return typeof content === 'string' ? content : JSON.stringify(content)
}

function hasText(value: object): boolean {
  return 'text' in value && typeof value.text === 'string' && value.text.trim() !== ''
}

export type CreateMessage = z.infer<typeof createMessageSchema>
export type CreateTypedMessage = z.infer<typeof createTypedMessageSchema>
/** A new message in either spelling. */
export type NewMessage = CreateMessage | CreateTypedMessage

const { follow_ups } = pushFollowUpBodySchema.shape

/** The body of `POST /api/messages_with_follow_ups?profile=`: a text message and its bubbles. */
export const textWithFollowUpsSchema = z.strictObject({ ...textMessageFields, uuid, follow_ups })

/** The same in the platform's own spelling. */
export const typedWithFollowUpsSchema = z
  .strictObject({ ...typedMessageFields, uuid, follow_ups })
  .check((context) => checkContent(context.value, context.issues))

/** With `send_anyway=1` the console does not validate the bubbles. */
export const textWithAnythingSchema = z.strictObject({
  ...textMessageFields,
  uuid,
  follow_ups: z.unknown(),
})
export const typedWithAnythingSchema = z
  .strictObject({ ...typedMessageFields, uuid, follow_ups: z.unknown() })
  .check((context) => checkContent(context.value, context.issues))

/**
 * The response of `POST /api/messages_with_follow_ups`. `push` is null if the message was not
 * created, if that is unknown, or if the console rejected the push: see `push_refusal`.
 */
export const messageWithFollowUpsSchema = z.object({
  create: exchangeSchema,
  push: z.nullable(exchangeSchema),
  push_refusal: z.optional(refusalSchema),
})
