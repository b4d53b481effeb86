import { memo, type Ref } from 'react'
import { useTexts } from '../i18n/texts.ts'
import { Avatar, type Who } from './avatar.tsx'
import styles from './chat-line.module.css'
import { SeenText } from './seen-text.tsx'
import { previewTexts } from './texts.ts'

type Props = {
  who: Who
  text: string
  lang?: string | undefined
  /** Not a real message: it only holds the place of one. */
  sample?: boolean
  /** The coloured box of the message, for measuring and moving it. */
  ref?: Ref<HTMLDivElement>
}

/** One message of the chat: the bot's from the left, the user's from the right. */
export const ChatLine = memo(function ChatLine({ who, text, lang, sample = false, ref }: Props) {
  const t = useTexts(previewTexts)
  return (
    <div className={styles.line} data-who={who}>
      <Avatar who={who} />
      <div ref={ref} className={styles.message} data-sample={sample}>
        <span className="visually-hidden">{t[who]}: </span>
        <SeenText text={text} lang={lang} />
      </div>
    </div>
  )
})
