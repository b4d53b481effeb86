import { ExternalLink as Icon } from 'lucide-react'
import type { ReactNode } from 'react'
import { defineTexts, useTexts } from '../../i18n/texts.ts'
import styles from './external-link.module.css'

const texts = defineTexts({
  en: { newTab: '(opens in a new tab)' },
  zh: { newTab: '（在新标签页打开）' },
})

/** A link to another site, in a new tab and without a referrer. */
export function ExternalLink({ href, children }: { href: string; children: ReactNode }) {
  const t = useTexts(texts)
  return (
    <a className={styles.link} href={href} target="_blank" rel="noreferrer">
      {children}
      <Icon className={styles.icon} size={14} aria-hidden="true" />
      <span className="visually-hidden">{t.newTab}</span>
    </a>
  )
}
