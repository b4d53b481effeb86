import { memo, Suspense, useState } from 'react'
import { LANGUAGES, type Language } from '#contract/languages'
import { useTexts } from '../i18n/texts.ts'
import { lazyComponent } from '../ui/lazy-component.tsx'
import styles from './language-overview.module.css'
import { type PreviewFollowUp, textFor } from './text-for.ts'
import { previewTexts } from './texts.ts'

const LanguageTable = lazyComponent(() => import('./language-table.tsx'), 'LanguageTable')

type Props = {
  followUps: readonly PreviewFollowUp[]
  language: Language
  onLanguage: (language: Language) => void
}

/** All languages at once; the table renders only while it is open, to keep typing fast. */
export const LanguageOverview = memo(function LanguageOverview({
  followUps,
  language,
  onLanguage,
}: Props) {
  const t = useTexts(previewTexts)
  const [open, setOpen] = useState(false)
  if (followUps.length === 0) return null
  const complete = LANGUAGES.filter((code) =>
    followUps.every((followUp) => textFor(followUp, code).source === 'row'),
  ).length
  return (
    <details
      className={styles.overview}
      onToggle={({ currentTarget }) => setOpen(currentTarget.open)}
    >
      <summary className={styles.summary}>
        {t.overview}
        <span className={styles.complete}>{t.complete(complete, LANGUAGES.length)}</span>
      </summary>
      {open ? (
        <Suspense>
          <LanguageTable followUps={followUps} language={language} onLanguage={onLanguage} />
        </Suspense>
      ) : null}
    </details>
  )
})
