import { useForm } from 'react-hook-form'
import type { BotMessage } from '#contract/emulator/control'
import type { EmulatorApp } from '#contract/emulator/state'
import { controlCall, type useControl } from '../../api-client/emulator.ts'
import { useTexts } from '../../i18n/texts.ts'
import { useAnnounce } from '../../ui/announcer.tsx'
import { Button } from '../../ui/button/button.tsx'
import { Disclosure } from '../../ui/disclosure.tsx'
import fieldStyles from '../../ui/form/field.module.css'
import { LabelledInput, LabelledSelect } from '../../ui/form/labelled-field.tsx'
import shared from '../../ui/shared.module.css'
import type { ChatView } from './chat-views.ts'
import { ControlFailure } from './control-failure.tsx'
import { emulatorTexts } from './texts.ts'

type Props = {
  open: ChatView
  apps: readonly EmulatorApp[]
  control: ReturnType<typeof useControl>
}

/** Sends a message to the user as this chat's bot, or as another bot in a chat of its own. */
export function SendAsBot({ open: { chat, viewer, apps: members }, apps, control }: Props) {
  const t = useTexts(emulatorTexts)
  const announce = useAnnounce()
  const { register, watch, setValue, handleSubmit } = useForm({
    defaultValues: { app_id: members[0]?.app_id ?? '', text: '' },
  })
  const chosen = watch('app_id')
  const bot = apps.find(({ app_id }) => app_id === chosen) ?? members[0] ?? apps[0]

  const submit = handleSubmit((fields) => {
    if (!bot) return
    const text = fields.text || t.botDefault
    const body: BotMessage = chat?.app_ids.includes(bot.app_id)
      ? { chat_id: chat.chat_id, text }
      : { open_id: viewer.open_id, text }
    control.mutate(
      controlCall('POST /api/emulator/bots/:app_id/messages', {
        params: { app_id: bot.app_id },
        body,
      }),
      {
        onSuccess: () => {
          setValue('text', '')
          announce(t.botSent(bot.name))
        },
      },
    )
  })

  return (
    <Disclosure summary={t.asBot}>
      <form className={shared.stack2} onSubmit={(event) => void submit(event)}>
        <p className={fieldStyles.hint}>{t.asBotHint}</p>
        <LabelledSelect
          label={t.whichBot}
          value={bot?.app_id ?? ''}
          options={apps.map(({ app_id, name }) => ({
            value: app_id,
            label: `${name} · ${app_id}`,
          }))}
          onValue={(app_id) => setValue('app_id', app_id)}
        />
        <LabelledInput
          label={t.botText}
          dir="auto"
          maxLength={10_000}
          placeholder={t.botDefault}
          {...register('text')}
        />
        <div>
          <Button type="submit" disabled={control.isPending}>
            {t.botSend}
          </Button>
        </div>
        <ControlFailure error={control.error} />
      </form>
    </Disclosure>
  )
}
