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
      zh: '有 tenant_access_token，但无法检测平台是否接受。',
      en: 'There is a tenant_access_token, but it could not be tested.',
    })
  }
  return pass(
    credential.kind === 'pasted_token'
      ? {
          zh: '平台接受粘贴的 tenant_access_token。',
          en: 'The pasted tenant_access_token is accepted by the platform.',
        }
      : {
          zh: '平台接受应用的 tenant_access_token。',
          en: 'The tenant_access_token of the app is accepted by the platform.',
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
  0: { zh: '未安装', en: 'not installed' },
  1: { zh: '已停用', en: 'disabled' },
  3: { zh: '已安装，未启用', en: 'installed but not enabled' },
  4: { zh: '有升级待启用', en: 'waiting for an upgrade' },
  5: { zh: '的许可已过期', en: 'without a valid license' },
  6: { zh: '的套餐已过期或已降级', en: 'on an expired or downgraded plan' },
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
      zh: `机器人“${app_name}”${status.zh}（activate_status：${activate_status}）。`,
      en: `The bot “${app_name}” is ${status.en} (activate_status ${activate_status}).`,
    },
    {
      zh: '请企业管理员在管理后台安装并启用应用，或续订许可。',
      en: 'Ask the administrator to install and enable the app in the admin console, or to renew its license.',
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
