import { type RefObject, useEffect, useRef } from 'react'

/**
 * Whether an input method is composing text anywhere on the page: what stands in the field then is
 * half a word, which nobody wants back. `onEnd` is called when the words are there.
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
    // A field that is left or taken away may end its composition without a word.
    window.addEventListener('focusout', end)
    return () => {
      window.removeEventListener('compositionstart', start)
      window.removeEventListener('compositionend', end)
      window.removeEventListener('focusout', end)
    }
  }, [])
  return composing
}
