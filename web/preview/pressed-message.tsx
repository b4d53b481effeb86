import { useLayoutEffect, useRef } from 'react'
import { useTexts } from '../i18n/texts.ts'
import { ChatLine } from '../ui/chat-line.tsx'
import { glide } from './glide.ts'
import { previewTexts } from './texts.ts'

type Props = { text: string; lang: string | undefined; from: DOMRect }

/** The pressed bubble as the user's own message, arriving from where the bubble stood. */
export function PressedMessage({ text, lang, from }: Props) {
  const t = useTexts(previewTexts)
  const message = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    if (message.current) glide(message.current, from)
  }, [from])
  return <ChatLine ref={message} who="user" speaker={t.user} text={text} lang={lang} />
}
