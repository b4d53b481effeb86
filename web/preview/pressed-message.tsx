import { useLayoutEffect, useRef } from 'react'
import { ChatLine } from './chat-line.tsx'
import { glide } from './glide.ts'

type Props = { text: string; lang: string | undefined; from: DOMRect }

/** The pressed bubble as the user's own message, arriving from where the bubble stood. */
export function PressedMessage({ text, lang, from }: Props) {
  const message = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    if (message.current) glide(message.current, from)
  }, [from])
  return <ChatLine ref={message} who="user" text={text} lang={lang} />
}
