import type { RateBudget } from '#contract/profile'
import { makeCall } from '../../feishu/call.ts'
import type { ClockSkew } from '../../feishu/clock-skew.ts'
import type { ExchangeDeps } from '../../feishu/exchange.ts'
import { botInfo } from '../../feishu/queries/queries.ts'
import { createRedact } from '../../feishu/redact.ts'
import type { SecretProfile } from '../../feishu/secret-profile.ts'
import { type CheckResult, fail, notChecked, pass, queryFailed } from '../check-result.ts'

/** A check and how long its query took; no duration if there was none. */
export type TimedResult = CheckResult & { duration_ms?: number }

/**
 * Checks whether the platform responds at the base URL. The call has no token, so that only the
 * connection is tested; any code is a response.
 */
export async function checkAddress(
  { upstream, tokens }: ExchangeDeps,
  profile: SecretProfile,
): Promise<TimedResult> {
  const { base_url } = profile
  const { reply, result } = await makeCall(upstream, 'call', base_url + botInfo().path, null)
  const duration_ms = Math.round(result.duration_ms)
  if (reply.answered) {
    const detail = { zh: `${base_url} 有平台应答。`, en: `The platform answers at ${base_url}.` }
    return { ...pass(detail), duration_ms }
  }
  const { kind } = reply
  const detail = createRedact(tokens.secrets(profile))(reply.detail)
  const failed = queryFailed('fail', { why: 'failed', stage: 'call', kind, detail })
  return { ...failed, duration_ms }
}

/** The largest difference that is not reported. */
const TOLERATED_MS = 5_000

/** Checks how far the platform's clock is from this machine's. */
export function checkClock(skew: ClockSkew | null): CheckResult {
  if (!skew) {
    return notChecked({
      zh: '平台的回答没有给出时间。',
      en: 'No answer of the platform told the time.',
    })
  }
  const off = Math.abs(skew.ms)
  if (off <= TOLERATED_MS + skew.margin_ms) {
    return pass({
      zh: `与平台的时钟相差不到 ${Math.ceil((off + skew.margin_ms) / 1000)} 秒（估计值）。`,
      en: `Within ${Math.ceil((off + skew.margin_ms) / 1000)} s of the platform’s clock, as estimated.`,
    })
  }
  const ahead = skew.ms > 0
  const { zh, en } = formatDuration(off)
  return fail(
    null,
    {
      zh: `平台的时钟比这台机器${ahead ? '快' : '慢'}约 ${zh}（估计值）。`,
      en: `The platform’s clock is about ${en} ${ahead ? 'ahead of' : 'behind'} this machine’s, as estimated.`,
    },
    {
      zh: '倒计时已按估计的差值修正，但记录的时间仍是这台机器的。请打开这台机器的时间同步（NTP）。',
      en: 'Countdowns are corrected by the estimate, but what is recorded bears this machine’s time: turn its time synchronisation (NTP) on.',
    },
  )
}

function formatDuration(ms: number) {
  const seconds = Math.round(ms / 1000)
  if (seconds < 120) return { zh: `${seconds} 秒`, en: `${seconds} s` }
  const minutes = Math.round(seconds / 60)
  if (minutes < 120) return { zh: `${minutes} 分钟`, en: `${minutes} min` }
  const hours = Math.round(minutes / 6) / 10
  return { zh: `${hours} 小时`, en: `${hours} h` }
}

/** Checks what is left of the rate limit for pushes, counting this console only. */
export function checkBudget(budget: RateBudget): CheckResult {
  const { per_second, per_minute, paused_until, paused_by } = budget
  if (paused_until === null) {
    return pass({
      zh: `就本控制台所知，push_follow_up 这一秒还可调用 ${per_second.left}/${per_second.limit} 次，这一分钟还可调用 ${per_minute.left}/${per_minute.limit} 次。`,
      en: `As far as this console knows, ${per_second.left} of ${per_second.limit} calls of push_follow_up are left this second and ${per_minute.left} of ${per_minute.limit} this minute.`,
    })
  }
  return fail(
    null,
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
