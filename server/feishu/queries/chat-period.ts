import * as z from 'zod/mini'
import { MESSAGE_ID } from '#contract/ids'
import { parseJson } from '#contract/json'
import type { PlatformQuery } from './run-query.ts'

/** A message of an app as it is in its chat. */
export type AppMessage = {
  message_id: string
  app_id: string
  msg_type: string
  /** The parsed content; what the platform returns for cards and mentions differs from what was sent. */
  content: unknown
  /** Whether it was edited or taken back, so that its content is not what was sent. */
  changed: boolean
  create_time_ms: number
}

type PeriodPage = { messages: AppMessage[]; next: string | null }

/** The most messages of one call. */
const PAGE_SIZE = 50

const itemSchema = z.object({
  message_id: z.string().check(z.regex(MESSAGE_ID)),
  msg_type: z.string(),
  create_time: z.string().check(z.regex(/^\d{12,15}$/)),
  updated: z.catch(z.optional(z.boolean()), undefined),
  deleted: z.catch(z.optional(z.boolean()), undefined),
  sender: z.object({ id: z.string(), sender_type: z.string() }),
  body: z.catch(z.optional(z.object({ content: z.string() })), undefined),
})
const pageSchema = z.object({
  items: z.array(itemSchema),
  has_more: z.catch(z.optional(z.boolean()), undefined),
  page_token: z.catch(z.optional(z.string()), undefined),
})

/**
 * Returns what apps wrote in a chat within a period, oldest first, page by page. An item that cannot be
 * read makes the whole response unexpected, because it may be the one that is looked for.
 * @param from_s seconds since 1970 by the platform's clock, included as `to_s` is
 * @see https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/im-v1/message/list
 */
export function listPeriod(
  chat_id: string,
  { from_s, to_s, page_token }: { from_s: number; to_s: number; page_token: string | null },
): PlatformQuery<PeriodPage> {
  const query = new URLSearchParams({
    container_id_type: 'chat',
    container_id: chat_id,
    start_time: String(from_s),
    end_time: String(to_s),
    sort_type: 'ByCreateTimeAsc',
    page_size: String(PAGE_SIZE),
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
      const messages = items
        .filter(({ sender }) => sender.sender_type === 'app')
        .map(({ message_id, msg_type, create_time, updated, deleted, sender, body }) => ({
          message_id,
          app_id: sender.id,
          msg_type,
          content: parseJson(body?.content ?? ''),
          changed: updated === true || deleted === true,
          create_time_ms: Number(create_time),
        }))
      return { messages, next: has_more && next ? next : null }
    },
  }
}
