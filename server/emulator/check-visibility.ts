import * as z from 'zod/mini'
import { SCOPES } from '#contract/scopes'
import { refuse, success } from './answer.ts'
import type { AppOperation } from './operation.ts'
import { readFields } from './read-fields.ts'
import type { User } from './state.ts'

const ids = z.nullish(z.array(z.string()).check(z.maxLength(100)))

const requestSchema = z.object({
  user_id_type: z._default(z.enum(['open_id', 'union_id', 'user_id']), 'open_id'),
  user_ids: ids,
})

/**
 * Whether people are within the availability range of the app. Nobody is on the list of those who
 * may not use it: the emulator knows only a range. Departments and groups of users it has none.
 * @see https://open.feishu.cn/document/server-docs/application-v6/admin/check_white_black_list
 */
export const checkVisibility: AppOperation = {
  name: 'check_visibility',
  method: 'POST',
  path: '/open-apis/application/v6/applications/:app_id/visibility/check_white_black_list',
  endpoint: 'any',
  access: SCOPES.checkVisibility,
  botAbilityOff: 'works',
  codes: [9499, 99992402],
  answer({ world: { state }, app, params, query, body }) {
    const { user_id_type } = query
    const read = readFields(requestSchema, { body, query: { user_id_type }, unreadable: 9499 })
    if ('refusal' in read) return refuse(read.refusal)
    const { fields } = read
    // With the scope for it an app may ask about another one.
    const asked = state.apps.get(params.app_id ?? '') ?? app
    const users = [...state.users.values()]
    return success({
      user_visibility_list: (fields.user_ids ?? []).map((user_id) => {
        const user: User | undefined = users.find((one) => one[fields.user_id_type] === user_id)
        const in_white_list = user !== undefined && !asked.unavailable_to.includes(user.open_id)
        return { user_id, in_white_list, in_black_list: false, in_paid_list: false }
      }),
      department_visibility_list: [],
      group_visibility_list: [],
    })
  },
}
