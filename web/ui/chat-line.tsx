import { memo, type Ref } from 'react'
import { Avatar, type Who } from './avatar.tsx'
import styles from './chat-line.module.css'
import { SeenText } from './seen-text.tsx'

type Props = {
  /** On whose side it stands. */
  who: Who
  /** Whose picture stands beside it, where that is not told by the side. */
  avatar?: Who
  /** Read aloud before the text: who says it. */
  speaker: string
  text: string
  lang?: string | undefined
  /** Not a real message: it only holds the place of one. */
  sample?: boolean
  /** Cuts a long text, where what matters stands under it. */
  cut?: boolean
  /** The coloured box of the message, for measuring and moving it. */
  ref?: Ref<HTMLDivElement>
}

/** One message of a chat: the bot's from the left, the user's from the right. */
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
