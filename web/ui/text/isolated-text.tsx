import { defineTexts, useTexts } from '../../i18n/texts.ts'
import { looksBlank } from './invisibles.ts'
import styles from './isolated-text.module.css'

type Props = {
  text: string
  /** The BCP 47 tag of the text's language, if known. */
  lang?: string | undefined
  /** Truncates with an ellipsis instead of wrapping. */
  oneLine?: boolean
}

/**
 * A text written by someone else, unchanged. Its direction, overrides and combining marks end at its
 * own box, so it can neither reorder nor cover the labels beside it.
 */
export function IsolatedText({ text, lang, oneLine = false }: Props) {
  return (
    <bdi dir="auto" lang={lang} className={`${styles.text} ${oneLine ? styles.oneLine : ''}`}>
      {text}
    </bdi>
  )
}

const texts = defineTexts({
  en: { empty: '(empty)', blank: '(no visible text)' },
  zh: { empty: '（空）', blank: '（无可见文字）' },
})

/** A text as the recipient sees it, or a note that nothing of it is visible. */
export function SeenText({ text, lang }: { text: string; lang?: string | undefined }) {
  const t = useTexts(texts)
  if (!looksBlank(text)) return <IsolatedText text={text} lang={lang} />
  return <span className={styles.nothing}>{text === '' ? t.empty : t.blank}</span>
}
