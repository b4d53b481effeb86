import { ArrowLeft } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { Link, useLocation } from 'wouter'
import { useTexts } from '../../i18n/texts.ts'
import styles from './back-to-list.module.css'
import { texts } from './texts.ts'

/** A link to the list with its last filter. */
export function BackLink({ href }: { href: string }) {
  const t = useTexts(texts)
  return (
    <p>
      <Link href={href} className={styles.back} aria-keyshortcuts="Escape">
        <ArrowLeft size={16} aria-hidden="true" />
        {t.back}
      </Link>
    </p>
  )
}

/** Focuses the page, so that a screen reader continues there, and goes to `href` on Esc. */
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
