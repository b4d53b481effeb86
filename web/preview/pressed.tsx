import { Undo2 } from 'lucide-react'
import { useEffect, useLayoutEffect, useRef } from 'react'
import { useTexts } from '../i18n/texts.ts'
import { Button } from '../ui/button.tsx'
import { Callout } from '../ui/callout.tsx'
import { ChatLine } from '../ui/chat-line.tsx'
import { ExactText } from '../ui/exact-text.tsx'
import { AssumedBadge } from './assumed-badge.tsx'
import { glide } from './glide.ts'
import styles from './notes.module.css'
import { previewTexts } from './texts.ts'

type MessageProps = { text: string; lang: string | undefined; from: DOMRect }

/** The pressed bubble as the user's own message, arriving from where the bubble stood. */
export function PressedMessage({ text, lang, from }: MessageProps) {
  const t = useTexts(previewTexts)
  const message = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    if (message.current) glide(message.current, from)
  }, [from])
  return <ChatLine ref={message} who="user" speaker={t.user} text={text} lang={lang} />
}

/**
 * What the bot learns of a pressed bubble, and the way back.
 * @see https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/im-v1/message/events/receive
 */
export function PressedNote({ text, onBack }: { text: string; onBack: () => void }) {
  const t = useTexts(previewTexts)
  const back = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    // The bubble that had the focus is gone; the next thing to do is here.
    back.current?.focus({ preventScroll: true })
    back.current?.scrollIntoView({ block: 'nearest' })
  }, [])
  return (
    <Callout tone="info" title={t.pressed}>
      <p>{t.received}</p>
      <div className={styles.event}>
        <code>im.message.receive_v1</code>
        <code>
          <ExactText>{JSON.stringify({ text })}</ExactText>
        </code>
      </div>
      <p>
        <AssumedBadge /> {t.eventAssumed}
      </p>
      <div className={styles.back}>
        <Button ref={back} icon={<Undo2 size={16} aria-hidden="true" />} onClick={onBack}>
          {t.back}
        </Button>
      </div>
    </Callout>
  )
}
