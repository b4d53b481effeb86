import type { Recipient } from '#contract/recipient'
import type { ReadChat } from '../feishu/reading/get-chat.ts'
import type { ReadMessage } from '../feishu/reading/wire-message.ts'

type Known = {
  /** Of the chat, whoever wrote them. */
  messages: readonly ReadMessage[]
  /** Whose one-to-one chat it is, as this console has learned. */
  recipients: readonly Recipient[]
  chat: ReadChat | null
  /** The bot's own open_id. */
  bot: string | null
}

/** The open_id of the other person of a one-to-one chat, from whatever tells it; `null` where nothing does. */
export function findPerson({ messages, recipients, chat, bot }: Known): string | null {
  const wrote = messages.find(({ sender }) => sender?.type === 'user' && isOpenId(sender.id))
  if (wrote?.sender) return wrote.sender.id
  const sentTo = recipients.find(({ receive_id_type }) => receive_id_type === 'open_id')
  if (sentTo) return sentTo.receive_id
  const named = chat?.chat_mode === 'p2p' ? chat.person : null
  return named === bot ? null : named
}

function isOpenId(id: string): boolean {
  return /^ou_[A-Za-z0-9_-]{1,128}$/.test(id)
}
