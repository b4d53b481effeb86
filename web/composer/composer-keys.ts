import { type KeyboardEvent as ReactKeyboardEvent, useEffect, useRef } from 'react'

export const MOVE_KEYS = ['Alt+ArrowUp', 'Alt+ArrowDown']

/** Alt+↑ and Alt+↓ move the item that has the focus; an inner list handles them before the outer one. */
export function moveKeys(index: number, count: number, onMove: (to: number) => void) {
  return (event: ReactKeyboardEvent) => {
    if (!event.altKey || event.ctrlKey || event.metaKey) return
    if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return
    event.preventDefault()
    event.stopPropagation()
    const to = event.key === 'ArrowUp' ? index - 1 : index + 1
    if (to >= 0 && to < count) onMove(to)
  }
}

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
