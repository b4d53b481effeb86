import { useEffect, useRef } from 'react'

export const SEND_KEYS = 'Control+Enter Meta+Enter'

/** Ctrl+Enter and ⌘+Enter send from anywhere on the page; a held key sends once. */
export function useSendShortcut(send: () => void): void {
  const latest = useRef(send)
  useEffect(() => {
    latest.current = send
  })
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
      if (event.repeat || event.isComposing) return
      event.preventDefault()
      latest.current()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [])
}
