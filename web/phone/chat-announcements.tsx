import { useEffect, useRef } from 'react'
import type { EmulatorState } from '#contract/emulator-state'
import { useLocale } from '../i18n/locale-context.tsx'
import { useTexts } from '../i18n/texts.ts'
import { useAnnounce } from '../ui/announcer.tsx'
import { type Conversation, conversationKey } from './conversations.ts'
import { phoneTexts } from './texts.ts'

type Props = {
  state: EmulatorState
  open: Conversation | undefined
  /** The person has opened this very chat; otherwise a change of chat is news too. */
  chosen: boolean
}

/** Says aloud what comes into the open chat, and when bubbles come and go. */
export function ChatAnnouncements({ state: { apps, users }, open, chosen }: Props) {
  const t = useTexts(phoneTexts)
  const { locale } = useLocale()
  const announce = useAnnounce()
  const last = open?.last
  const shown = open?.chat?.messages.flatMap((message) => message.bubbles) ?? []
  const now = {
    chat: open ? conversationKey(open) : '',
    id: last?.message_id,
    bubbles: new Intl.ListFormat(locale, { type: 'unit' }).format(shown),
  }
  const before = useRef(now)
  const speaker =
    apps.find(({ app_id }) => app_id === last?.sender.id)?.name ??
    users.find(({ open_id }) => open_id === last?.sender.id)?.name ??
    ''

  useEffect(() => {
    const { chat, id, bubbles } = before.current
    before.current = now
    if (chat !== now.chat && chosen) return
    const news: string[] = []
    if (id !== now.id && last) news.push(t.saidMessage(speaker, last.text))
    if (bubbles !== now.bubbles) {
      news.push(now.bubbles === '' ? t.saidGone : t.saidBubbles(now.bubbles))
    }
    if (news.length > 0) announce(news.join(' '))
  })
  return null
}
