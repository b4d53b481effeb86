import { memo, type Ref } from 'react'
import styles from './bubbles.module.css'
import { SeenText } from './seen-text.tsx'

type Bubble = { text: string; lang: string | undefined }

export type PressedBubble = { index: number; text: string; bubble: HTMLButtonElement }

type Props = {
  /** Read aloud: what these are. */
  label: string
  bubbles: readonly Bubble[]
  disabled?: boolean
  onPress: (pressed: PressedBubble) => void
  ref?: Ref<HTMLUListElement>
}

/** What can be pressed under a message; an empty text cannot. */
export function Bubbles({ label, bubbles, disabled = false, onPress, ref }: Props) {
  return (
    <ul ref={ref} className={styles.bubbles} aria-label={label}>
      {bubbles.map(({ text, lang }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a bubble is known by its place only
        <li key={index} className={styles.item}>
          <Bubble
            index={index}
            text={text}
            lang={lang}
            disabled={disabled || text === ''}
            onPress={onPress}
          />
        </li>
      ))}
    </ul>
  )
}

type BubbleProps = Bubble & Pick<Props, 'onPress'> & { index: number; disabled: boolean }

const Bubble = memo(function Bubble({ index, text, lang, disabled, onPress }: BubbleProps) {
  return (
    <button
      type="button"
      className={styles.bubble}
      disabled={disabled}
      onClick={(event) => onPress({ index, text, bubble: event.currentTarget })}
    >
      <SeenText text={text} lang={lang} />
    </button>
  )
})
