import { useCallback } from 'react'
import { isLanguage, LANGUAGE_NAMES } from '#contract/languages'
import { useLocale } from '../i18n/locale-context.tsx'

/** How the console's reader calls a language code; a code it does not know stays itself. */
export function useLanguageName(): (code: string) => string {
  const { locale } = useLocale()
  return useCallback(
    (code: string) => (isLanguage(code) ? LANGUAGE_NAMES[code][locale] : code),
    [locale],
  )
}
