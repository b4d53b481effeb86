import { isLanguage, LANGUAGE_NAMES } from '#contract/languages'
import type { Locale } from '#contract/locale'
import type { ComposerTexts } from './texts.ts'
import type { Warning } from './warnings.ts'

/** A warning as a sentence in the console's language. */
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
