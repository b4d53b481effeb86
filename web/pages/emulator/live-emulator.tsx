import { useEffect, useMemo, useRef, useSyncExternalStore } from 'react'
import { type EmulatorState, emulatorStateSchema } from '#contract/emulator/state'
import { apiUrl } from '../../api-client/api.ts'
import { useConnections } from '../../api-client/connections.ts'
import { useEmulatorState } from '../../api-client/emulator-state.ts'
import {
  createRefresher,
  type StreamStatus,
  useEventStream,
} from '../../api-client/event-stream.ts'
import connectStyles from '../../features/connect/connect.module.css'
import { connectTexts } from '../../features/connect/connect-texts.ts'
import { ScanPress } from '../../features/connect/scan-press.tsx'
import { useLocale } from '../../i18n/locale-context.tsx'
import { useTexts } from '../../i18n/texts.ts'
import { useAnnounce } from '../../ui/announcer.tsx'
import { Button } from '../../ui/button/button.tsx'
import { Callout } from '../../ui/callout/callout.tsx'
import { LoadFailure } from '../../ui/callout/load-failure.tsx'
import { PollingNote } from '../../ui/callout/polling-note.tsx'
import { ChatList } from './chat-list.tsx'
import { ChatPane } from './chat-pane.tsx'
import { type ChatView, chatViewKey, listChatViews } from './chat-views.ts'
import { Inspector } from './inspector.tsx'
import styles from './live-emulator.module.css'
import { emulatorTexts } from './texts.ts'
import type { EmulatorPageParams } from './use-page-params.ts'

const WIDE = '(min-width: 60rem)'

/** Whether the list of chats is beside the open chat; otherwise it follows it, in the tab order too. */
function useWide(): boolean {
  return useSyncExternalStore(
    (onChange) => {
      const query = matchMedia(WIDE)
      query.addEventListener('change', onChange)
      return () => query.removeEventListener('change', onChange)
    },
    () => matchMedia(WIDE).matches,
    () => true,
  )
}

type Props = {
  profile: string
  params: EmulatorPageParams
  setParams: (changes: Partial<EmulatorPageParams>) => void
}

/** The page shows nearly all of the state, so it is validated as a whole. */
const validateState = (state: unknown) => emulatorStateSchema.parse(state)

/** Chats, open chat and inspector of one emulator; the state is fetched again on each event of its stream. */
export function LiveEmulator({ profile, params, setParams }: Props) {
  const t = useTexts(emulatorTexts)
  const wide = useWide()
  const {
    data: state,
    dataUpdatedAt,
    isError,
    refetch,
  } = useEmulatorState({ id: profile, brand: 'emulator' }, validateState)
  const refresh = useMemo(() => createRefresher(refetch), [refetch])
  const { link, tryNow } = useEventStream({
    href: apiUrl('GET /api/emulator/stream', { query: { profile } }),
    event: 'state',
    onEvent: refresh,
  })

  if (!state) {
    if (!isError) return <p role="status">{t.loading}</p>
    return (
      <LoadFailure
        title={t.failed}
        why={t.failedWhy}
        onRetry={() => {
          tryNow()
          refresh()
        }}
      />
    )
  }

  const views = listChatViews(state, params.user)
  const open =
    views.find((one) => chatViewKey(one) === params.chat) ??
    views.find(({ chat }) =>
      chat?.messages.some(({ message_id }) => message_id === params.message),
    ) ??
    views[0]
  const list = (
    <ChatList state={state} views={views} open={open} params={params} setParams={setParams} />
  )
  const clock = { ...state.clock, readAt: dataUpdatedAt }

  return (
    <>
      <ChatAnnouncements state={state} open={open} chosen={params.chat !== null} />
      <ConnectionNote link={link} onTryNow={tryNow} />
      <WaitingApps profile={profile} registrations={state.registrations} />
      <div className={styles.panes}>
        {wide ? list : null}
        <ChatPane
          key={open ? `${open.viewer.open_id} ${chatViewKey(open)}` : ''}
          profile={profile}
          state={state}
          clock={clock}
          open={open}
          live={link === 'live'}
          marked={params.message}
        />
        {wide ? null : list}
        <Inspector
          profile={profile}
          state={state}
          clock={clock}
          open={open}
          tab={params.tab}
          onTab={(tab) => setParams({ tab })}
        />
      </div>
    </>
  )
}

type WaitingAppsProps = { profile: string; registrations: EmulatorState['registrations'] }

/** The apps that wait for a scan in the emulator; any of its users can scan them. */
function WaitingApps({ profile, registrations }: WaitingAppsProps) {
  const t = useTexts(connectTexts)
  const { data: connections = [] } = useConnections()
  const waiting = registrations.filter(({ state }) => state === 'pending')
  return waiting.map(({ user_code }) => (
    <section
      key={user_code}
      className={connectStyles.waitingApps}
      aria-label={t.toConnect(user_code)}
    >
      <p>{t.toConnect(user_code)}</p>
      <ScanPress
        profile={profile}
        user_code={user_code}
        url={connections.find((one) => one.user_code === user_code)?.verification_url}
      />
    </section>
  ))
}

/** Shows and announces that the connection is lost, so that the page may be out of date. */
function ConnectionNote({ link, onTryNow }: { link: StreamStatus; onTryNow: () => void }) {
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

type ConnectionNoteProps = {
  state: EmulatorState
  open: ChatView | undefined
  /** Whether the user chose this chat; otherwise a change of chat is announced too. */
  chosen: boolean
}

/** Announces new messages of the open chat, and bubbles that appear or disappear. */
function ChatAnnouncements({ state: { apps, users }, open, chosen }: ConnectionNoteProps) {
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
