import { useTexts } from '../i18n/texts.ts'
import { looksBlank } from '../ui/invisibles.ts'
import { IsolatedText } from '../ui/isolated-text.tsx'
import styles from './seen-text.module.css'
import { previewTexts } from './texts.ts'

/** A text as its reader sees it; where there is nothing to be seen, it says so. */
export function SeenText({ text, lang }: { text: string; lang?: string | undefined }) {
  const t = useTexts(previewTexts)
  if (!looksBlank(text)) return <IsolatedText text={text} lang={lang} />
  return <span className={styles.nothing}>{text === '' ? t.empty : t.blank}</span>
}
