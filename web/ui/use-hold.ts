import { useEffect, useRef, useState } from 'react'

/** How long a deliberate press lasts, in milliseconds. */
export const HOLD_MS = 1000

/** Times a press: `onHeld` once it has lasted long enough, and never when it ends before. */
export function useHold(onHeld: () => void) {
  const [holding, setHolding] = useState(false)
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null)
  const done = useRef(false)
  const latest = useRef(onHeld)
  useEffect(() => {
    latest.current = onHeld
  })
  useEffect(
    () => () => {
      if (timer.current !== null) clearTimeout(timer.current)
    },
    [],
  )

  return {
    holding,
    start(): void {
      if (timer.current !== null) return
      done.current = false
      setHolding(true)
      timer.current = setTimeout(() => {
        timer.current = null
        done.current = true
        setHolding(false)
        latest.current()
      }, HOLD_MS)
    },
    /** How the press ended; `none` where there was none. */
    stop(): 'none' | 'early' | 'done' {
      if (timer.current !== null) {
        clearTimeout(timer.current)
        timer.current = null
        setHolding(false)
        return 'early'
      }
      const ended = done.current ? 'done' : 'none'
      done.current = false
      return ended
    },
  }
}
