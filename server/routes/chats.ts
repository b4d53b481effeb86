import { Hono } from 'hono'
import * as z from 'zod/mini'
import { CHAT_ID } from '#contract/ids'
import { chatMessagesSchema } from '#contract/recipients'
import { profileField, validated } from '../http/validated.ts'
import { readChatMessages } from '../preflight/chat-messages.ts'
import type { PreflightDeps } from '../preflight/gather-facts.ts'
import type { ProfileStore } from '../profiles/profiles.ts'

const DEFAULT_LIMIT = '20'
/** The platform returns at most 50 messages at once. */
const LIMIT = /^(?:[1-9]|[1-4]\d|50)$/

/** The messages of a chat, to choose one from. */
export function chatRoutes(profiles: ProfileStore, deps: PreflightDeps) {
  return new Hono().get(
    '/:chat_id/messages',
    validated({
      summary: 'Lists the latest messages of a chat, and whether each accepts bubbles',
      access: { role: 'sender', per: 'profile' },
      params: z.object({
        chat_id: z.string().check(z.regex(CHAT_ID, { error: 'chat_id_shape' })),
      }),
      query: z.strictObject({
        ...profileField,
        limit: z.optional(z.string().check(z.regex(LIMIT, { error: 'messages_limit_range' }))),
      }),
      profiles,
      responses: { 200: { description: 'The messages, newest first', schema: chatMessagesSchema } },
    }),
    async (c) => {
      const { limit = DEFAULT_LIMIT } = c.req.valid('query')
      const request = { chat_id: c.req.param('chat_id'), limit: Number(limit) }
      return c.json(await readChatMessages(deps, c.var.profile, request, c.var.locale), 200)
    },
  )
}
