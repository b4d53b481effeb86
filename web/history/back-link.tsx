import { ArrowLeft } from 'lucide-react'
import { Link } from 'wouter'
import { useTexts } from '../i18n/texts.ts'
import styles from './back-link.module.css'
import { texts } from './texts.ts'

/** The way back to the list, as it was filtered. */
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
