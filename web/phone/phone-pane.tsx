import { useEffect } from 'react'
import type { Click, UserMessage } from '#contract/emulator-control'
import type { EmulatorState } from '#contract/emulator-state'
import { useTexts } from '../i18n/texts.ts'
import { idPath, useControl } from '../queries/emulator-control.ts'
import { Pane } from '../ui/pane.tsx'
import { BotWrites } from './bot-writes.tsx'
import { ChatScreen } from './chat-screen.tsx'
import { ControlFailure } from './control-failure.tsx'
import type { Conversation } from './conversations.ts'
import { PhoneSettings } from './phone-settings.tsx'
import { phoneTexts } from './texts.ts'
import type { ReadClock } from './use-emulator-now.ts'

type Props = {
  profile: string
  state: EmulatorState
  clock: ReadClock
  open: Conversation | undefined
  /** What is shown is what the emulator has now. */
  live: boolean
  /** The message that the page was opened for. */
  marked: string | null
}

/** The phone of one person with one chat open, and who else can have a hand in it. */
export function PhonePane({ open, ...rest }: Props) {
  const t = useTexts(phoneTexts)
  if (!open) {
    return (
      <Pane title={t.title}>
        <p>{t.noChats}</p>
      </Pane>
    )
  }
  return <OpenPhone open={open} {...rest} />
}

function OpenPhone({ profile, state, clock, open, live, marked }: Props & { open: Conversation }) {
  const t = useTexts(phoneTexts)
  const { chat, viewer, apps, unread } = open
  const settings = useControl(profile)
  const person = useControl(profile)
  const bot = useControl(profile)
  const { mutate: read } = useControl(profile)

  const chatId = chat?.chat_id
  const newest = open.last?.message_id
  useEffect(() => {
    if (!live || unread === 0 || newest === undefined) return
    read({
      method: 'POST',
      path: idPath`/users/${viewer.open_id}/read`,
      body: { chat_id: chatId },
    })
  }, [live, unread, newest, chatId, viewer.open_id, read])

  return (
    <Pane title={t.phoneOf(viewer.name)}>
      <PhoneSettings open={open} control={settings} />
      <ChatScreen
        profile={profile}
        open={open}
        users={state.users}
        clock={clock}
        busy={person.isPending}
        marked={marked}
        onPress={(message_id, index) =>
          person.mutateAsync({
            method: 'POST',
            path: idPath`/users/${viewer.open_id}/clicks`,
            body: { message_id, index } satisfies Click,
          })
        }
        onWrite={(text) => {
          const body: UserMessage =
            chatId === undefined ? { app_id: apps[0]?.app_id, text } : { chat_id: chatId, text }
          const path = idPath`/users/${viewer.open_id}/messages`
          return person.mutateAsync({ method: 'POST', path, body })
        }}
      />
      <ControlFailure error={person.error} />
      <BotWrites open={open} apps={state.apps} control={bot} />
    </Pane>
  )
}
