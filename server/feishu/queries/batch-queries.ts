import * as z from 'zod/mini'
import { APP_ID } from '#contract/profile-change'
import { PathError } from '../paths.ts'
import type { PlatformQuery } from './run-query.ts'

/** The most email addresses, and the most mobile numbers, of one call. */
export const CONTACTS_PER_CALL = 50

/** The most users of one call. */
export const USERS_PER_CALL = 100

const optionalText = z.catch(z.optional(z.string()), undefined)
const contactsSchema = z.object({
  user_list: z.array(
    z.object({ user_id: optionalText, email: optionalText, mobile: optionalText }),
  ),
})

/**
 * Returns the open_ids of the users with each of these email addresses and mobile numbers; a contact
 * that no user has, or none that the app may see, is missing. A POST that changes nothing.
 * @see https://open.feishu.cn/document/server-docs/contact-v3/user/batch_get_id
 */
export function findContacts(
  emails: readonly string[],
  mobiles: readonly string[],
): PlatformQuery<{ contact: string; open_id: string }[]> {
  return {
    name: 'batch_get_id',
    endpoint: 'any',
    path: '/open-apis/contact/v3/users/batch_get_id?user_id_type=open_id',
    body: JSON.stringify({ emails, mobiles }),
    parse({ data }) {
      const parsed = contactsSchema.safeParse(data)
      if (!parsed.success) return null
      return parsed.data.user_list.flatMap(({ user_id, email, mobile }) => {
        const contact = email || mobile
        return contact && user_id ? [{ contact, open_id: user_id }] : []
      })
    },
  }
}

const visibilitySchema = z.object({
  user_visibility_list: z.array(
    z.object({
      user_id: z.string(),
      in_white_list: z.boolean(),
      in_black_list: z.catch(z.optional(z.boolean()), undefined),
    }),
  ),
})

/**
 * Returns which of these users are outside of the app's availability range. A POST that changes nothing.
 * @throws PathError if `app_id` is invalid
 * @see https://open.feishu.cn/document/server-docs/application-v6/admin/check_white_black_list
 */
export function findInvisible(
  app_id: string,
  open_ids: readonly string[],
): PlatformQuery<string[]> {
  if (!APP_ID.test(app_id)) throw new PathError('not an app id')
  const visibility = `/open-apis/application/v6/applications/${app_id}/visibility`
  return {
    name: 'check_visibility',
    endpoint: 'any',
    path: `${visibility}/check_white_black_list?user_id_type=open_id`,
    body: JSON.stringify({ user_ids: open_ids }),
    parse({ data }) {
      const parsed = visibilitySchema.safeParse(data)
      if (!parsed.success) return null
      // The deny list wins.
      return parsed.data.user_visibility_list
        .filter(({ in_white_list, in_black_list }) => !in_white_list || in_black_list)
        .map(({ user_id }) => user_id)
    },
  }
}
