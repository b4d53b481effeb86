import { useState } from 'react'
import { useLocation } from 'wouter'
import { MESSAGE_ID } from '#contract/ids'
import type { ImportedMessage } from '#imports/findings'
import { useLocale } from '../../i18n/locale-context.tsx'
import { defineTexts, useTexts } from '../../i18n/texts.ts'
import { Callout } from '../../ui/callout/callout.tsx'
import fieldStyles from '../../ui/form/field.module.css'
import { LabelledInput } from '../../ui/form/labelled-field.tsx'
import shared from '../../ui/shared.module.css'
import { handOver, type Reading, useReading } from '../pasted/read-pasted.ts'
import { ReadingProgress } from '../pasted/reading-progress.tsx'
import { knownFromPaste } from '../target/known-message.ts'
import type { Target } from '../target/use-target.ts'
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
  /** Called on Enter after a message was chosen, and when another dialog opens. */
  onDone: () => void
}

/** A beginning of an ID, which stays in the field while it is typed. No ID is longer. */
const BEGINNING = /^(?!oc_)\w{0,140}$/

/** The chosen message by its ID, or by any pasted text that contains one. */
export function MessageIdField({ target, onDone }: Props) {
  const t = useTexts(texts)
  const { locale } = useLocale()
  const [, navigate] = useLocation()
  const { messageId } = target
  // Kept here while it is typed, so that a beginning of an ID is not yet the target.
  const [typed, setTyped] = useState<string | null>(null)
  const [picked, setPicked] = useState<ImportedMessage | null>(null)
  const { reading, refused, slow, read, cancel, clear } = useReading()

  const openChat = (chat_id: string) =>
    target.address({ receive_id_type: 'chat_id', receive_id: chat_id })
  const pick = (message: ImportedMessage) => {
    setTyped(null)
    setPicked(message)
    target.choose(knownFromPaste(message, Date.now()))
  }
  const choose = (message_id: string) => {
    setTyped(null)
    clear()
    if (message_id !== messageId) target.chooseId(message_id)
  }
  /** Reads a text that is more than an ID. One that is neither becomes the target, to show its error. */
  const readText = async (text: string) => {
    setTyped(null)
    setPicked(null)
    const found = await read(text)
    if (!found) return
    const message = onlyMessage(found)
    if (message) pick(message)
    else if (!found.several && found.chat_id !== null) openChat(found.chat_id)
    else if (isNothing(found) && text.length <= 140 && !/\s/.test(text)) choose(text)
  }
  /** Takes a text that was pasted, dropped or entered; returns whether it is more than a beginning. */
  const take = (text: string): boolean => {
    if (MESSAGE_ID.test(text)) choose(text)
    else if (BEGINNING.test(text)) return false
    else void readText(text)
    return true
  }
  const value = typed ?? messageId
  const error = typed === null && value !== '' && !MESSAGE_ID.test(value) ? t.invalid : undefined
  const isCurrent = picked === null || picked.message_id === messageId

  return (
    <div className={shared.stack1}>
      <LabelledInput
        label={t.label}
        hint={t.hint}
        error={error}
        className={fieldStyles.mono}
        placeholder="om_…"
        autoCapitalize="off"
        spellCheck={false}
        data-autofocus
        data-reads-paste
        value={value}
        onFocus={({ target }) => target.select()}
        onText={setTyped}
        onPaste={(event) => {
          if (take(event.clipboardData.getData('text/plain').trim())) event.preventDefault()
        }}
        onDrop={(event) => {
          if (take(event.dataTransfer.getData('text/plain').trim())) event.preventDefault()
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
          const text = value.trim()
          if (!take(text)) choose(text)
          if (MESSAGE_ID.test(text)) onDone()
        }}
        onBlur={() => {
          const text = typed?.trim() ?? ''
          if (typed !== null && !take(text)) choose(text)
        }}
      />
      {slow ? <ReadingProgress onCancel={cancel} /> : null}
      {refused ? <Callout tone="bad">{refused[locale]}</Callout> : null}
      {reading && isCurrent ? (
        <PasteNote
          reading={reading}
          picked={picked}
          appId={target.profile.app_id}
          onPick={pick}
          onChat={openChat}
          onImport={() => {
            handOver(reading)
            onDone()
            navigate('/?import=1')
          }}
        />
      ) : null}
    </div>
  )
}

/** The message that needs no choice, with what the text says about it. */
function onlyMessage({ message_id, messages, chat_id }: Reading): ImportedMessage | null {
  if (message_id === null) return null
  return (
    messages.find((one) => one.message_id === message_id) ?? {
      message_id,
      chat_id,
      create_time_ms: null,
      sender: null,
    }
  )
}

/** Whether a text holds nothing that any part of the console takes. */
function isNothing(reading: Reading): boolean {
  const { messages, message_id, chat_id, bubbles, table, response, had_token } = reading
  const found = [message_id, chat_id, bubbles, table, response].some((one) => one !== null)
  return !found && messages.length === 0 && !had_token
}
