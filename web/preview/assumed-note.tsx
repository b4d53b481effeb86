import { LANGUAGE_NAMES, type Language } from '#contract/languages'
import { useLocale } from '../i18n/locale-context.tsx'
import { useTexts } from '../i18n/texts.ts'
import { Badge } from '../ui/callout/callout.tsx'
import styles from './notes.module.css'
import type { ReaderText } from './text-for.ts'
import { previewTexts } from './texts.ts'

/** Names the bubbles whose text depends on undocumented behaviour. */
export function AssumedNote({
  texts,
  language,
}: {
  texts: readonly ReaderText[]
  language: Language
}) {
  const t = useTexts(previewTexts)
  const { locale } = useLocale()
  const name = LANGUAGE_NAMES[language][locale]
  const numbers = (matches: (text: ReaderText) => boolean) =>
    texts.flatMap((text, index) => (matches(text) ? [String(index + 1)] : []))
  const fallback = numbers((text) => text.source === 'default')
  const repeated = numbers((text) => text.repeated)
  if (fallback.length + repeated.length === 0) return null
  const list = new Intl.ListFormat(locale)
  return (
    <p className={styles.assumed}>
      <AssumedBadge />{' '}
      {fallback.length > 0 ? t.fallback(list.format(fallback), fallback.length === 1, name) : null}{' '}
      {repeated.length > 0 ? t.repeated(list.format(repeated), repeated.length === 1, name) : null}
    </p>
  )
}

/** Marks undocumented behaviour that the preview assumes. */
export function AssumedBadge() {
  return <Badge tone="unsure">{useTexts(previewTexts).assumed}</Badge>
}
