import type { Bilingual } from '#contract/locale'
import type { BotInfo } from '../../feishu/queries/queries.ts'
import { credentialRefusal, refusedWithoutBot } from '../../feishu/queries/query-failure.ts'
import type { QueryFailure, QueryResult } from '../../feishu/queries/run-query.ts'
import type { SecretProfile } from '../../feishu/secret-profile.ts'
import { checkScope } from '../check-app.ts'
import { type CheckResult, fail, pass, queryFailed } from '../check-result.ts'

/**
 * Checks whether the app gets a token and the platform accepts it.
 * @param reads queries made with the token
 */
export function checkToken(
  { credential }: SecretProfile,
  token: QueryResult<string>,
  reads: readonly QueryResult<unknown>[],
): CheckResult {
  if (!token.ok) {
    // If there was no response at all, the address check fails, not this one.
    const fails = token.failure.why === 'refused' || isProfileFault(token.failure)
    return queryFailed(fails ? 'fail' : 'not_checked', token.failure)
  }
  const refusal = credentialRefusal(reads)
  if (refusal) return queryFailed('fail', refusal)
  const accepted = reads.some((read) => read.ok || read.failure.why === 'refused')
  if (!accepted) {
    return pass({
      zh: '有 tenant_access_token，但没有问到平台是否接受它。',
      en: 'There is a tenant_access_token, but the platform could not be asked whether it takes it.',
    })
  }
  return pass(
    credential.kind === 'pasted_token'
      ? {
          zh: '平台接受粘贴的 tenant_access_token。',
          en: 'The platform takes the tenant_access_token that was pasted.',
        }
      : {
          zh: '应用拿到了 tenant_access_token，平台也接受它。',
          en: 'The app has a tenant_access_token, and the platform takes it.',
        },
  )
}

/** Whether the profile lacks a credential or the platform issued no token. */
function isProfileFault(failure: QueryFailure): boolean {
  return failure.why === 'failed' && /^no_(?!code)|^pasted_token/.test(failure.kind)
}

const BOT_ENABLED = 2

/** The values of `activate_status` other than 2 (enabled). */
const STATUSES: Record<number, Bilingual> = {
  0: { zh: '还没有安装', en: 'yet to be installed' },
  1: { zh: '已停用', en: 'disabled' },
  3: { zh: '已安装，还没有启用', en: 'installed but not enabled' },
  4: { zh: '有升级待启用', en: 'waiting for an upgrade to be enabled' },
  5: { zh: '许可已过期', en: 'of an expired licence' },
  6: { zh: '套餐已过期或已降级', en: 'of an expired or downgraded plan' },
}

/** Checks whether the app has an enabled bot. */
export function checkBot(read: QueryResult<BotInfo>): CheckResult {
  if (!read.ok) return queryFailed(refusedWithoutBot(read) ? 'fail' : 'not_checked', read.failure)
  const { app_name, activate_status } = read.value
  if (activate_status === BOT_ENABLED) {
    return pass({ zh: `机器人“${app_name}”已启用。`, en: `The bot “${app_name}” is enabled.` })
  }
  const status = STATUSES[activate_status] ?? { zh: '状态未知', en: 'in an unknown state' }
  return fail(
    null,
    {
      zh: `机器人“${app_name}”${status.zh}（activate_status 为 ${activate_status}）。`,
      en: `The bot “${app_name}” is ${status.en} (activate_status ${activate_status}).`,
    },
    {
      zh: '请企业管理员在管理后台安装并启用这个应用，或续订许可。',
      en: 'Ask the administrator to install and enable the app in the admin console, or to renew its licence.',
    },
  )
}

/**
 * Checks whether the app has a scope to push. Looks at the list of scopes only: a trial push could
 * take effect.
 */
export function checkPushScope(scopes: QueryResult<string[]>): CheckResult {
  return scopes.ok ? checkScope({ scopes }) : queryFailed('not_checked', scopes.failure)
}
