import { useCallback } from 'react'
import { bcp47, isLanguage, LANGUAGE_NAMES } from '#contract/languages'
import { useLocale } from '../../i18n/locale-context.tsx'
import { useTexts } from '../../i18n/texts.ts'
import { DEFAULT_ROW, parseRowKey, type RowKey } from '../composition/cell-address.ts'
import { tableTexts } from './table-texts.ts'

export type RowName = {
  /** In the page's language. */
  name: string
  /** In the row's own language. */
  native: string
  /** The code of the language, or null for the default row. */
  code: string | null
  /** The BCP 47 tag of the row's texts. */
  lang: string | undefined
}

/** Returns a function that names a row of the table. */
export function useRowName(): (row: RowKey) => RowName {
  const t = useTexts(tableTexts)
  const { locale } = useLocale()
  return useCallback(
    (row: RowKey) => {
      if (row === DEFAULT_ROW) {
        return { name: t.defaultRow, native: t.defaultRow, code: null, lang: undefined }
      }
      const { language, nth } = parseRowKey(row)
      const known = isLanguage(language)
      const numbered = (name: string) => (nth > 1 ? t.repeated(name, nth) : name)
      const [name, native] = known
        ? [LANGUAGE_NAMES[language][locale], LANGUAGE_NAMES[language].native]
        : [t.unsupported(language), t.unsupported(language)]
      return {
        name: numbered(name),
        native: numbered(native),
        code: known ? language : null,
        lang: known ? bcp47(language) : undefined,
      }
    },
    [t, locale],
  )
}
