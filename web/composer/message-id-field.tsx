import { type ClipboardEvent, useId } from 'react'
import { findMessageId, MESSAGE_ID } from '#contract/message-id'
import { defineTexts, useTexts } from '../i18n/texts.ts'
import { useAnnounce } from '../ui/announcer.tsx'
import fieldStyles from '../ui/field.module.css'
import { useComposition } from './composition-context.tsx'
import { useFieldMend } from './use-field-mend.ts'

const texts = defineTexts({
  en: {
    label: 'Message',
    hint: 'The message_id of the bot’s latest message; a pasted URL or log line gives its id.',
    taken: (id: string) => `Took ${id} from the pasted text`,
  },
  zh: {
    label: '消息',
    hint: '机器人最新一条消息的 message_id；粘贴 URL 或日志会自动取出其中的 id。',
    taken: (id) => `已从粘贴的内容中取出 ${id}`,
  },
})

/** The target: an id typed as it is, or taken from any pasted text that holds exactly one. */
export function MessageIdField() {
  const t = useTexts(texts)
  const announce = useAnnounce()
  const { form } = useComposition()
  const id = useId()
  const error = useFieldMend('message_id')

  const take = (text: string) => {
    const found = MESSAGE_ID.test(text) ? text : findMessageId(text)
    if (found === null) return false
    form.setValue('message_id', found, { shouldDirty: true, shouldValidate: true })
    if (found !== text) announce(t.taken(found))
    return true
  }
  const onPaste = (event: ClipboardEvent<HTMLInputElement>) => {
    if (take(event.clipboardData.getData('text/plain').trim())) event.preventDefault()
  }
  const field = form.register('message_id')

  return (
    <div className={fieldStyles.field} data-draft>
      <label htmlFor={id} className={fieldStyles.label}>
        {t.label}
      </label>
      <input
        {...field}
        id={id}
        className={`${fieldStyles.input} ${fieldStyles.mono}`}
        placeholder="om_…"
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        aria-invalid={error !== null}
        aria-describedby={`${id}-note`}
        onPaste={onPaste}
        onBlur={(event) => {
          take(event.target.value.trim())
          void field.onBlur(event)
        }}
      />
      <p id={`${id}-note`} className={error ? fieldStyles.error : fieldStyles.hint}>
        {error ?? t.hint}
      </p>
    </div>
  )
}
