import { useEffect, useRef } from 'react'
import type { EmulatorState } from '#contract/emulator/state'
import type { StreamStatus } from '../../api-client/event-stream.ts'
import { useLocale } from '../../i18n/locale-context.tsx'
import { useTexts } from '../../i18n/texts.ts'
import { useAnnounce } from '../../ui/announcer.tsx'
import { Button } from '../../ui/button/button.tsx'
import { Callout } from '../../ui/callout/callout.tsx'
import { PollingNote } from '../../ui/callout/polling-note.tsx'
import { type ChatView, chatViewKey } from './chat-views.ts'
import styles from './live-emulator.module.css'
import { emulatorTexts } from './texts.ts'

/** Shows and announces that the connection is lost, so that the page may be out of date. */
export function ConnectionNote({ link, onTryNow }: { link: StreamStatus; onTryNow: () => void }) {
  const t = useTexts(emulatorTexts)
  const announce = useAnnounce()
  const before = useRef(link)
  useEffect(() => {
    if (link === 'lost' && before.current !== 'lost') announce(t.announceLost)
    if (link === 'live' && before.current === 'lost') announce(t.announceLive)
    before.current = link
  }, [link, announce, t])
  if (link === 'polling') return <PollingNote link={link} />
  if (link !== 'lost') return null
  return (
    <Callout tone="warn" title={t.lost}>
      <p>{t.lostWhy}</p>
      <p className={styles.action}>
        <Button onClick={onTryNow}>{t.reconnect}</Button>
      </p>
    </Callout>
  )
}

type Props = {
  state: EmulatorState
  open: ChatView | undefined
  /** Whether the user chose this chat; otherwise a change of chat is announced too. */
  chosen: boolean
}

/** Announces new messages of the open chat, and bubbles that appear or disappear. */
export function ChatAnnouncements({ state: { apps, users }, open, chosen }: Props) {
  const t = useTexts(emulatorTexts)
  const { locale } = useLocale()
  const announce = useAnnounce()
  const last = open?.last
  const shown = open?.chat?.messages.flatMap((message) => message.bubbles) ?? []
  const now = {
    chat: open ? chatViewKey(open) : '',
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
    if (id !== now.id && last) news.push(t.messageBy(speaker, last.text))
    if (bubbles !== now.bubbles) {
      news.push(now.bubbles === '' ? t.announceGone : t.announceBubbles(now.bubbles))
    }
    if (news.length > 0) announce(news.join(' '))
  })
  return null
}
