import * as z from 'zod/mini'

/** Whether a message can take bubbles now, as far as reading it tells. */
export const bubbleStandingSchema = z.object({
  can_take: z.enum(['yes', 'no', 'not_checked']),
  /** The code that a push would be answered with; `null` unless `can_take` is `no`. */
  code: z.nullable(z.int()),
  /** Until when it can, by the console's clock; `null` where it cannot. */
  expires_at: z.nullable(z.iso.datetime()),
})
export type BubbleStanding = z.infer<typeof bubbleStandingSchema>

export const chatMessageSchema = z.object({
  message_id: z.string(),
  sender: z.object({
    kind: z.enum(['this_bot', 'other_app', 'user', 'unknown']),
    id: z.string(),
    /** As far as the console knows it. */
    name: z.nullable(z.string()),
  }),
  create_time: z.nullable(z.iso.datetime()),
  msg_type: z.string(),
  /** The text, or the title of a card or post; `null` where there is neither. */
  text: z.nullable(z.string()),
  deleted: z.boolean(),
  standing: bubbleStandingSchema,
})
export type ChatMessage = z.infer<typeof chatMessageSchema>

/**
 * The answer of `GET /api/chats/:chat_id/messages?profile=&limit=`, newest first.
 * Where the platform did not let the app read, `messages` is empty and `not_checked` says why and what to do.
 */
export const chatMessagesSchema = z.object({
  chat_id: z.string(),
  messages: z.array(chatMessageSchema),
  not_checked: z.nullable(
    z.object({
      code: z.nullable(z.int()),
      detail: z.string(),
      advice: z.string(),
      links: z.array(z.string()),
    }),
  ),
  clock_skew_ms: z.nullable(z.number()),
})
export type ChatMessages = z.infer<typeof chatMessagesSchema>
