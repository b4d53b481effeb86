import { DOCTOR_CHECKS, type Doctor, type DoctorCheckName } from '#contract/checks'
import type { Locale } from '#contract/locale'
import type { ClockSkews } from '../../feishu/clock-skew.ts'
import type { ExchangeDeps } from '../../feishu/exchange.ts'
import { botInfo, grantedScopes } from '../../feishu/queries/queries.ts'
import {
  fetchQueryToken,
  type PlatformQuery,
  type QueryResult,
  runQuery,
} from '../../feishu/queries/run-query.ts'
import type { SecretProfile } from '../../feishu/secret-profile.ts'
import { localize, notChecked } from '../check-result.ts'
import { checkBot, checkPushScope, checkToken } from './check-app.ts'
import { checkAddress, checkBudget, checkClock, type TimedResult } from './check-connection.ts'
import { checkOptionalScopes, OPTIONAL_CHECKS } from './check-optional-scopes.ts'

/** Checks that need a token; a missing one is explained only by the token check. */
const WITH_TOKEN = [
  'bot',
  'push_scope',
  ...OPTIONAL_CHECKS,
] as const satisfies readonly DoctorCheckName[]
const NO_TOKEN = { zh: '没有 token，未检测。', en: 'Not tested: there is no token.' }

export type DoctorDeps = { feishu: ExchangeDeps; skews: ClockSkews }

/**
 * Checks everything that a send needs, with read-only calls. A failed check does not stop the others;
 * without a token, the checks that need one are not made.
 */
export async function runDoctor(
  { feishu, skews }: DoctorDeps,
  profile: SecretProfile,
  locale: Locale,
): Promise<Doctor> {
  async function measure<T>(work: () => Promise<T>) {
    const start = feishu.clock.monotonic()
    const value = await work()
    return { value, duration_ms: Math.round(feishu.clock.monotonic() - start) }
  }
  const address = await checkAddress(feishu, profile)
  const token = await measure(() => fetchQueryToken(feishu, profile))
  // Fetching a token for each query would only try the same wrong secret again.
  const query = <T>(call: PlatformQuery<T>) =>
    measure(async (): Promise<QueryResult<T>> => {
      return token.value.ok ? runQuery(feishu, profile, call) : token.value
    })
  const [bot, scopes] = await Promise.all([query(botInfo()), query(grantedScopes())])
  const optional = await checkOptionalScopes(query, profile, scopes.value)
  const reads = [bot.value, scopes.value]
  const results: Record<DoctorCheckName, TimedResult> = {
    address,
    clock: checkClock(skews.read(profile.base_url)),
    token: { ...checkToken(profile, token.value, reads), duration_ms: token.duration_ms },
    bot: { ...checkBot(bot.value), duration_ms: bot.duration_ms },
    push_scope: { ...checkPushScope(scopes.value), duration_ms: scopes.duration_ms },
    ...optional,
    budget: checkBudget(feishu.budgets.read(profile, 'push_follow_up')),
  }
  if (!token.value.ok) for (const name of WITH_TOKEN) results[name] = notChecked(NO_TOKEN)
  return {
    checks: DOCTOR_CHECKS.map((name) => {
      const { assumed: _, duration_ms = null, ...result } = localize(results[name], locale)
      return { name, ...result, duration_ms, optional: name in optional }
    }),
  }
}
