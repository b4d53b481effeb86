import { useEffect } from 'react'

const TOUCHES = ['pointerdown', 'keydown', 'focusin'] as const

/** Does something once, as soon as anybody touches the page in any way. */
export function useFirstTouch(act: () => void): void {
  useEffect(() => {
    const first = new AbortController()
    const once = () => {
      first.abort()
      act()
    }
    for (const touch of TOUCHES) addEventListener(touch, once, { signal: first.signal })
    return () => first.abort()
  }, [act])
}
