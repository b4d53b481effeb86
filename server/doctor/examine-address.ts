import type { Locale } from '#contract/locale'
import { makeCall } from '../feishu/call.ts'
import type { ExchangeDeps } from '../feishu/exchange.ts'
import { botInfo } from '../feishu/reading/bot-info.ts'
import { createRedact } from '../feishu/redact.ts'
import type { SecretProfile } from '../feishu/secret-profile.ts'
import { createFindings, type Finding } from './finding.ts'

/**
 * Whether the platform answers at the base URL. It is asked without a token, so that nothing but
 * the way there is tried; any code of it is an answer.
 */
export async function examineAddress(
  { upstream, tokens }: ExchangeDeps,
  profile: SecretProfile,
  locale: Locale,
): Promise<Finding> {
  const { pass, unread } = createFindings(locale)
  const { base_url } = profile
  const { verdict, result } = await makeCall(upstream, 'call', base_url + botInfo().path, null)
  const duration_ms = Math.round(result.duration_ms)
  if (verdict.answered) {
    return pass(
      { zh: `${base_url} 有平台应答。`, en: `The platform answers at ${base_url}.` },
      { duration_ms },
    )
  }
  const { kind } = verdict
  const detail = createRedact(tokens.secrets(profile))(verdict.detail)
  return unread('fail', { why: 'failed', stage: 'call', kind, detail }, { duration_ms })
}
