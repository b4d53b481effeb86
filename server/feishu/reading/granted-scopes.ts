import * as z from 'zod/mini'
import type { ReadingCall } from './read-call.ts'

const GRANTED = 1

const answerSchema = z.object({
  scopes: z.array(
    z.object({
      scope_name: z.string(),
      grant_status: z.int(),
      // Not documented, but sent: whether it holds for calls as the app or as a person.
      scope_type: z.catch(z.optional(z.string()), undefined),
    }),
  ),
})

/**
 * The scopes that the tenant has granted to the app, for calls as the app; needs none itself.
 * @see https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/application-v6/scope/list
 */
export function grantedScopes(): ReadingCall<string[]> {
  return {
    name: 'list_scopes',
    endpoint: 'any',
    path: '/open-apis/application/v6/scopes',
    parse({ data }) {
      const parsed = answerSchema.safeParse(data)
      if (!parsed.success) return null
      return parsed.data.scopes
        .filter(({ grant_status, scope_type }) => grant_status === GRANTED && scope_type !== 'user')
        .map(({ scope_name }) => scope_name)
    },
  }
}
