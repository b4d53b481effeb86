import { DOCTOR_CHECKS, type Doctor, type DoctorCheckName } from '#contract/doctor'
import type { Locale } from '#contract/locale'
import type { ClockSkews } from '../feishu/clock-skew.ts'
import type { ExchangeDeps } from '../feishu/exchange.ts'
import { botInfo } from '../feishu/reading/bot-info.ts'
import { grantedScopes } from '../feishu/reading/granted-scopes.ts'
import { type Read, type ReadingCall, readCall, readToken } from '../feishu/reading/read-call.ts'
import type { SecretProfile } from '../feishu/secret-profile.ts'
import { examineAddress } from './examine-address.ts'
import { examineBot } from './examine-bot.ts'
import { examineBudget } from './examine-budget.ts'
import { examineClock } from './examine-clock.ts'
import { examineOptionalScopes } from './examine-optional-scopes.ts'
import { examinePushScope } from './examine-push-scope.ts'
import { examineToken } from './examine-token.ts'
import { createFindings, type Finding } from './finding.ts'
import { timed } from './timed.ts'

/** What nobody can ask without a token; why there is none is told once, at the token itself. */
const WITH_TOKEN = [
  'bot',
  'push_scope',
  'message_scope',
  'chat_scope',
  'visibility_scope',
  'contact_scope',
] as const satisfies readonly DoctorCheckName[]
const NO_TOKEN = { zh: '没有 token，没有去问。', en: 'Not asked, as there is no token.' }

export type DoctorDeps = { feishu: ExchangeDeps; skews: ClockSkews }

/**
 * Looks at everything that a send needs, step by step, by calls that change nothing. A step that
 * fails does not end it; what needs a token that is not there is not checked.
 */
export async function examine(
  { feishu, skews }: DoctorDeps,
  profile: SecretProfile,
  locale: Locale,
): Promise<Doctor> {
  const address = await examineAddress(feishu, profile, locale)
  const token = await timed(feishu.clock, () => readToken(feishu, profile))
  // Asking anew with each call would only try the same wrong secret again.
  const read = <T>(call: ReadingCall<T>) =>
    timed(feishu.clock, async (): Promise<Read<T>> => {
      return token.value.ok ? readCall(feishu, profile, call) : token.value
    })
  const [bot, scopes] = await Promise.all([read(botInfo()), read(grantedScopes())])
  const optional = await examineOptionalScopes(read, profile, scopes.value, locale)
  const findings: Record<DoctorCheckName, Finding> = {
    address,
    clock: examineClock(skews.read(profile.base_url), locale),
    token: examineToken(profile, { token, reads: [bot.value, scopes.value] }, locale),
    bot: examineBot(bot, locale),
    push_scope: examinePushScope(scopes, locale),
    ...optional,
    budget: examineBudget(feishu.budgets.read(profile, 'push_follow_up'), locale),
  }
  if (!token.value.ok) {
    for (const name of WITH_TOKEN) {
      const { optional } = findings[name]
      findings[name] = createFindings(locale).open(NO_TOKEN, undefined, { optional })
    }
  }
  return { checks: DOCTOR_CHECKS.map((name) => ({ name, ...findings[name] })) }
}
