import { useMemo, useSyncExternalStore } from 'react'
import { emulatorStateSchema } from '#contract/emulator/state'
import { apiUrl } from '../../api-client/api.ts'
import { useEmulatorState } from '../../api-client/emulator-state.ts'
import { createRefresher, useEventStream } from '../../api-client/event-stream.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Button } from '../../ui/button/button.tsx'
import { Callout } from '../../ui/callout/callout.tsx'
import { ChatAnnouncements, ConnectionNote } from './announcements.tsx'
import { ChatList } from './chat-list.tsx'
import { ChatPane } from './chat-pane.tsx'
import { chatViewKey, listChatViews } from './chat-views.ts'
import { Inspector } from './inspector.tsx'
import styles from './live-emulator.module.css'
import { emulatorTexts } from './texts.ts'
import type { EmulatorPageParams } from './use-page-params.ts'
import { WaitingApps } from './waiting-apps.tsx'

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
