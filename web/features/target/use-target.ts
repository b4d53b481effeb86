import { useMemo, useState } from 'react'
import type { NewMessage } from '#contract/create-message'
import type { EmulatorState } from '#contract/emulator/state'
import type { MsgType } from '#contract/ids'
import { isJsonObject, parseJson } from '#contract/json'
import type { Profile } from '#contract/profile'
import type { Recipient } from '#contract/recipients'
import { useKnownRecipients } from '../../api-client/known-recipients.ts'
import { useLocale } from '../../i18n/locale-context.tsx'
import { defineTexts, useTexts } from '../../i18n/texts.ts'
import { useComposition, useMessageId } from '../composition/composition-context.tsx'
import { readFirstSend, sendKind, storedFirstSend } from './first-visit.ts'
import { createdAt, type KnownMessage } from './known-message.ts'
import {
  type NewMessageDraft,
  readNewMessageDraft,
  writeNewMessageDraft,
} from './new-message-draft.ts'
import { type Address, addressOf, chatOf, nameOf } from './recipients.ts'
import { storedTestRecipient, type TestRecipient, testRecipientOf } from './test-recipient.ts'
import { type TargetPrecheck, usePrecheck } from './use-precheck.ts'

const texts = defineTexts({
  en: {
    defaultText: 'Your order 2026-1122 is on its way. Is there anything else?',
    types: { text: 'Text', post: 'Rich text', interactive: 'Card' } as Record<MsgType, string>,
  },
  zh: {
    defaultText: '你的订单 2026-1122 已发货，还有什么可以帮你？',
    types: { text: '文本', post: '富文本', interactive: '卡片' } as Record<MsgType, string>,
  },
})

/** The parts of the message bar that open: `checks` are those of the status. */
export type BarPart = 'app' | 'recipient' | 'message' | 'checks'

/** Where a send goes: the chosen message, and the recipient and text of the next new message. */
export type Target = {
  profile: Profile
  /** Undefined for real platforms and while it loads. */
  emulator: EmulatorState | undefined
  /** The message that gets the bubbles; empty if none is chosen. */
  messageId: string
  /** What is known about that message. */
  known: KnownMessage | null
  choose: (message: KnownMessage) => void
  chooseId: (messageId: string) => void
  /** The text of the chosen message, its chat and who is in it; null if unknown. */
  message: { text: string | null; chatId: string | null; chatName: string | null }
  /** Whether a push to the chosen message would be accepted. */
  check: TargetPrecheck
  /**
   * What a press of Send sends: the bubbles to the chosen message, or a new message with them, if
   * there is none on the emulator or the first one has expired before the first send.
   */
  sendKind: () => 'message' | 'new_message'
  /** The recipient, type and content of the next new message, as typed. */
  draft: NewMessageDraft
  changeDraft: (part: Partial<NewMessageDraft>) => void
  /** The recipient of the next new message; null if there is none. */
  recipient: Address | null
  /** Sets the recipient of the next new message; a message in another chat is no longer chosen. */
  address: (recipient: Address | Recipient) => void
  /** Returns the name of a recipient, else its ID. */
  nameOf: (address: Address) => string
  /** Who gets the next send: the user or chat of the chosen message, or the recipient; null if unknown. */
  to: string | null
  /** The text of a new message if none is typed. */
  defaultText: string
  /** The chat of the recipient; null if unknown. */
  recipientChat: string | null
  /** Who gets tests; null if unknown. */
  myself: TestRecipient | null
  /** Remembers in this browser who gets tests, for an app that only the server's settings can change. */
  rememberMyself: (recipient: TestRecipient) => void
  /** The part of the message bar that is open. */
  openPart: BarPart | null
  openBar: (part: BarPart | null) => void
  /** Closes a part of the bar if it is the open one. */
  closeBar: (part: BarPart) => void
  /** The bot's message above the bubbles: the chosen one if its text is known, else the next new one. */
  shown: { text: string; time: string | null } | null
  /** Returns the next new message, not yet validated; `receive_id` is empty if there is no recipient. */
  newMessage: (to?: TestRecipient) => NewMessage
}

/** Keeps the target of a profile; the chosen message id is part of the composition. */
export function useTarget(profile: Profile, emulator: EmulatorState | undefined): Target {
  const t = useTexts(texts)
  const { setMessageId } = useComposition()
  const messageId = useMessageId()
  const [chosen, setChosen] = useState<KnownMessage | null>(null)
  const { draft, changeDraft } = useNewMessageDraft(profile.id)
  // The stored value is read at each render.
  const [, setRemembered] = useState<TestRecipient | null>(null)
  const [openPart, setOpenPart] = useState<BarPart | null>(null)
  const known = messageId !== '' && chosen?.message_id === messageId ? chosen : null
  const check = usePrecheck(profile, messageId, known)
  const [found, setFound] = useState<readonly Recipient[]>([])
  const kept = useKnownRecipients(profile.id)
  const directory = { emulator, app_id: profile.app_id, known: [...kept, ...found] }
  const nameOrId = (address: Address) => nameOf(address, directory) ?? address.receive_id

  const typed = draft.receive_id.trim()
  const recipient: Address | null =
    typed === ''
      ? (emulator?.default_receiver ?? null)
      : { receive_id_type: draft.receive_id_type, receive_id: typed }
  const recipientChat = recipient && chatOf(recipient, directory)
  const message = useMessage(messageId, known, check, emulator)
  const { chatId } = message
  const chatName = chatId && nameOf({ receive_id_type: 'chat_id', receive_id: chatId }, directory)
  const kind = () =>
    sendKind({
      brand: profile.brand,
      messageId,
      firstSend: readFirstSend(),
      precheck: check.precheck,
    })

  const choose = (next: KnownMessage) => {
    setChosen(next)
    const { message_id } = next
    if (next.created && !readFirstSend().pressed) {
      storedFirstSend.write({ pressed: false, message_id })
    }
    setMessageId(message_id)
  }
  const chooseId = (message_id: string) =>
    choose({ message_id, chat_id: null, text: null, expires_at_ms: null })
  const newMessage = (to: Address | null = recipient): NewMessage => {
    const address = {
      receive_id_type: to?.receive_id_type ?? draft.receive_id_type,
      receive_id: to?.receive_id ?? '',
    }
    const { msg_type, text } = draft
    if (msg_type === 'text') return { ...address, text: text === '' ? t.defaultText : text }
    return { ...address, msg_type, content: draft[msg_type] }
  }
  const nextText =
    draft.msg_type === 'text'
      ? draft.text || t.defaultText
      : (messageTitle(draft[draft.msg_type]) ?? t.types[draft.msg_type])

  return {
    profile,
    emulator,
    messageId,
    known,
    choose,
    chooseId,
    message: { text: message.text, chatId, chatName },
    check,
    sendKind: kind,
    draft,
    changeDraft,
    recipient,
    address: (next) => {
      if ('chat_id' in next) setFound((before) => [next, ...before])
      changeDraft({ receive_id_type: next.receive_id_type, receive_id: next.receive_id })
      const sameChat = chatId !== null && chatId === chatOf(next, directory)
      if (messageId === '' || sameChat || (recipient && addressOf(next) === addressOf(recipient)))
        return
      setChosen(null)
      setMessageId('')
    },
    nameOf: nameOrId,
    to: kind() === 'message' ? chatName : recipient && nameOrId(recipient),
    defaultText: t.defaultText,
    recipientChat,
    myself: testRecipientOf(profile, emulator),
    rememberMyself: (next) => {
      storedTestRecipient(profile.id).write(next)
      setRemembered(next)
    },
    openPart,
    openBar: setOpenPart,
    closeBar: (part) => setOpenPart((now) => (now === part ? null : now)),
    shown: shownMessage(kind(), message, nextText),
    newMessage,
  }
}

/** The draft of the next new message of a profile; it keeps what is typed even if the storage is closed. */
function useNewMessageDraft(profile: string) {
  const [drafts] = useState(() => new Map<string, NewMessageDraft>())
  const [, setChanges] = useState(0)
  const read = () => drafts.get(profile) ?? readNewMessageDraft(profile)
  return {
    draft: read(),
    changeDraft: (part: Partial<NewMessageDraft>) => {
      const next = { ...read(), ...part }
      drafts.set(profile, next)
      writeNewMessageDraft(profile, next)
      setChanges((count) => count + 1)
    },
  }
}

type Message = { text: string | null; chatId: string | null; time: string | null }

/** What is known about the chosen message from its choice, the pre-check and the emulator. */
function useMessage(
  messageId: string,
  known: KnownMessage | null,
  { preflight, expiresAt }: TargetPrecheck,
  emulator: EmulatorState | undefined,
): Message {
  const { tag } = useLocale()
  const found = preflight?.message?.message_id === messageId ? preflight.message : null
  const emulated = useMemo(
    () =>
      emulator?.chats
        .flatMap(({ messages }) => messages)
        .find(({ message_id }) => message_id === messageId),
    [emulator, messageId],
  )
  const sample = emulator?.demonstrations.find(({ message_id }) => message_id === messageId)
  const at = expiresAt === null ? emulated?.create_time_ms : createdAt(expiresAt)
  const time = useMemo(
    () =>
      at === undefined
        ? null
        : new Intl.DateTimeFormat(tag, {
            timeStyle: 'short',
          }).format(at),
    [at, tag],
  )
  if (messageId === '') return { text: null, chatId: null, time: null }
  return {
    text: known?.text ?? found?.text ?? emulated?.text ?? sample?.text ?? null,
    chatId: known?.chat_id ?? found?.chat_id ?? emulated?.chat_id ?? null,
    time,
  }
}

function shownMessage(
  kind: 'message' | 'new_message',
  { text, time }: Message,
  nextText: string,
): Target['shown'] {
  if (kind === 'new_message') return { text: nextText, time: null }
  return text === null ? null : { text, time }
}

/**
 * Returns the title of a rich text or a card, else the first text in it; null if it has neither.
 * @param content the JSON text that Feishu calls `content`
 */
export function messageTitle(content: string): string | null {
  const value = parseJson(content)
  if (!isJsonObject(value)) return null
  return findText(value, 'title') ?? findText(value, 'content') ?? findText(value, 'text')
}

/** The first text with this key, breadth first: a title may be an object with a `content`. */
function findText(root: object, key: string): string | null {
  const waiting: object[] = [root]
  for (const value of waiting) {
    for (const [name, part] of Object.entries(value)) {
      if (name === key && typeof part === 'string' && part.trim() !== '') return part
      const title = name === key && isJsonObject(part) ? part.content : undefined
      if (typeof title === 'string' && title.trim() !== '') return title
      if (typeof part === 'object' && part !== null) waiting.push(part)
    }
  }
  return null
}
