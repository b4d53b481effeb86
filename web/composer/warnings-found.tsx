import { useMemo } from 'react'
import type { DraftBody } from '#contract/draft'
import { isLanguage, LANGUAGE_NAMES } from '#contract/languages'
import type { Locale } from '#contract/locale'
import { useLocale } from '../i18n/locale-context.tsx'
import { useTexts } from '../i18n/texts.ts'
import styles from './send-bar.module.css'
import { type ComposerTexts, composerTexts } from './texts.ts'
import { findWarnings, type Warning } from './warnings.ts'

/** The warnings about the bubbles. */
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

/** Formats a warning as a sentence in the page's language. */
export function warningText(warning: Warning, t: ComposerTexts, locale: Locale): string {
  const name = (language: string | null) =>
    language === null
      ? t.defaultLanguage
      : isLanguage(language)
        ? LANGUAGE_NAMES[language][locale]
        : language
  switch (warning.kind) {
    case 'blank':
      return t.blank(`${t.bubble(warning.bubble + 1)} · ${name(warning.language)}`)
    case 'duplicate_language':
      return t.duplicateLanguage(t.bubble(warning.bubble + 1), name(warning.language))
    case 'variable':
      return t.variable(
        `${t.bubble(warning.bubble + 1)} · ${name(warning.language)}`,
        `{{${warning.name}}}`,
      )
    case 'same_text': {
      const [a, b] = warning.bubbles
      return t.sameText(t.bubble(a + 1), t.bubble(b + 1), name(warning.language))
    }
  }
}
