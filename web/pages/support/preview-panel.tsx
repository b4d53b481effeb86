import type { DraftFollowUps } from '#contract/draft'
import { bcp47, type Language } from '#contract/languages'
import { ChatLine } from '../../features/chat/chat.tsx'
import { textFor } from '../../features/preview/text-for.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Panel } from '../../ui/panel.tsx'
import styles from './preview-panel.module.css'
import { supportTexts } from './texts.ts'

type Props = {
  /** The bot's message above the bubbles; null if its text is unknown. */
  message: string | null
  followUps: DraftFollowUps
  /** The language of the person or of the first message; null for the default texts. */
  language: Language | null
}

/** The end of the chat as the person will see it. */
export function PreviewPanel({ message, followUps, language }: Props) {
  const t = useTexts(supportTexts)
  return (
    <Panel title={t.preview}>
      {followUps.length === 0 ? (
        <p className={styles.soft}>{t.nothing}</p>
      ) : (
        <figure className={styles.chat}>
          <ChatLine who="bot" speaker={t.bot} text={message ?? '…'} sample={message === null} />
          <ul className={styles.bubbles} aria-label={t.bubbles}>
            {followUps.map((followUp, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: bubbles have no id
              <li key={index}>
                <bdi className={styles.bubble} lang={language ? bcp47(language) : undefined}>
                  {textFor(followUp, language).text}
                </bdi>
              </li>
            ))}
          </ul>
          <figcaption className={styles.caption}>{t.assumed}</figcaption>
        </figure>
      )}
    </Panel>
  )
}
