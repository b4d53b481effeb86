import * as z from 'zod/mini'
import { notCheckedSchema } from './checks.ts'
import { RECEIVE_ID, RECEIVE_ID_TYPES } from './ids.ts'
import { LANGUAGES } from './languages.ts'

/** The longest name of a recipient, in UTF-16 units. */
export const RECIPIENT_NAME_MAX = 100

/** A user or a chat that can receive a message. */
export const recipientSchema = z.object({
  receive_id_type: z.enum(RECEIVE_ID_TYPES),
  receive_id: z.string(),
  /** The name set in the console, else the platform's, else null. */
  name: z.nullable(z.string()),
  /** The one-to-one chat, known from the response to an earlier message. */
  chat_id: z.nullable(z.string()),
  favourite: z.boolean(),
  /** The language that the person reads, as chosen in the console; missing if it is not known. */
  language: z.optional(z.enum(LANGUAGES)),
  last_sent_at: z.nullable(z.iso.datetime()),
})
export type Recipient = z.infer<typeof recipientSchema>

/** The response of `GET /api/recipients?profile=&query=`: favourites first, then the most recent. */
export const recipientsSchema = z.object({ recipients: z.array(recipientSchema) })

/** Identifies a recipient: the query of `DELETE /api/recipients?profile=&receive_id_type=&receive_id=`. */
export const recipientIdSchema = z.strictObject({
  receive_id_type: z.enum(RECEIVE_ID_TYPES),
  receive_id: z.string().check(z.regex(RECEIVE_ID, { error: 'receive_id_shape' })),
})

/**
 * The body of `PUT /api/recipients?profile=`: sets a name, a language or a star. An email address is stored only
 * if a message was sent to it; to star any other user, find their open_id first.
 */
export const keepRecipientSchema = z.extend(recipientIdSchema, {
  name: z.optional(
    z.nullable(
      z.string().check(z.maxLength(RECIPIENT_NAME_MAX, { error: 'recipient_name_too_long' })),
    ),
  ),
  favourite: z.optional(z.boolean()),
  language: z.optional(z.nullable(z.enum(LANGUAGES, { error: 'language_not_accepted' }))),
})
export type KeepRecipient = z.infer<typeof keepRecipientSchema>

/**
 * The body of `POST /api/recipients/find?profile=`: an email address, a mobile number or any ID, as typed.
 * @see https://open.feishu.cn/document/server-docs/contact-v3/user/batch_get_id
 */
export const findRecipientSchema = z.strictObject({
  query: z.string().check(
    z.refine((text) => text.trim().length > 0, { error: 'find_empty', abort: true }),
    z.maxLength(256, { error: 'find_too_long' }),
  ),
})

/** The response of `POST /api/recipients/find`; `not_checked` is set if the platform was not searched. */
export const foundRecipientsSchema = z.object({
  /** The recognized kind of the query. */
  kind: z.enum(['email', 'mobile', 'open_id', 'union_id', 'user_id', 'chat_id', 'unclear']),
  recipients: z.array(recipientSchema),
  not_checked: notCheckedSchema,
})
export type FoundRecipients = z.infer<typeof foundRecipientsSchema>

/** The console's own limits of one import of names. */
export const DIRECTORY_LIMITS = { entries: 10_000, bytes: 8 * 1024 * 1024 } as const

/**
 * The body of `POST /api/recipients/directory?profile=`: names of many recipients, each by an ID, an
 * email address or a mobile number as typed. A dry run only says what would change.
 */
export const directorySchema = z.strictObject({
  entries: z
    .array(
      z.strictObject({
        recipient: z.union([
          z.string().check(z.maxLength(256, { error: 'find_too_long' })),
          recipientIdSchema,
        ]),
        /** Null removes the name; a recipient of whom nothing else is known is removed with it. */
        name: z.nullable(z.string()),
      }),
    )
    .check(z.minLength(1, { error: 'list_empty' })),
  dry_run: z.boolean(),
})
export type Directory = z.infer<typeof directorySchema>

export const DIRECTORY_RESULTS = [
  'added',
  'renamed',
  'unchanged',
  'removed',
  /** Neither an ID, nor an email address, nor a mobile number. */
  'malformed',
  'not_found',
  /** Several users have this email address or mobile number. */
  'ambiguous',
  /** An earlier entry has the same recipient. */
  'duplicate',
  'name_missing',
  'name_too_long',
  /** A mobile number, or an email address that may not be stored, without the scope to look it up. */
  'not_checked',
] as const
export type DirectoryResult = (typeof DIRECTORY_RESULTS)[number]

const directoryEntrySchema = z.object({
  /** Counts from 1, in the order of the input. */
  n: z.int(),
  typed: z.string(),
  recipient: z.nullable(
    z.object({ receive_id_type: z.enum(RECEIVE_ID_TYPES), receive_id: z.string() }),
  ),
  /** The name after the import, and the one before it. */
  name: z.nullable(z.string()),
  before: z.nullable(z.string()),
  result: z.enum(DIRECTORY_RESULTS),
})
export type DirectoryEntry = z.infer<typeof directoryEntrySchema>

/** The response of `POST /api/recipients/directory`. */
export const directoryResponseSchema = z.object({
  dry_run: z.boolean(),
  /** All entries; the invalid ones are those with a problem, and are not imported. */
  counts: z.object({
    added: z.int(),
    renamed: z.int(),
    unchanged: z.int(),
    removed: z.int(),
    invalid: z.int(),
  }),
  not_checked: notCheckedSchema,
  entries: z.array(directoryEntrySchema),
})
export type DirectoryResponse = z.infer<typeof directoryResponseSchema>

/** The query of `GET /api/recipients/reachable?profile=&open_id=`. */
export const reachableQuerySchema = z.strictObject({
  open_id: z.string().check(z.regex(RECEIVE_ID, { error: 'receive_id_shape' })),
})

/** Whether the app is available to a user; null if that could not be checked, with the reason. */
export const reachableSchema = z.object({
  reachable: z.nullable(z.boolean()),
  not_checked: notCheckedSchema,
})
export type Reachable = z.infer<typeof reachableSchema>

/** Whether a message accepts bubbles now, as far as the platform lets the app read it. */
export const bubbleStatusSchema = z.object({
  can_take: z.enum(['yes', 'no', 'not_checked']),
  /** The code that a push would return; null unless `can_take` is `no`. */
  code: z.nullable(z.int()),
  /** When it becomes too old, by the console's clock; null if it does not accept bubbles. */
  expires_at: z.nullable(z.iso.datetime()),
})
export type BubbleStatus = z.infer<typeof bubbleStatusSchema>

export const chatMessageSchema = z.object({
  message_id: z.string(),
  sender: z.object({
    kind: z.enum(['this_bot', 'other_app', 'user', 'unknown']),
    id: z.string(),
    /** Null if unknown. */
    name: z.nullable(z.string()),
  }),
  create_time: z.nullable(z.iso.datetime()),
  msg_type: z.string(),
  /** The text, or the title of a card or post; null if it has neither. */
  text: z.nullable(z.string()),
  deleted: z.boolean(),
  standing: bubbleStatusSchema,
})
export type ChatMessage = z.infer<typeof chatMessageSchema>

/**
 * The response of `GET /api/chats/:chat_id/messages?profile=&limit=`, newest first. If the app may
 * not read the chat, `messages` is empty and `not_checked` is set.
 */
export const chatMessagesSchema = z.object({
  chat_id: z.string(),
  messages: z.array(chatMessageSchema),
  not_checked: notCheckedSchema,
  clock_skew_ms: z.nullable(z.number()),
})
export type ChatMessages = z.infer<typeof chatMessagesSchema>
