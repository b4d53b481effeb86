import { useEffect, useState } from 'react'

/** The time in milliseconds since 1970, updated every second. Only for leaf components: it renders often. */
export function useNow(): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000)
    return () => clearInterval(timer)
  }, [])
  return now
}

/** A browser fires a longer timer at once. */
const LONGEST_MS = 2 ** 31 - 1

/**
 * Returns whether a moment has passed; renders only when it does, not every second.
 * @param moment in milliseconds since 1970; null never passes
 */
export function usePassed(moment: number | null): boolean {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    if (moment === null) return
    const left = moment - Date.now()
    // Also corrects `now` if it was read for an earlier moment.
    const timer = setTimeout(() => setNow(Date.now()), Math.min(Math.max(left, 0), LONGEST_MS))
    return () => clearTimeout(timer)
  }, [moment])
  return moment !== null && now >= moment
}
