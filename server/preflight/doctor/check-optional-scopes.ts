import { type DoctorCheckName, SCOPES } from '#contract/checks'
import type { Bilingual } from '#contract/locale'
import { APP_ID } from '#contract/profile-change'
import { batchGetId, checkVisibility, getChat, listMessages } from '../../feishu/queries/queries.ts'
import { NO_SCOPE, refusalOf } from '../../feishu/queries/query-failure.ts'
import type { PlatformQuery, QueryResult } from '../../feishu/queries/run-query.ts'
import type { SecretProfile } from '../../feishu/secret-profile.ts'
import { notChecked, pass, queryFailed } from '../check-result.ts'
import type { TimedResult } from './check-connection.ts'

type TimedQuery = (
  call: PlatformQuery<unknown>,
) => Promise<{ value: QueryResult<unknown>; duration_ms: number }>

/** Sending works without them. */
export const OPTIONAL_CHECKS = [
  'message_scope',
  'chat_scope',
  'visibility_scope',
  'contact_scope',
] as const satisfies readonly DoctorCheckName[]
type OptionalScopeCheck = (typeof OPTIONAL_CHECKS)[number]

type OptionalScope = {
  scopes: readonly string[]
  /** What the app can do with the scope. */
  use: Bilingual
  /** A query that needs the scope, for an id that does not exist; its error links to the scope's page. */
  trial: (profile: SecretProfile) => PlatformQuery<unknown> | null
}

/** Valid ids that do not exist. */
const NO_CHAT = 'oc_00000000000000000000000000000000'
const NO_USER = 'ou_00000000000000000000000000000000'

/** Codes of the message and chat calls themselves. */
const ABOUT_CHATS = /^23[0-2]\d{3}$/

const OPTIONAL_SCOPES: Record<OptionalScopeCheck, OptionalScope> = {
  message_scope: {
    scopes: SCOPES.listMessages,
    use: { zh: '读取会话消息，查看点击了哪个气泡', en: 'read a chat and see what was clicked' },
    trial: () => listMessages(NO_CHAT, 1),
  },
  chat_scope: {
    scopes: SCOPES.getChat,
    use: { zh: '区分单聊和群聊', en: 'distinguish one-to-one chats from groups' },
    trial: () => getChat(NO_CHAT),
  },
  visibility_scope: {
    scopes: SCOPES.checkVisibility,
    use: {
      zh: '查询用户是否在应用的可用范围内',
      en: 'check whether the app is available to a user',
    },
    trial: ({ app_id }) => (APP_ID.test(app_id) ? checkVisibility(app_id, NO_USER) : null),
  },
  contact_scope: {
    scopes: SCOPES.findPeople,
    use: { zh: '用邮箱或手机号查找用户', en: 'find users by email or mobile number' },
    trial: () => batchGetId('emails', 'nobody@example.com'),
  },
}

/**
 * Checks the scopes that sending does not need. If the list of scopes does not include one, a query is
 * tried: if it fails, the platform's error links to the page that grants the scope.
 */
export async function checkOptionalScopes(
  query: TimedQuery,
  profile: SecretProfile,
  listed: QueryResult<string[]>,
): Promise<Record<OptionalScopeCheck, TimedResult>> {
  const checks = OPTIONAL_CHECKS.map(
    async (name) =>
      [name, await checkOptionalScope(query, profile, listed, OPTIONAL_SCOPES[name])] as const,
  )
  return Object.fromEntries(await Promise.all(checks)) as Record<OptionalScopeCheck, TimedResult>
}

async function checkOptionalScope(
  query: TimedQuery,
  profile: SecretProfile,
  listed: QueryResult<string[]>,
  { scopes, use, trial }: OptionalScope,
): Promise<TimedResult> {
  const granted = listed.ok ? scopes.filter((scope) => listed.value.includes(scope)) : []
  if (granted.length > 0) {
    return pass({
      zh: `可选：可以${use.zh}（已开通 ${granted.join('、')}）。`,
      en: `Optional: the app can ${use.en} (granted: ${granted.join(', ')}).`,
    })
  }
  const call = trial(profile)
  if (!call) return notChecked({ zh: '应用没有 App ID。', en: 'The app has no App ID.' })
  const { value: tried, duration_ms } = await query(call)
  const refusal = refusalOf(tried)
  if (refusal?.code === NO_SCOPE) {
    const failed = queryFailed('fail', refusal, scopes)
    const detail = {
      zh: `可选：不能${use.zh}。${failed.detail.zh}`,
      en: `Optional: the app cannot ${use.en}. ${failed.detail.en}`,
    }
    return { ...failed, detail, duration_ms }
  }
  // The platform checks scopes first, so an error about the chat means that they are sufficient.
  const aboutChat = refusal !== null && ABOUT_CHATS.test(String(refusal.code))
  if (!tried.ok && !aboutChat) return { ...queryFailed('not_checked', tried.failure), duration_ms }
  const can = pass({ zh: `可选：可以${use.zh}。`, en: `Optional: the app can ${use.en}.` })
  return { ...can, duration_ms }
}
