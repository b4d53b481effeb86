import { useEffect, useState } from 'react'
import { flushSync } from 'react-dom'
import { useLocale } from '../i18n/locale-context.tsx'
import { useTexts } from '../i18n/texts.ts'
import { Button } from '../ui/button.tsx'
import { ExactText } from '../ui/exact-text.tsx'
import { cutText } from './cut-text.ts'
import { readerTag } from './format.ts'
import styles from './raw-text.module.css'
import { rawTexts } from './raw-texts.ts'

/** More than this is drawn on demand only: laying out a quarter of a megabyte takes seconds. */
const DRAWN_AT_FIRST = 20_000

type Props = { text: string; label?: string; labelId?: string }

/** A text from the wire, every character of it, in a box of its own. */
export function RawText({ text, label, labelId }: Props) {
  const t = useTexts(rawTexts)
  const { locale } = useLocale()
  const [all, setAll] = useState(false)
  const shown = all ? text : cutText(text, DRAWN_AT_FIRST)
  // On paper there is no button to show the rest.
  useEffect(() => {
    const showAll = () => flushSync(() => setAll(true))
    addEventListener('beforeprint', showAll)
    return () => removeEventListener('beforeprint', showAll)
  }, [])
  const format = new Intl.NumberFormat(readerTag(locale, navigator.languages))
  return (
    <>
      <section
        className={styles.box}
        aria-label={label}
        aria-labelledby={labelId}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must take the keyboard
        tabIndex={0}
      >
        <pre className={styles.text} dir="ltr" translate="no">
          <ExactText>{shown}</ExactText>
        </pre>
      </section>
      {shown.length < text.length ? (
        <p className={styles.cut}>
          {t.cut(format.format(shown.length), format.format(text.length))}
          <Button onClick={() => setAll(true)}>{t.showAll}</Button>
        </p>
      ) : null}
    </>
  )
}
