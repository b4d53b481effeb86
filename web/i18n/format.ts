import type { Locale } from '#contract/locale'

/**
 * Returns the user's variant of the console's language (en-GB, zh-HK), for the format of times.
 * @param preferred the browser's languages, best first
 */
export function localeTag(locale: Locale, preferred: readonly string[]): string {
  // Some systems list names such as en-US@posix, for which Intl throws.
  const own = preferred.find(
    (tag) => /^[a-z]{2}(-[a-z0-9]+)*$/i.test(tag) && primary(tag) === locale,
  )
  return own ?? (locale === 'zh' ? 'zh-CN' : 'en')
}

function primary(tag: string): string | undefined {
  return tag.toLowerCase().split('-')[0]
}

/** Formats a duration: `84 ms` below a second, otherwise `3.2 s`; the space does not break. */
export function formatDuration(ms: number, tag: string): string {
  const inSeconds = Math.round(ms) >= 1000
  const number = new Intl.NumberFormat(tag, {
    maximumFractionDigits: inSeconds || ms < 10 ? 1 : 0,
  }).format(inSeconds ? ms / 1000 : ms)
  return `${number}\u00a0${inSeconds ? (tag.startsWith('zh') ? '秒' : 's') : 'ms'}`
}

/** Formats date and time to the second, in the user's time zone or the given one. */
export function formatMoment(iso: string, tag: string, timeZone?: string): string {
  return new Intl.DateTimeFormat(tag, {
    dateStyle: 'medium',
    timeStyle: 'medium',
    ...(timeZone ? { timeZone } : {}),
  }).format(new Date(iso))
}

/** Formats a size: `1,234 bytes`, `1 byte`, `1,234 字节`. */
export function formatBytes(bytes: number, tag: string): string {
  const text = new Intl.NumberFormat(tag, {
    style: 'unit',
    unit: 'byte',
    unitDisplay: 'long',
  }).format(bytes)
  // Intl omits the space before a Chinese unit.
  return text.replace(/(\d)(\p{sc=Han})/u, '$1\u00a0$2')
}
