import { useEffect, useState } from 'react'
import type { EmulatorClock } from '#contract/emulator-state'

/** The emulator's clock, with the moment of this machine's clock at which it was read. */
export type ReadClock = EmulatorClock & { readAt: number }

const TICK_MS = 250

/** The emulator's time as it goes on, in milliseconds since 1970. It renders often: for leaves only. */
export function useEmulatorNow({ now_ms, mode, readAt }: ReadClock): number {
  const [machine, setMachine] = useState(() => Date.now())
  useEffect(() => {
    if (mode === 'frozen') return
    const timer = setInterval(() => setMachine(Date.now()), TICK_MS)
    return () => clearInterval(timer)
  }, [mode])
  return mode === 'frozen' ? now_ms : now_ms + Math.max(0, machine - readAt)
}
