import { useEffect, useId, useState } from 'react'
import type { UserMessage } from '#contract/emulator/control'
import type { EmulatorState } from '#contract/emulator/state'
import { bcp47, isLanguage, LANGUAGE_NAMES, LANGUAGES } from '#contract/languages'
import { controlCall, useControl } from '../../api-client/emulator.ts'
import { useLocale } from '../../i18n/locale-context.tsx'
import { useTexts } from '../../i18n/texts.ts'
import fieldStyles from '../../ui/form/field.module.css'
import { Switch } from '../../ui/form/labelled-field.tsx'
import { Pane } from '../../ui/layout.tsx'
import styles from './chat-pane.module.css'
import { ChatScreen } from './chat-screen.tsx'
import type { ChatView } from './chat-views.ts'
import { ControlFailure } from './control-failure.tsx'
import type { ClockReading } from './emulator-clock.tsx'
import { SendAsBot } from './send-as-bot.tsx'
import { emulatorTexts } from './texts.ts'

type Props = {
  profile: string
  state: EmulatorState
  clock: ClockReading
  open: ChatView | undefined
  /** Whether the state is up to date. */
  live: boolean
  /** The id of the message that the page was opened for. */
  marked: string | null
}

/** One chat as one of its users sees it, and a form to send as a bot. */
export function ChatPane({ open, ...rest }: Props) {
  const t = useTexts(emulatorTexts)
  if (!open) {
    return (
      <Pane title={t.title}>
        <p>{t.noChats}</p>
      </Pane>
    )
  }
  return <OpenChat open={open} {...rest} />
}

function OpenChat({ profile, state, clock, open, live, marked }: Props & { open: ChatView }) {
  const t = useTexts(emulatorTexts)
  const { chat, viewer, apps, unread } = open
  const settings = useControl(profile)
  const user = useControl(profile)
  const bot = useControl(profile)
  const { mutate: read } = useControl(profile)

  const chatId = chat?.chat_id
  const newest = open.last?.message_id
  useEffect(() => {
    if (!live || unread === 0 || newest === undefined || chatId === undefined) return
    read(
      controlCall('POST /api/emulator/users/:open_id/read', {
        params: { open_id: viewer.open_id },
        body: { chat_id: chatId },
      }),
    )
  }, [live, unread, newest, chatId, viewer.open_id, read])

  return (
    <Pane title={t.chatOf(viewer.name)}>
      <UserSettings open={open} control={settings} />
      <ChatScreen
        profile={profile}
        open={open}
        users={state.users}
        clock={clock}
        busy={user.isPending}
        marked={marked}
        onPress={(message_id, index) =>
          user.mutateAsync(
            controlCall('POST /api/emulator/users/:open_id/clicks', {
              params: { open_id: viewer.open_id },
              body: { message_id, index },
            }),
          )
        }
        onWrite={(text) => {
          const body: UserMessage =
            chatId === undefined ? { app_id: apps[0]?.app_id, text } : { chat_id: chatId, text }
          const params = { open_id: viewer.open_id }
          return user.mutateAsync(
            controlCall('POST /api/emulator/users/:open_id/messages', { params, body }),
          )
        }}
      />
      <ControlFailure error={user.error} />
      <SendAsBot open={open} apps={state.apps} control={bot} />
    </Pane>
  )
}

type UserSettingsProps = { open: ChatView; control: ReturnType<typeof useControl> }

/** The user's client, and whether the bot is available to the user. */
function UserSettings({ open: { chat, viewer, apps }, control }: UserSettingsProps) {
  const t = useTexts(emulatorTexts)
  const { locale } = useLocale()
  const id = useId()
  const [wanted, setWanted] = useState<boolean | null>(null)
  const bot = chat?.chat_mode === 'group' ? undefined : apps[0]
  const setInRange = (inRange: boolean) => {
    if (!bot) return
    const others = bot.unavailable_to.filter((one) => one !== viewer.open_id)
    // Optimistic: shown until the emulator reports it, or turned back if the request fails.
    setWanted(inRange)
    control.mutate(
      controlCall('PATCH /api/emulator/apps/:app_id', {
        params: { app_id: bot.app_id },
        body: { unavailable_to: inRange ? others : [...others, viewer.open_id] },
      }),
      { onError: () => setWanted(null) },
    )
  }
  const isInRange = bot !== undefined && !bot.unavailable_to.includes(viewer.open_id)
  if (wanted === isInRange) setWanted(null)
  return (
    <div className={styles.settings}>
      <label htmlFor={id} className={styles.label}>
        {t.language}
      </label>
      <select
        id={id}
        className={styles.select}
        value={viewer.language}
        onChange={({ target: { value: language } }) => {
          if (!isLanguage(language)) return
          control.mutate(
            controlCall('PATCH /api/emulator/users/:open_id', {
              params: { open_id: viewer.open_id },
              body: { language },
            }),
          )
        }}
      >
        {LANGUAGES.map((code) => {
          const names = LANGUAGE_NAMES[code]
          return (
            <option key={code} value={code} lang={bcp47(code)}>
              {names.native === names[locale] ? names.native : `${names.native} · ${names[locale]}`}
            </option>
          )
        })}
      </select>
      <label htmlFor={`${id}-version`} className={styles.label}>
        {t.clientVersion}
      </label>
      {/* Uncontrolled: the emulator decides what is accepted. */}
      <input
        key={viewer.client_version}
        id={`${id}-version`}
        className={styles.select}
        autoComplete="off"
        defaultValue={viewer.client_version}
        onKeyDown={({ key, currentTarget }) => {
          if (key === 'Enter') currentTarget.blur()
        }}
        onBlur={({ target }) => {
          const client_version = target.value.trim()
          if (client_version === viewer.client_version) return
          control.mutate(
            controlCall('PATCH /api/emulator/users/:open_id', {
              params: { open_id: viewer.open_id },
              body: { client_version },
            }),
          )
        }}
      />
      {bot ? (
        <div className={styles.range}>
          <Switch checked={wanted ?? isInRange} onChange={setInRange}>
            {t.inRange}
          </Switch>
          <span className={fieldStyles.hint}>{t.inRangeHint}</span>
        </div>
      ) : null}
      <ControlFailure error={control.error} />
    </div>
  )
}
