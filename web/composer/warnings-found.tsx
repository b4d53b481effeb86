import { useMemo } from 'react'
import type { DraftBody } from '#contract/draft'
import { useLocale } from '../i18n/locale-context.tsx'
import { useTexts } from '../i18n/texts.ts'
import styles from './send-bar.module.css'
import { composerTexts } from './texts.ts'
import { warningText } from './warning-text.ts'
import { findWarnings } from './warnings.ts'

/** What is worth a look before sending. */
export function WarningsFound({ followUps }: { followUps: DraftBody['follow_ups'] }) {
  const t = useTexts(composerTexts)
  const { locale } = useLocale()
  const warnings = useMemo(() => findWarnings(followUps), [followUps])
  if (warnings.length === 0) return null
  return (
    <div className={styles.warnings}>
      <p>{t.warnings}</p>
      <ul>
        {warnings.map((warning) => {
          const text = warningText(warning, t, locale)
          return <li key={text}>{text}</li>
        })}
      </ul>
    </div>
  )
}
