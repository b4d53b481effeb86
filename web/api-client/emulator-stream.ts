import { useCallback, useEffect, useRef, useState } from 'react'

/** Whether the page receives changes. */
export type StreamStatus = 'connecting' | 'live' | 'lost'

const FIRST_PAUSE_MS = 1_000
const LONGEST_PAUSE_MS = 15_000

/**
 * Follows the changes of an emulator while the page is visible: each stream takes one of the six
 * connections that a browser opens to the console, and hidden tabs would use them up.
 * @param onChange called after each change, and after each new connection
 * @returns the status of the connection, and a function that reconnects at once
 */
export function useEmulatorStream(profile: string, onChange: () => void) {
  const [link, setLink] = useState<StreamStatus>('connecting')
  const change = useRef(onChange)
  const attempt = useRef(() => {})
  useEffect(() => {
    change.current = onChange
  }, [onChange])

  useEffect(() => {
    let source: EventSource | null = null
    let timer: ReturnType<typeof setTimeout> | undefined
    let pause = FIRST_PAUSE_MS

    const disconnect = () => {
      clearTimeout(timer)
      source?.close()
      source = null
    }
    const connect = () => {
      disconnect()
      source = new EventSource(`/api/emulator/stream?${new URLSearchParams({ profile })}`)
      source.addEventListener('open', () => {
        pause = FIRST_PAUSE_MS
        setLink('live')
      })
      source.addEventListener('state', () => change.current())
      source.addEventListener('error', () => {
        // The browser does not reconnect automatically after a response such as 502.
        disconnect()
        setLink('lost')
        timer = setTimeout(connect, pause)
        pause = Math.min(pause * 2, LONGEST_PAUSE_MS)
      })
    }
    const followVisibility = () => (document.hidden ? disconnect() : connect())

    attempt.current = connect
    setLink('connecting')
    followVisibility()
    document.addEventListener('visibilitychange', followVisibility)
    return () => {
      document.removeEventListener('visibilitychange', followVisibility)
      disconnect()
    }
  }, [profile])

  return { link, tryNow: useCallback(() => attempt.current(), []) }
}
