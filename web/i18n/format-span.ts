import type { Locale } from '#contract/locale'

/** Formats a span of time in its two largest units: `22 h 14 min`, `72 s`. */
export function formatSpan(seconds: number, locale: Locale): string {
  const whole = Math.max(0, Math.round(seconds))
  const [day, hour, minute, second] =
    locale === 'zh' ? ['天', '小时', '分钟', '秒'] : ['d', 'h', 'min', 's']
  const join = (...parts: [number, string | undefined][]) =>
    parts
      .filter(([count], at) => at === 0 || count > 0)
      .map(([count, unit]) => `${count}\u00a0${unit}`)
      .join(' ')
  if (whole < 120) return join([whole, second])
  if (whole < 3600) return join([Math.floor(whole / 60), minute], [whole % 60, second])
  if (whole < 86_400) {
    return join([Math.floor(whole / 3600), hour], [Math.floor((whole % 3600) / 60), minute])
  }
  return join([Math.floor(whole / 86_400), day], [Math.floor((whole % 86_400) / 3600), hour])
}
