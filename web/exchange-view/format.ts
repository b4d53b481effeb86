import type { Locale } from '#contract/locale'

/**
 * The reader's own variant of the console's language (en-GB, zh-HK), which decides how times look.
 * @param preferred the browser's languages, best first
 */
export function readerTag(locale: Locale, preferred: readonly string[]): string {
  // Some systems list names such as en-US@posix, which Intl throws at.
  const own = preferred.find(
    (tag) => /^[a-z]{2}(-[a-z0-9]+)*$/i.test(tag) && primary(tag) === locale,
  )
  return own ?? (locale === 'zh' ? 'zh-CN' : 'en')
}

function primary(tag: string): string | undefined {
  return tag.toLowerCase().split('-')[0]
}

/** `84ms` below a second, `3.2s` from there on. */
export function formatDuration(ms: number, tag: string): string {
  const inSeconds = Math.round(ms) >= 1000
  return new Intl.NumberFormat(tag, {
    style: 'unit',
    unit: inSeconds ? 'second' : 'millisecond',
    unitDisplay: 'narrow',
    maximumFractionDigits: inSeconds || ms < 10 ? 1 : 0,
  }).format(inSeconds ? ms / 1000 : ms)
}

/** Date and time to the second, in the reader's own time zone unless another is named. */
export function formatMoment(iso: string, tag: string, timeZone?: string): string {
  return new Intl.DateTimeFormat(tag, {
    dateStyle: 'medium',
    timeStyle: 'medium',
    ...(timeZone ? { timeZone } : {}),
  }).format(new Date(iso))
}

/** `1,234 bytes`, `1 byte`, `1,234字节`. */
export function formatBytes(bytes: number, tag: string): string {
  return new Intl.NumberFormat(tag, { style: 'unit', unit: 'byte', unitDisplay: 'long' }).format(
    bytes,
  )
}
