import { useCallback, useEffect, useRef } from 'react'
import { bcp47, type Language } from '#contract/languages'
import { type PressedBubble, Bubbles as SeenBubbles } from '../features/chat/chat.tsx'
import { useTexts } from '../i18n/texts.ts'
import type { ReaderText } from './text-for.ts'
import { previewTexts } from './texts.ts'
import type { BubblePress } from './use-press.ts'

type Props = {
  texts: readonly ReaderText[]
  language: Language
  onPress: (press: BubblePress) => void
  /** The index of the bubble to focus when the bubbles are shown again. */
  focus: number | null
}

/** The bubbles under the bot's message. */
export function PreviewBubbles({ texts, language, onPress, focus }: Props) {
  const t = useTexts(previewTexts)
  const list = useRef<HTMLUListElement>(null)
  useEffect(() => {
    if (focus !== null) list.current?.querySelectorAll('button')[focus]?.focus()
  }, [focus])
  const press = useCallback(
    ({ index, text, bubble }: PressedBubble) =>
      onPress({ index, text, from: bubble.getBoundingClientRect() }),
    [onPress],
  )
  return (
    <SeenBubbles
      ref={list}
      label={t.bubbles}
      bubbles={texts.map(({ text, source }) => ({
        text,
        lang: source === 'row' ? bcp47(language) : undefined,
      }))}
      onPress={press}
    />
  )
}
