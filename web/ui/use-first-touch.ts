import { useEffect } from 'react'

const TOUCHES = ['pointerdown', 'keydown', 'focusin'] as const

/** Loads something once and before it is needed, as soon as anybody touches what the page is about, and not a way to another page. */
export function useFirstTouch(load: () => Promise<unknown>): void {
  useEffect(() => {
    const first = new AbortController()
    const once = ({ target }: Event) => {
      if (!(target instanceof Element) || target.closest('main') === null) return
      first.abort()
      // What does not come, because the reader goes elsewhere or the server is gone, is missed where it is needed.
      load().catch(() => undefined)
    }
    for (const touch of TOUCHES) addEventListener(touch, once, { signal: first.signal })
    return () => first.abort()
  }, [load])
}
