import { useEffect } from 'react'

const TOUCHES = ['pointerdown', 'keydown', 'focusin'] as const

/** Does something once, as soon as anybody touches what the page is about, and not a way to another page. */
export function useFirstTouch(act: () => void): void {
  useEffect(() => {
    const first = new AbortController()
    const once = ({ target }: Event) => {
      if (!(target instanceof Element) || target.closest('main') === null) return
      first.abort()
      act()
    }
    for (const touch of TOUCHES) addEventListener(touch, once, { signal: first.signal })
    return () => first.abort()
  }, [act])
}
