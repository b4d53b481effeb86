import styles from './isolated-text.module.css'

type Props = {
  text: string
  /** The BCP 47 tag of the text's own language, where it is known. */
  lang?: string | undefined
  /** Cuts what does not fit with an ellipsis instead of wrapping it. */
  oneLine?: boolean
}

/**
 * A text that somebody else wrote, exactly as it is. Its direction, its overrides and its marks end
 * at its own box, so it can neither reorder nor cover the labels beside it.
 */
export function IsolatedText({ text, lang, oneLine = false }: Props) {
  return (
    <bdi dir="auto" lang={lang} className={`${styles.text} ${oneLine ? styles.oneLine : ''}`}>
      {text}
    </bdi>
  )
}
