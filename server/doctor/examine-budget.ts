import type { Locale } from '#contract/locale'
import type { RateBudget } from '#contract/rate-budget'
import { createFindings, type Finding } from './finding.ts'

/** What is left of the rate limit for pushing, as far as this console has used it. */
export function examineBudget(
  { per_second, per_minute, paused_until, paused_by }: RateBudget,
  locale: Locale,
): Finding {
  const { pass, fail } = createFindings(locale)
  if (paused_until === null) {
    return pass({
      zh: `就本控制台所知，push_follow_up 这一秒还可调用 ${per_second.left}/${per_second.limit} 次，这一分钟还可调用 ${per_minute.left}/${per_minute.limit} 次。`,
      en: `As far as this console knows, ${per_second.left} of ${per_second.limit} calls of push_follow_up are left this second and ${per_minute.left} of ${per_minute.limit} this minute.`,
    })
  }
  return fail(
    paused_by === 'platform'
      ? {
          zh: `平台要求等到 ${paused_until}。`,
          en: `The platform asks to wait until ${paused_until}.`,
        }
      : {
          zh: `这一分钟的额度已用完，要等到 ${paused_until}。`,
          en: `This minute’s calls are used up until ${paused_until}.`,
        },
    { zh: '到时再发，其间控制台不会发送。', en: 'Send then; the console sends nothing before.' },
  )
}
