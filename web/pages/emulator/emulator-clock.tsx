import { useEffect, useState } from 'react'
import type { EmulatorClock } from '#contract/emulator/state'
import { useLocale } from '../../i18n/locale-context.tsx'

/** A time of the emulator's clock, with the date in its tooltip. */
export function EmulatorTime({ ms, withDate = false }: { ms: number; withDate?: boolean }) {
  const { tag } = useLocale()
  const date = new Date(ms)
  const full = new Intl.DateTimeFormat(tag, { dateStyle: 'medium', timeStyle: 'medium' })
  const time = new Intl.DateTimeFormat(tag, { timeStyle: 'medium' })
  return (
    <time dateTime={date.toISOString()} title={full.format(date)}>
      {(withDate ? full : time).format(date)}
    </time>
  )
}

/** The emulator's clock and the local time at which it was read. */
export type ClockReading = EmulatorClock & { readAt: number }

const TICK_MS = 250

/** The emulator's current time in milliseconds since 1970. Renders often: use it in leaf components only. */
export function useEmulatorNow({ now_ms, mode, readAt }: ClockReading): number {
  const [machine, setMachine] = useState(() => Date.now())
  useEffect(() => {
    if (mode === 'frozen') return
    const timer = setInterval(() => setMachine(Date.now()), TICK_MS)
    return () => clearInterval(timer)
  }, [mode])
  return mode === 'frozen' ? now_ms : now_ms + Math.max(0, machine - readAt)
}
