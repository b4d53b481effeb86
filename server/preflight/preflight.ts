import { PREFLIGHT_CHECKS, type Preflight, type PreflightCheckName } from '#contract/checks'
import { MESSAGE_ID } from '#contract/ids'
import type { Locale } from '#contract/locale'
import type { SecretProfile } from '../feishu/secret-profile.ts'
import { APP_CHECKS } from './check-app.ts'
import { MESSAGE_CHECKS } from './check-message.ts'
import { type CheckResult, type FactsCheck, fail, localize, notChecked } from './check-result.ts'
import { expiryOf, TIMING_CHECKS } from './check-timing.ts'
import type { PushFacts } from './facts.ts'
import { gatherFacts, type PreflightDeps } from './gather-facts.ts'

/** Checks the conditions of a push before it is made and predicts the platform's code. */
export async function runPreflight(
  deps: PreflightDeps,
  profile: SecretProfile,
  message_id: string,
  locale: Locale,
): Promise<Preflight> {
  if (!MESSAGE_ID.test(message_id)) return rejectMessageId(deps, profile, locale)
  const facts = await gatherFacts(deps, profile, message_id)
  const checks = checkFacts(facts)
  const expires = expiryOf(facts)
  return {
    checks: checks.map((check) => localize(check, locale)),
    ...predictCode(checks),
    expires_at: expires === null ? null : new Date(expires).toISOString(),
    clock_skew_ms: facts.skew?.ms ?? null,
    message: describeMessage(facts),
  }
}

function describeMessage({ message_id, message, sent }: PushFacts): Preflight['message'] {
  const read = message.ok ? message.value : null
  if (!read && !sent) return null
  const created = read?.create_time_ms ?? sent?.create_time_ms ?? null
  return {
    message_id,
    chat_id: read?.chat_id ?? sent?.chat_id ?? null,
    create_time: created === null ? null : new Date(created).toISOString(),
    msg_type: read?.msg_type ?? null,
    text: read?.text ?? null,
  }
}

/** An invalid id fails without any query. */
function rejectMessageId(
  { skews }: PreflightDeps,
  profile: SecretProfile,
  locale: Locale,
): Preflight {
  const invalid = fail(
    null,
    { zh: '消息 ID 格式错误。', en: 'The message ID is malformed.' },
    {
      zh: '消息 ID 应以 om_ 开头，后面是 1–128 个字母、数字、_ 或 -。',
      en: 'Message ID must start with om_, followed by 1–128 letters, digits, _ or -.',
    },
  )
  const skipped = notChecked({
    zh: '没有消息 ID，未检查。',
    en: 'Not checked: there is no message ID.',
  })
  const checks = PREFLIGHT_CHECKS.map((name) => ({
    name,
    ...(name === 'message_id' ? invalid : skipped),
  }))
  return {
    checks: checks.map((check) => localize(check, locale)),
    ...predictCode(checks),
    expires_at: null,
    clock_skew_ms: skews.read(profile.base_url)?.ms ?? null,
    message: null,
  }
}

const CHECKS: Record<PreflightCheckName, FactsCheck> = {
  ...APP_CHECKS,
  ...MESSAGE_CHECKS,
  ...TIMING_CHECKS,
}

/** Checks every documented condition of a push, in the order in which the platform is assumed to. */
export function checkFacts(facts: PushFacts) {
  return PREFLIGHT_CHECKS.map((name) => ({ name, ...CHECKS[name](facts) }))
}

/**
 * Predicts the code of a push from its checks. The first check that did not pass decides; if it could
 * not be made, the code is unknown.
 */
export function predictCode(checks: readonly CheckResult[]): {
  predicted_code: number | null
  assumed: boolean
} {
  const at = checks.findIndex(({ status }) => status !== 'pass')
  const decisive = checks[at]
  if (!decisive) return { predicted_code: 0, assumed: checks.some(({ assumed }) => assumed) }
  const { code } = decisive
  if (code === null) return { predicted_code: null, assumed: false }
  // The platform's order is undocumented: one of these might be reported first.
  const rivals = checks
    .slice(at + 1)
    .some((other) => other.status !== 'pass' && other.code !== code)
  const before = checks.slice(0, at).some(({ assumed }) => assumed)
  return { predicted_code: code, assumed: decisive.assumed || before || rivals }
}
