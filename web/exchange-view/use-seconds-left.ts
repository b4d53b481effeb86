import { useEffect, useState } from 'react'
import { LIMITS } from '#contract/limits'
import { useMessageBirth } from '../queries/history.ts'

/**
 * How many seconds a message still takes bubbles, as an estimate: known only where this console
 * sent the message itself.
 */
export function useSecondsLeft(message_id: string | null): number | null {
  const { data: born } = useMessageBirth(message_id)
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000)
    return () => clearInterval(timer)
  }, [])
  if (!born) return null
  const age = Math.floor((now - Date.parse(born)) / 1000)
  return Math.max(0, LIMITS.messageAgeSeconds - Math.max(0, age))
}
