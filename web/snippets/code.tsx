import { useMemo } from 'react'
import type { SnippetLanguage } from '#snippets/clients'
import { highlight } from './highlight.ts'
import styles from './snippets.module.css'

type Props = { label: string; language: SnippetLanguage; code: string }

/** A program in colours, in a box that scrolls: its lines are those of the file. */
export function Code({ label, language, code }: Props) {
  const pieces = useMemo(() => highlight(language, code), [language, code])
  return (
    <section
      className={styles.box}
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must take the keyboard
      tabIndex={0}
    >
      <pre className={styles.code} dir="ltr" translate="no">
        <code>
          {pieces.map(({ text, look }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: pieces have nothing else and never move
            <span key={index} className={look === '' ? undefined : styles[look]}>
              {text}
            </span>
          ))}
        </code>
      </pre>
    </section>
  )
}
