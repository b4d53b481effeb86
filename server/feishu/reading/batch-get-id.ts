import * as z from 'zod/mini'
import type { ReadingCall } from './read-call.ts'

const answerSchema = z.object({
  user_list: z.array(z.object({ user_id: z.catch(z.optional(z.string()), undefined) })),
})

/**
 * The open_id of whoever has an email address or a mobile number; an empty list where nobody has it,
 * or nobody whom the app may see. It is a POST that changes nothing.
 * @see https://open.feishu.cn/document/server-docs/contact-v3/user/batch_get_id
 */
export function batchGetId(kind: 'emails' | 'mobiles', value: string): ReadingCall<string[]> {
  return {
    name: 'batch_get_id',
    endpoint: 'any',
    path: '/open-apis/contact/v3/users/batch_get_id?user_id_type=open_id',
    body: JSON.stringify({ [kind]: [value] }),
    parse({ data }) {
      const parsed = answerSchema.safeParse(data)
      if (!parsed.success) return null
      const ids = parsed.data.user_list.map(({ user_id }) => user_id)
      return [...new Set(ids.filter((id) => id !== undefined).filter(Boolean))]
    },
  }
}
