import { useEffect, useState } from 'react'

/** A value once it has not changed for some milliseconds. */
export function useRested<V>(value: V, restMs: number): V {
  const [rested, setRested] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), restMs)
    return () => clearTimeout(timer)
  }, [value, restMs])
  return rested
}
