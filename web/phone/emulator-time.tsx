import { readerTag } from '../exchange-view/format.ts'
import { useLocale } from '../i18n/locale-context.tsx'

/** A moment of the emulator's clock: the time of day, and the date for those who hover. */
export function EmulatorTime({ ms, withDate = false }: { ms: number; withDate?: boolean }) {
  const { locale } = useLocale()
  const tag = readerTag(locale, navigator.languages)
  const date = new Date(ms)
  const full = new Intl.DateTimeFormat(tag, { dateStyle: 'medium', timeStyle: 'medium' })
  const time = new Intl.DateTimeFormat(tag, { timeStyle: 'medium' })
  return (
    <time dateTime={date.toISOString()} title={full.format(date)}>
      {(withDate ? full : time).format(date)}
    </time>
  )
}
