import * as z from 'zod/mini'
import { MESSAGE_ID } from '#contract/ids'
import { parseJson } from '#contract/json'
import type { PlatformQuery } from './run-query.ts'

/** A message as it is in its chat. */
export type PeriodMessage = {
  message_id: string
  /** Null for a message of the system. */
  sender: { id: string; type: string } | null
  msg_type: string
  /** The parsed content; what the platform returns for cards and mentions differs from what was sent. */
  content: unknown
  /** Whether it was edited, so that its content is not what was sent. */
  edited: boolean
  deleted: boolean
  create_time_ms: number
}

export type PeriodPage = { messages: PeriodMessage[]; next: string | null }

type Period = {
  /** Seconds since 1970 by the platform's clock; both are included. */
  from_s: number
  to_s?: number
  page_token?: string | null
  page_size: number
}

const itemSchema = z.object({
  message_id: z.string().check(z.regex(MESSAGE_ID)),
  msg_type: z.catch(z.string(), ''),
  create_time: z.string().check(z.regex(/^\d{12,15}$/)),
  updated: z.catch(z.optional(z.boolean()), undefined),
  deleted: z.catch(z.optional(z.boolean()), undefined),
  sender: z.catch(
    z.nullable(z.object({ id: z.catch(z.string(), ''), sender_type: z.string() })),
    null,
  ),
  body: z.catch(z.optional(z.object({ content: z.string() })), undefined),
})
const pageSchema = z.object({
  items: z.array(itemSchema),
  has_more: z.catch(z.optional(z.boolean()), undefined),
  page_token: z.catch(z.optional(z.string()), undefined),
})

/**
 * Returns the messages of a chat within a period, oldest first, page by page. An item that cannot be
 * read makes the whole response unexpected, because it may be the one that is looked for.
 * @see https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/im-v1/message/list
 */
export function listPeriod(
  chat_id: string,
  { from_s, to_s, page_token = null, page_size }: Period,
): PlatformQuery<PeriodPage> {
  const query = new URLSearchParams({
    container_id_type: 'chat',
    container_id: chat_id,
    start_time: String(from_s),
    ...(to_s !== undefined && { end_time: String(to_s) }),
    sort_type: 'ByCreateTimeAsc',
    page_size: String(page_size),
    ...(page_token !== null && { page_token }),
  })
  return {
    name: 'list_messages',
    endpoint: 'list_messages',
    path: `/open-apis/im/v1/messages?${query}`,
    parse({ data }) {
      const page = pageSchema.safeParse(data)
      if (!page.success) return null
      const { items, has_more, page_token: next } = page.data
      if (has_more && !next) return null
      const messages = items.map(
        ({ message_id, msg_type, create_time, updated, deleted, sender, body }) => ({
          message_id,
          sender: sender && { id: sender.id, type: sender.sender_type },
          msg_type,
          content: parseJson(body?.content ?? ''),
          edited: updated === true,
          deleted: deleted === true,
          create_time_ms: Number(create_time),
        }),
      )
      return { messages, next: has_more && next ? next : null }
    },
  }
}
