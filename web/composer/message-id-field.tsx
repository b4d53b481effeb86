import { type ReactNode, useId } from 'react'
import { defineTexts, useTexts } from '../i18n/texts.ts'
import fieldStyles from '../ui/form/field.module.css'
import { useField } from './use-field.ts'

const texts = defineTexts({
  en: {
    label: 'Message',
    hint: 'The message_id of the bot’s latest message. Paste anything that holds it: an event, an answer, a log line, a curl.',
  },
  zh: {
    label: '消息',
    hint: '机器人最新一条消息的 message_id。可粘贴任何含有它的内容：事件、返回、日志、curl。',
  },
})

type Props = {
  /** Handles a text that was pasted, dropped or left in the field; false leaves the text to the field. */
  onText: (text: string) => boolean
  /** The result for the text. */
  children: ReactNode
}

/** The target message: an id, or any pasted text that contains one. */
export function MessageIdField({ onText, children }: Props) {
  const t = useTexts(texts)
  const id = useId()
  const { field, error } = useField('message_id')

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
        onPaste={(event) => {
          if (onText(event.clipboardData.getData('text/plain').trim())) event.preventDefault()
        }}
        onDrop={(event) => {
          if (onText(event.dataTransfer.getData('text/plain').trim())) event.preventDefault()
        }}
        onBlur={(event) => {
          const text = event.target.value.trim()
          if (text !== '') onText(text)
          void field.onBlur(event)
        }}
      />
      <p id={`${id}-note`} className={error ? fieldStyles.error : fieldStyles.hint}>
        {error ?? t.hint}
      </p>
      {children}
    </div>
  )
}
