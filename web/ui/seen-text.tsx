import { defineTexts, useTexts } from '../i18n/texts.ts'
import { looksBlank } from './invisibles.ts'
import { IsolatedText } from './isolated-text.tsx'
import styles from './seen-text.module.css'

const texts = defineTexts({
  en: { empty: '(empty)', blank: '(nothing to be seen)' },
  zh: { empty: '（空）', blank: '（看不到任何内容）' },
})

/** A text as its reader sees it; where there is nothing to be seen, it says so. */
export function SeenText({ text, lang }: { text: string; lang?: string | undefined }) {
  const t = useTexts(texts)
  if (!looksBlank(text)) return <IsolatedText text={text} lang={lang} />
  return <span className={styles.nothing}>{text === '' ? t.empty : t.blank}</span>
}
