import { useCallback, useEffect, useRef, useSyncExternalStore } from 'react'

function subscribe(onChange: () => void): () => void {
  addEventListener('hashchange', onChange)
  return () => removeEventListener('hashchange', onChange)
}

function readHash(): string | null {
  return location.hash.slice(1) || null
}

/**
 * The id that the address names. The browser looks for it before the page's content has come, or
 * while a search hides it, so it is scrolled to and focused once it is there.
 * @param content whatever changes when elements come or go
 * @returns the id, and a way to be taken there again although the address stays the same
 */
export function useHashTarget(content: unknown): [target: string | null, again: () => void] {
  const target = useSyncExternalStore(subscribe, readHash, () => '')
  const reached = useRef<string | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: new content may bring the element
  useEffect(() => {
    if (target === null || target === reached.current) return
    const element = document.getElementById(target)
    if (!element) return
    element.scrollIntoView()
    element.closest<HTMLElement>('[tabindex]')?.focus({ preventScroll: true })
    reached.current = target
  }, [target, content])
  const again = useCallback(() => {
    reached.current = null
  }, [])
  return [target, again]
}
