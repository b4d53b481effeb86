import { useId, useState } from 'react'
import type { BotMessage } from '#contract/emulator-control'
import type { EmulatorApp } from '#contract/emulator-state'
import { useTexts } from '../i18n/texts.ts'
import { idPath, type useControl } from '../queries/emulator-control.ts'
import { useAnnounce } from '../ui/announcer.tsx'
import { Button } from '../ui/button.tsx'
import { Disclosure } from '../ui/disclosure.tsx'
import fieldStyles from '../ui/field.module.css'
import styles from './bot-writes.module.css'
import { ControlFailure } from './control-failure.tsx'
import type { Conversation } from './conversations.ts'
import { phoneTexts } from './texts.ts'

type Props = {
  open: Conversation
  apps: readonly EmulatorApp[]
  control: ReturnType<typeof useControl>
}

/** Lets this chat's bot or another one write to the person: another one in a chat of its own. */
export function BotWrites({ open: { chat, viewer, apps: members }, apps, control }: Props) {
  const t = useTexts(phoneTexts)
  const announce = useAnnounce()
  const id = useId()
  const [chosen, setChosen] = useState(members[0]?.app_id ?? '')
  const [text, setText] = useState('')
  const bot = apps.find(({ app_id }) => app_id === chosen) ?? members[0] ?? apps[0]

  const write = () => {
    if (!bot) return
    const said = text || t.botDefault
    const body: BotMessage = chat?.app_ids.includes(bot.app_id)
      ? { chat_id: chat.chat_id, text: said }
      : { open_id: viewer.open_id, text: said }
    control.mutate(
      { method: 'POST', path: idPath`/bots/${bot.app_id}/messages`, body },
      {
        onSuccess: () => {
          setText('')
          announce(t.botWrote(bot.name))
        },
      },
    )
  }

  return (
    <Disclosure summary={t.botWrites}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault()
          write()
        }}
      >
        <p className={fieldStyles.hint}>{t.botWritesHint}</p>
        <div className={fieldStyles.field}>
          <label htmlFor={`${id}-bot`} className={fieldStyles.label}>
            {t.whichBot}
          </label>
          <select
            id={`${id}-bot`}
            className={fieldStyles.input}
            value={bot?.app_id ?? ''}
            onChange={({ target }) => setChosen(target.value)}
          >
            {apps.map(({ app_id, name }) => (
              <option key={app_id} value={app_id}>
                {name} · {app_id}
              </option>
            ))}
          </select>
        </div>
        <div className={fieldStyles.field}>
          <label htmlFor={`${id}-text`} className={fieldStyles.label}>
            {t.botText}
          </label>
          <input
            id={`${id}-text`}
            className={fieldStyles.input}
            dir="auto"
            autoComplete="off"
            maxLength={10_000}
            value={text}
            placeholder={t.botDefault}
            onChange={({ target }) => setText(target.value)}
          />
        </div>
        <div>
          <Button type="submit" disabled={control.isPending}>
            {t.botWrite}
          </Button>
        </div>
        <ControlFailure error={control.error} />
      </form>
    </Disclosure>
  )
}
