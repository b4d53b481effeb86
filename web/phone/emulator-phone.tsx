import { useMemo } from 'react'
import { useTexts } from '../i18n/texts.ts'
import { usePhoneState } from '../queries/phone-state.ts'
import { useEmulatorStream } from '../queries/phone-stream.ts'
import { Button } from '../ui/button.tsx'
import { Callout } from '../ui/callout.tsx'
import { ChatAnnouncements } from './chat-announcements.tsx'
import { ChatList } from './chat-list.tsx'
import { ConnectionNote } from './connection-note.tsx'
import { conversationKey, listConversations } from './conversations.ts'
import styles from './emulator-phone.module.css'
import { Inspector } from './inspector.tsx'
import { PhonePane } from './phone-pane.tsx'
import { createRefresher } from './refresher.ts'
import { phoneTexts } from './texts.ts'
import type { Place } from './use-place.ts'
import { useWide } from './use-wide.ts'

type Props = { profile: string; place: Place; go: (part: Partial<Place>) => void }

/** The three panes over one emulator's state, which is read anew whenever the stream tells of a change. */
export function EmulatorPhone({ profile, place, go }: Props) {
  const t = useTexts(phoneTexts)
  const wide = useWide()
  const { data: state, dataUpdatedAt, isError, refetch } = usePhoneState(profile)
  const refresh = useMemo(() => createRefresher(refetch), [refetch])
  const { link, tryNow } = useEmulatorStream(profile, refresh)

  if (!state) {
    if (!isError) return <p role="status">{t.loading}</p>
    return (
      <Callout tone="bad" title={t.failed}>
        <p>{t.failedWhy}</p>
        <p className={styles.action}>
          <Button
            onClick={() => {
              tryNow()
              refresh()
            }}
          >
            {t.retry}
          </Button>
        </p>
      </Callout>
    )
  }

  const conversations = listConversations(state, place.user)
  const open =
    conversations.find((one) => conversationKey(one) === place.chat) ??
    conversations.find(({ chat }) =>
      chat?.messages.some(({ message_id }) => message_id === place.message),
    ) ??
    conversations[0]
  const list = (
    <ChatList state={state} conversations={conversations} open={open} place={place} go={go} />
  )
  const clock = { ...state.clock, readAt: dataUpdatedAt }

  return (
    <>
      <ChatAnnouncements state={state} open={open} chosen={place.chat !== null} />
      <ConnectionNote link={link} onTryNow={tryNow} />
      <div className={styles.panes}>
        {wide ? list : null}
        <PhonePane
          key={open ? `${open.viewer.open_id} ${conversationKey(open)}` : ''}
          profile={profile}
          state={state}
          clock={clock}
          open={open}
          live={link === 'live'}
          marked={place.message}
        />
        {wide ? null : list}
        <Inspector
          profile={profile}
          state={state}
          clock={clock}
          open={open}
          tab={place.tab}
          onTab={(tab) => go({ tab })}
        />
      </div>
    </>
  )
}
