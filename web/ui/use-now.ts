import { useEffect, useState } from 'react'

/** The time, in milliseconds since 1970, told anew each second. It renders often: for leaves only. */
export function useNow(): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000)
    return () => clearInterval(timer)
  }, [])
  return now
}
