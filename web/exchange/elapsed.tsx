import { useEffect, useState } from 'react'
import { formatDuration, readerTag } from '../exchange-view/format.ts'
import { useLocale } from '../i18n/locale-context.tsx'
import { useTexts } from '../i18n/texts.ts'
import styles from './elapsed.module.css'
import { texts } from './texts.ts'

/** Shorter waits pass unnoticed; a clock would only make them felt. */
const SHOWN_FROM_MS = 2000

/** The seconds since a `performance.now()`, to be seen only: heard, a ticking clock would never end. */
export function Elapsed({ since }: { since: number }) {
  const t = useTexts(texts)
  const { locale } = useLocale()
  const [now, setNow] = useState(() => performance.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(performance.now()), 250)
    return () => clearInterval(timer)
  }, [])
  const elapsed = now - since
  if (elapsed < SHOWN_FROM_MS) return null
  const wholeSeconds = Math.floor(elapsed / 1000) * 1000
  const time = formatDuration(wholeSeconds, readerTag(locale, navigator.languages))
  return (
    <span className={styles.clock} aria-hidden="true">
      {t.elapsed(time)}
    </span>
  )
}
