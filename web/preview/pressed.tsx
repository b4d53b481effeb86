import { Undo2 } from 'lucide-react'
import { useEffect, useLayoutEffect, useRef } from 'react'
import { ChatLine } from '../features/chat/chat.tsx'
import { useTexts } from '../i18n/texts.ts'
import { Button } from '../ui/button/button.tsx'
import { Callout } from '../ui/callout/callout.tsx'
import { ExactText } from '../ui/text/exact-text.tsx'
import { AssumedBadge } from './assumed-note.tsx'
import styles from './notes.module.css'
import { previewTexts } from './texts.ts'

const DURATION_MS = 180

/**
 * Animates an element from the position of another one, unless the user prefers reduced motion.
 */
export function glide(element: Element, from: DOMRect): void {
  if (matchMedia('(prefers-reduced-motion: reduce)').matches) return
  const to = element.getBoundingClientRect()
  const start = `${from.left - to.left}px ${from.top - to.top}px`
  element.animate(
    [
      { translate: start, opacity: 0.4 },
      { translate: '0 0', opacity: 1 },
    ],
    { duration: DURATION_MS, easing: 'ease-out' },
  )
}

type MessageProps = { text: string; lang: string | undefined; from: DOMRect }

/** The clicked bubble as the user's message, animated from the position of the bubble. */
export function PressedMessage({ text, lang, from }: MessageProps) {
  const t = useTexts(previewTexts)
  const message = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    if (message.current) glide(message.current, from)
  }, [from])
  return <ChatLine ref={message} who="user" speaker={t.user} text={text} lang={lang} />
}

/**
 * The event that the bot receives for a clicked bubble, with a button to go back.
 * @see https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/im-v1/message/events/receive
 */
export function PressedNote({ text, onBack }: { text: string; onBack: () => void }) {
  const t = useTexts(previewTexts)
  const back = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    // The focused bubble was removed.
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
