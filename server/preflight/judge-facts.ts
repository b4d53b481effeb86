import type { Locale } from '#contract/locale'
import type { PreflightCheck, PreflightCheckName } from '#contract/preflight'
import { PREFLIGHT_CHECKS } from '#contract/preflight'
import type { Facts } from './facts.ts'
import { judgeApp } from './judge-app.ts'
import { judgeMessage } from './judge-message.ts'
import { judgeMoment } from './judge-moment.ts'

export type Verdict = Omit<PreflightCheck, 'name'>
export type Verdicts = Record<PreflightCheckName, Verdict>

/** Ticks every documented condition of a push, in the order in which they are assumed to be looked at. */
export function judgeFacts(facts: Facts, locale: Locale): PreflightCheck[] {
  const verdicts: Verdicts = {
    ...judgeApp(facts, locale),
    ...judgeMessage(facts, locale),
    ...judgeMoment(facts, locale),
  }
  return PREFLIGHT_CHECKS.map((name) => ({ name, ...verdicts[name] }))
}

/**
 * What a push would be answered with. A check that could not be made leaves it open, unless one
 * before it has failed already.
 */
export function predict(checks: readonly PreflightCheck[]): {
  predicted_code: number | null
  assumed: boolean
} {
  const at = checks.findIndex(({ status }) => status !== 'pass')
  const decisive = checks[at]
  if (!decisive) return { predicted_code: 0, assumed: checks.some(({ assumed }) => assumed) }
  const { code } = decisive
  if (code === null) return { predicted_code: null, assumed: false }
  // In another order one of these might be told first.
  const rivals = checks
    .slice(at + 1)
    .some((other) => other.status !== 'pass' && other.code !== code)
  const before = checks.slice(0, at).some(({ assumed }) => assumed)
  return { predicted_code: code, assumed: decisive.assumed || before || rivals }
}
