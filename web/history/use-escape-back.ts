import { useEffect, useRef } from 'react'
import { useLocation } from 'wouter'

/** Takes the focus, so that what was opened is read next, and goes back on Esc. */
export function useEscapeBack(href: string) {
  const page = useRef<HTMLElement>(null)
  const [, navigate] = useLocation()
  useEffect(() => page.current?.focus({ preventScroll: true }), [])
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented || event.isComposing) return
      if (document.querySelector('dialog[open]')) return
      navigate(href)
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [href, navigate])
  return page
}
