import type { Locale } from '#contract/locale'
import type { Skew } from '../feishu/clock-skew.ts'
import { createFindings, type Finding } from './finding.ts'

/** What a machine that keeps time is never off by. */
const TOLERATED_MS = 5_000

/** How far the platform's clock is from this machine's. */
export function examineClock(skew: Skew | null, locale: Locale): Finding {
  const { pass, fail, open } = createFindings(locale)
  if (!skew) {
    return open({
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
  const { zh, en } = spell(off)
  return fail(
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

function spell(ms: number) {
  const seconds = Math.round(ms / 1000)
  if (seconds < 120) return { zh: `${seconds} 秒`, en: `${seconds} s` }
  const minutes = Math.round(seconds / 60)
  if (minutes < 120) return { zh: `${minutes} 分钟`, en: `${minutes} min` }
  const hours = Math.round(minutes / 6) / 10
  return { zh: `${hours} 小时`, en: `${hours} h` }
}
