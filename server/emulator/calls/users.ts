import * as z from 'zod/mini'
import { SCOPES } from '#contract/checks'
import { lookUpApp, type User } from '../tenant/state.ts'
import { type AppOperation, failure, success } from './operation.ts'
import { optionalUserIdType, parseBody, withQuery } from './request-fields.ts'

const contacts = z.nullish(z.array(z.string()).check(z.maxLength(50)))

const batchGetIdSchema = z.object({
  user_id_type: optionalUserIdType,
  emails: contacts,
  mobiles: contacts,
  include_resigned: z.nullish(z.boolean()),
})

/** The older scopes, each of which grants every field of a user. */
const READ_CONTACTS = [
  'contact:contact:access_as_app',
  'contact:contact:readonly',
  'contact:contact:readonly_as_app',
]
/** An app gets a user's status, or name, if it has one of these scopes. */
const READ_STATUS = ['contact:user.employee:readonly', ...READ_CONTACTS]
const READ_NAME = ['contact:user.base:readonly', ...READ_CONTACTS]
const STATUS = {
  is_frozen: false,
  is_resigned: false,
  is_activated: true,
  is_exited: false,
  is_unjoin: false,
}

/**
 * Returns an entry for each address and number; it has no `user_id` if no user has it.
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
  handle({ world, app, query, body }) {
    const { user_id_type } = query
    const read = parseBody(batchGetIdSchema, { body, query: { user_id_type }, unreadable: 9499 })
    if ('error' in read) return failure(read.error)
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

const getUserSchema = z.object({ user_id_type: optionalUserIdType })

/**
 * Returns a user with the fields that the app has a scope for. The emulator's apps may read every user
 * of the tenant.
 * @see https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/contact-v3/user/get
 */
export const getUser: AppOperation = {
  name: 'get_user',
  method: 'GET',
  path: '/open-apis/contact/v3/users/:user_id',
  endpoint: 'any',
  access: SCOPES.getUser,
  botAbilityOff: 'works',
  codes: [41012, 99992402],
  handle: withQuery(getUserSchema, ({ world: { state }, app, params }, { user_id_type }) => {
    const users = [...state.users.values()].filter(({ external }) => !external)
    const user = users.find((candidate) => candidate[user_id_type] === params.user_id)
    if (!user) return failure({ code: 41012, msg: 'user id invalid error' })
    const has = (scopes: readonly string[]) => app.scopes.some((scope) => scopes.includes(scope))
    const { open_id, union_id, user_id, name } = user
    return success({
      user: {
        open_id,
        union_id,
        ...(has(['contact:user.employee_id:readonly']) && { user_id }),
        ...(has(READ_NAME) && { name }),
        ...(has(READ_STATUS) && { status: STATUS }),
      },
    })
  }),
}

const visibilityIds = z.nullish(z.array(z.string()).check(z.maxLength(100)))

const visibilitySchema = z.object({ user_id_type: optionalUserIdType, user_ids: visibilityIds })

/**
 * Returns whether users are within an app's availability range. The emulator has no denylist, no
 * departments and no user groups.
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
  handle({ world: { state }, app, params, query, body }) {
    const { user_id_type } = query
    const read = parseBody(visibilitySchema, { body, query: { user_id_type }, unreadable: 9499 })
    if ('error' in read) return failure(read.error)
    const { fields } = read
    // An app with the scope may ask about another app.
    const target = lookUpApp(state, params.app_id ?? '') ?? app
    const users = [...state.users.values()]
    return success({
      user_visibility_list: (fields.user_ids ?? []).map((user_id) => {
        const user: User | undefined = users.find((one) => one[fields.user_id_type] === user_id)
        const in_white_list = user !== undefined && !target.unavailable_to.includes(user.open_id)
        return { user_id, in_white_list, in_black_list: false, in_paid_list: false }
      }),
      department_visibility_list: [],
      group_visibility_list: [],
    })
  },
}
