import * as z from 'zod/mini'
import { refuse, success } from './answer.ts'
import type { AppOperation } from './operation.ts'
import { readFields } from './read-fields.ts'
import type { User } from './state.ts'

const contacts = z.nullish(z.array(z.string()).check(z.maxLength(50)))

const requestSchema = z.object({
  user_id_type: z._default(z.enum(['open_id', 'union_id', 'user_id']), 'open_id'),
  emails: contacts,
  mobiles: contacts,
  include_resigned: z.nullish(z.boolean()),
})

/** What an app needs to be told a person's status. */
const READ_STATUS = [
  'contact:user.employee:readonly',
  'contact:contact:access_as_app',
  'contact:contact:readonly',
  'contact:contact:readonly_as_app',
]
const STATUS = {
  is_frozen: false,
  is_resigned: false,
  is_activated: true,
  is_exited: false,
  is_unjoin: false,
}

/**
 * One entry for each address and number asked for; without `user_id` where nobody has it.
 * @see https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/contact-v3/user/batch_get_id
 */
export const batchGetId: AppOperation = {
  name: 'batch_get_id',
  method: 'POST',
  path: '/open-apis/contact/v3/users/batch_get_id',
  endpoint: 'any',
  access: ['contact:user.id:readonly'],
  botAbilityOff: 'works',
  codes: [9499, 99992402],
  answer({ world, app, query, body }) {
    const { user_id_type } = query
    const read = readFields(requestSchema, { body, query: { user_id_type }, unreadable: 9499 })
    if ('refusal' in read) return refuse(read.refusal)
    const { fields } = read
    const showsStatus = app.scopes.some((scope) => READ_STATUS.includes(scope))
    const users = [...world.state.users.values()].filter(({ external }) => !external)
    const entry = (kind: 'email' | 'mobile', value: string) => {
      const user: User | undefined = users.find((candidate) => candidate[kind] === value)
      return {
        ...(user && { user_id: user[fields.user_id_type] }),
        [kind]: value,
        ...(user && showsStatus && { status: STATUS }),
      }
    }
    return success({
      user_list: [
        ...(fields.emails ?? []).map((email) => entry('email', email)),
        ...(fields.mobiles ?? []).map((mobile) => entry('mobile', mobile)),
      ],
    })
  },
}
