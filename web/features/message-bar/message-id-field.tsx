import { useId, useState } from 'react'
import { MESSAGE_ID } from '#contract/ids'
import { defineTexts, useTexts } from '../../i18n/texts.ts'
import fieldStyles from '../../ui/form/field.module.css'
import { knownFromPaste } from '../target/known-message.ts'
import type { PastedMessage } from '../target/parse-paste.ts'
import type { Target } from '../target/use-target.ts'
import { classifyPaste, type PasteResult } from './classify-paste.ts'
import { PasteNote } from './paste-note.tsx'

const texts = defineTexts({
  en: {
    label: 'Message ID',
    hint: 'Paste an ID, event, response, log line or curl command.',
    invalid: 'Message ID must start with om_.',
  },
  zh: {
    label: '消息 ID',
    hint: '可粘贴 ID、事件、响应、日志或 curl 命令。',
    invalid: '消息 ID 必须以 om_ 开头。',
  },
})

type Props = {
  target: Target
  /** Called on Enter after a message was chosen. */
  onDone: () => void
}

/** The chosen message by its ID, or by any pasted text that contains one. */
export function MessageIdField({ target, onDone }: Props) {
  const t = useTexts(texts)
  const id = useId()
  const { messageId } = target
  // Kept here while it is typed, so that a beginning of an ID is not yet the target.
  const [typed, setTyped] = useState<string | null>(null)
  const [result, setResult] = useState<PasteResult | null>(null)

  const openChat = (chat_id: string) =>
    target.address({ receive_id_type: 'chat_id', receive_id: chat_id })
  const pick = (message: PastedMessage) => {
    setTyped(null)
    setResult({ kind: 'message', message })
    target.choose(knownFromPaste(message, Date.now()))
  }
  /** Takes a text that was pasted, dropped, entered or left in the field; returns whether it was more than a beginning. */
  const take = (text: string): boolean => {
    const next = classifyPaste(text)
    if (next.kind === 'typed') {
      if (text === '') target.chooseId('')
      return false
    }
    setTyped(null)
    setResult(next)
    if (next.kind === 'id' && next.message_id !== messageId) target.chooseId(next.message_id)
    if (next.kind === 'message') pick(next.message)
    if (next.kind === 'chat') openChat(next.chat_id)
    return true
  }
  const value = typed ?? messageId
  const error = typed === null && value !== '' && !MESSAGE_ID.test(value) ? t.invalid : null
  const isCurrent =
    result !== null && (result.kind !== 'message' || result.message.message_id === messageId)

  return (
    <div className={fieldStyles.field}>
      <label htmlFor={id} className={fieldStyles.label}>
        {t.label}
      </label>
      <input
        id={id}
        className={`${fieldStyles.input} ${fieldStyles.mono}`}
        placeholder="om_…"
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        data-autofocus
        value={value}
        aria-invalid={error !== null}
        aria-describedby={`${id}-note`}
        onFocus={({ target }) => target.select()}
        onChange={({ target }) => setTyped(target.value)}
        onPaste={(event) => {
          if (take(event.clipboardData.getData('text/plain').trim())) event.preventDefault()
        }}
        onDrop={(event) => {
          if (take(event.dataTransfer.getData('text/plain').trim())) event.preventDefault()
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
          const text = value.trim()
          if (!take(text)) leave(text)
          if (MESSAGE_ID.test(text)) onDone()
        }}
        onBlur={() => {
          const text = typed?.trim() ?? ''
          if (typed !== null && !take(text)) leave(text)
        }}
      />
      <p id={`${id}-note`} className={error ? fieldStyles.error : fieldStyles.hint}>
        {error ?? t.hint}
      </p>
      {isCurrent ? <PasteNote result={result} onPick={pick} onChat={openChat} /> : null}
    </div>
  )

  /** A text that is no ID becomes the target all the same: its error is shown, and the draft keeps it. */
  function leave(text: string): void {
    setTyped(null)
    if (text !== messageId) target.chooseId(text)
  }
}
