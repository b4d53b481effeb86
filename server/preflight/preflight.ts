import type { Locale } from '#contract/locale'
import { MESSAGE_ID } from '#contract/message-id'
import { PREFLIGHT_CHECKS, type Preflight, type PreflightCheck } from '#contract/preflight'
import type { SecretProfile } from '../feishu/secret-profile.ts'
import type { Facts } from './facts.ts'
import { gatherFacts, type PreflightDeps } from './gather-facts.ts'
import { judgeFacts, predict } from './judge-facts.ts'
import { expiryOf } from './judge-moment.ts'
import { createVerdicts } from './verdict.ts'

/** Ticks the conditions of a push before it is made, and says what it would be answered with. */
export async function preflight(
  deps: PreflightDeps,
  profile: SecretProfile,
  message_id: string,
  locale: Locale,
): Promise<Preflight> {
  if (!MESSAGE_ID.test(message_id)) return refuseShape(deps, profile, locale)
  const facts = await gatherFacts(deps, profile, message_id)
  const checks = judgeFacts(facts, locale)
  const expires = expiryOf(facts)
  return {
    checks,
    ...predict(checks),
    expires_at: expires === null ? null : new Date(expires).toISOString(),
    clock_skew_ms: facts.skew?.ms ?? null,
    message: learned(facts),
  }
}

function learned({ message_id, message, sent }: Facts): Preflight['message'] {
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

/** Nothing is asked about what is no id. */
function refuseShape({ skews }: PreflightDeps, profile: SecretProfile, locale: Locale): Preflight {
  const { fail, open } = createVerdicts(locale)
  const noId = fail(
    null,
    { zh: '这不是 message_id。', en: 'This is no message_id.' },
    {
      zh: 'message_id 应以 om_ 开头，后面是 1–128 个字母、数字、_ 或 -。',
      en: 'A message_id is om_ followed by 1–128 letters, digits, _ or -.',
    },
  )
  const notAsked = open({
    zh: '没有 message_id，所以没有查询。',
    en: 'Not asked about, as there is no message_id.',
  })
  const checks = PREFLIGHT_CHECKS.map(
    (name): PreflightCheck => ({ name, ...(name === 'message_id' ? noId : notAsked) }),
  )
  return {
    checks,
    ...predict(checks),
    expires_at: null,
    clock_skew_ms: skews.read(profile.base_url)?.ms ?? null,
    message: null,
  }
}
