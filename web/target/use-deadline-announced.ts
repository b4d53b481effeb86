import { useEffect } from 'react'
import { useTexts } from '../i18n/texts.ts'
import { useAnnounce } from '../ui/announcer.tsx'
import { outlookTexts } from './outlook-texts.ts'

/** Seconds before the end at which it is said aloud; each second would be unbearable. */
const MOMENTS = [300, 60, 15, 0]

/** @param until in milliseconds since 1970 */
export function useDeadlineAnnounced(until: number): void {
  const t = useTexts(outlookTexts)
  const announce = useAnnounce()
  useEffect(() => {
    const now = Date.now()
    const timers = MOMENTS.map((seconds) => ({ seconds, wait: until - seconds * 1000 - now }))
      .filter(({ wait }) => wait > 0 && wait < 2 ** 31)
      .map(({ seconds, wait }) =>
        setTimeout(() => announce(t.leftNow(Math.floor(seconds / 60), seconds)), wait),
      )
    return () => timers.forEach(clearTimeout)
  }, [until, announce, t])
}
