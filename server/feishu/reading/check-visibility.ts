import * as z from 'zod/mini'
import { APP_ID } from '#contract/profile-change'
import { PathError } from '../paths.ts'
import type { ReadingCall } from './read-call.ts'

const answerSchema = z.object({
  user_visibility_list: z.array(
    z.object({
      user_id: z.string(),
      in_white_list: z.boolean(),
      in_black_list: z.catch(z.optional(z.boolean()), undefined),
    }),
  ),
})

/**
 * Whether a person (by open_id) is within the availability range of the app. It is a POST that
 * changes nothing.
 * @throws PathError where `app_id` is none
 * @see https://open.feishu.cn/document/server-docs/application-v6/admin/check_white_black_list
 */
export function checkVisibility(app_id: string, open_id: string): ReadingCall<boolean> {
  if (!APP_ID.test(app_id)) throw new PathError('not an app id')
  const visibility = `/open-apis/application/v6/applications/${app_id}/visibility`
  return {
    name: 'check_visibility',
    endpoint: 'any',
    path: `${visibility}/check_white_black_list?user_id_type=open_id`,
    body: JSON.stringify({ user_ids: [open_id] }),
    parse({ data }) {
      const parsed = answerSchema.safeParse(data)
      const entry = parsed.data?.user_visibility_list.find(({ user_id }) => user_id === open_id)
      // Who is on both lists may not use the app.
      return entry ? entry.in_white_list && !entry.in_black_list : null
    },
  }
}
