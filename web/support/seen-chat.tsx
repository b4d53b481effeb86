import { bcp47, type Language } from '#contract/languages'
import type { FollowUps } from '#contract/template'
import { useTexts } from '../i18n/texts.ts'
import { ChatLine } from '../ui/chat-line.tsx'
import type { Parts } from './parts.ts'
import styles from './support.module.css'
import { supportTexts } from './texts.ts'

type Props = {
  /** What the bot says above the bubbles; `null` where it is not known. */
  message: string | null
  followUps: FollowUps
  language: Language
  textFor: Parts['textFor']
}

/** The end of the chat as the person will see it. */
export function SeenChat({ message, followUps, language, textFor }: Props) {
  const t = useTexts(supportTexts)
  return (
    <figure className={styles.chat} aria-label={t.preview}>
      <ChatLine who="bot" speaker={t.bot} text={message ?? '…'} sample={message === null} />
      <ul className={styles.seen} aria-label={t.bubbles}>
        {followUps.map((followUp, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a bubble is known by its place only
          <li key={index}>
            <bdi className={styles.bubble} lang={bcp47(language)}>
              {textFor(followUp, language)}
            </bdi>
          </li>
        ))}
      </ul>
      <figcaption className={styles.soft}>{t.assumed}</figcaption>
    </figure>
  )
}
