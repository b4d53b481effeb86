import { useEffect, useState } from 'react'

/** A longer timer would fire at once. */
const LONGEST_MS = 2 ** 31 - 1

/**
 * Whether a moment has passed; renders once when it does, not with every second before.
 * @param moment in milliseconds since 1970; `null` never passes
 */
export function usePassed(moment: number | null): boolean {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    if (moment === null) return
    const left = moment - Date.now()
    // Also sets right what was read for another moment.
    const timer = setTimeout(() => setNow(Date.now()), Math.min(Math.max(left, 0), LONGEST_MS))
    return () => clearTimeout(timer)
  }, [moment])
  return moment !== null && now >= moment
}
