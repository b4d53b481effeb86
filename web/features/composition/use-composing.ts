import { type RefObject, useEffect, useRef } from 'react'

/**
 * Whether an input method is composing text anywhere on the page; the field then contains half a
 * word, which must not become an undo step. `onEnd` is called when the composition ends.
 */
export function useComposing(onEnd: () => void): RefObject<boolean> {
  const composing = useRef(false)
  const latest = useRef(onEnd)
  useEffect(() => {
    latest.current = onEnd
  })
  useEffect(() => {
    const start = () => {
      composing.current = true
    }
    const end = () => {
      if (!composing.current) return
      composing.current = false
      latest.current()
    }
    window.addEventListener('compositionstart', start)
    window.addEventListener('compositionend', end)
    // A field that loses the focus or is removed may end its composition without an event.
    window.addEventListener('focusout', end)
    return () => {
      window.removeEventListener('compositionstart', start)
      window.removeEventListener('compositionend', end)
      window.removeEventListener('focusout', end)
    }
  }, [])
  return composing
}
