import { memo, type Ref } from 'react'
import { defineTexts, useTexts } from '../../i18n/texts.ts'
import { SeenText } from '../../ui/text/isolated-text.tsx'
import styles from './chat.module.css'

type Props = {
  /** The side of the message. */
  who: ChatSide
  /** The avatar, if it differs from the side. */
  avatar?: ChatSide
  /** The author, for screen readers. */
  speaker: string
  text: string
  lang?: string | undefined
  /** A placeholder for a message. */
  sample?: boolean
  /** Truncates a long text. */
  cut?: boolean
  /** The box of the message, for measuring and animating it. */
  ref?: Ref<HTMLDivElement>
}

/** One message of a chat: the bot's on the left, the user's on the right. */
export const ChatLine = memo(function ChatLine(props: Props) {
  const { who, avatar = who, speaker, text, lang, sample = false, cut = false, ref } = props
  return (
    <div className={styles.line} data-who={who}>
      <Avatar who={avatar} />
      <div ref={ref} className={styles.message} data-sample={sample} data-cut={cut}>
        <span className="visually-hidden">{speaker}: </span>
        <SeenText text={text} lang={lang} />
      </div>
    </div>
  )
})

type ChatSide = 'bot' | 'user'

/** A simple picture of a bot or a user. */
export function Avatar({ who }: { who: ChatSide }) {
  return (
    <svg className={styles.avatar} data-who={who} viewBox="0 0 32 32" aria-hidden="true">
      {who === 'bot' ? (
        <>
          <path className={styles.antenna} d="M16 10V6.5" />
          <rect className={styles.shape} x="8" y="10" width="16" height="13" rx="4" />
          <circle className={styles.eye} cx="13" cy="16.5" r="1.75" />
          <circle className={styles.eye} cx="19" cy="16.5" r="1.75" />
        </>
      ) : (
        <>
          <circle className={styles.shape} cx="16" cy="12.5" r="4.5" />
          <path className={styles.shape} d="M7.5 25a8.5 6.5 0 0 1 17 0z" />
        </>
      )}
    </svg>
  )
}

const texts = defineTexts({ en: { bot: 'Bot' }, zh: { bot: '机器人' } })

/** Marks a chat with a bot. */
export function BotTag() {
  const t = useTexts(texts)
  return <span className={styles.tag}>{t.bot}</span>
}

type Bubble = { text: string; lang: string | undefined }

export type PressedBubble = { index: number; text: string; bubble: HTMLButtonElement }

type BubblesProps = {
  /** The accessible name of the list. */
  label: string
  bubbles: readonly Bubble[]
  disabled?: boolean
  /** The index of the bubble that is marked as the clicked one. */
  clicked?: number | undefined
  onPress: (pressed: PressedBubble) => void
  ref?: Ref<HTMLUListElement>
}

/** The clickable bubbles under a message; one with an empty text is disabled. */
export function Bubbles(props: BubblesProps) {
  const { label, bubbles, disabled = false, clicked, onPress, ref } = props
  return (
    <ul ref={ref} className={styles.bubbles} aria-label={label}>
      {bubbles.map(({ text, lang }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a bubble has no identity but its index
        <li key={index} className={styles.item} data-clicked={index === clicked}>
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

type BubbleProps = Bubble & Pick<BubblesProps, 'onPress'> & { index: number; disabled: boolean }

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
