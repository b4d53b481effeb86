import { memo, useEffect, useRef } from 'react'
import { bcp47, type Language } from '#contract/languages'
import { useTexts } from '../i18n/texts.ts'
import styles from './bubbles.module.css'
import { SeenText } from './seen-text.tsx'
import type { ReaderText } from './text-for.ts'
import { previewTexts } from './texts.ts'
import type { Press } from './use-press.ts'

type Props = {
  texts: readonly ReaderText[]
  language: Language
  onPress: (press: Press) => void
  /** The bubble that takes the focus when the bubbles come back. */
  focus: number | null
}

/** The bubbles under the bot's message. */
export function Bubbles({ texts, language, onPress, focus }: Props) {
  const t = useTexts(previewTexts)
  const list = useRef<HTMLUListElement>(null)
  useEffect(() => {
    if (focus !== null) list.current?.querySelectorAll('button')[focus]?.focus()
  }, [focus])
  return (
    <ul ref={list} className={styles.bubbles} aria-label={t.bubbles}>
      {texts.map(({ text, source }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a bubble is known by its place only
        <li key={index} className={styles.item}>
          <Bubble
            index={index}
            text={text}
            lang={source === 'row' ? bcp47(language) : undefined}
            onPress={onPress}
          />
        </li>
      ))}
    </ul>
  )
}

type BubbleProps = {
  index: number
  text: string
  lang: string | undefined
  onPress: (press: Press) => void
}

const Bubble = memo(function Bubble({ index, text, lang, onPress }: BubbleProps) {
  return (
    <button
      type="button"
      className={styles.bubble}
      disabled={text === ''}
      onClick={(event) =>
        onPress({ index, text, from: event.currentTarget.getBoundingClientRect() })
      }
    >
      <SeenText text={text} lang={lang} />
    </button>
  )
})
