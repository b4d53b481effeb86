import { MESSAGE_ID } from '#contract/message-id'
import { type PastedMessage, readPaste } from './read-paste.ts'

/** What is to be done with a text that was put into the target field. */
export type Taken =
  /** An id as it is. */
  | { kind: 'id'; message_id: string }
  | { kind: 'message'; message: PastedMessage }
  | { kind: 'choice'; messages: PastedMessage[] }
  | { kind: 'chat'; chat_id: string }
  /** Nothing may be kept of it. */
  | { kind: 'secret' }
  | { kind: 'nothing' }
  /** Perhaps the beginning of an id: it is the field's. */
  | { kind: 'typed' }

/** No id is longer; a text that is has other things in it. */
const LONGEST_TYPED = 140

export function takePaste(text: string): Taken {
  if (MESSAGE_ID.test(text)) return { kind: 'id', message_id: text }
  const { messages, chat_id, holds_secret } = readPaste(text)
  const [message] = messages
  if (message && messages.length === 1) return { kind: 'message', message }
  if (message) return { kind: 'choice', messages }
  if (chat_id !== null) return { kind: 'chat', chat_id }
  if (holds_secret) return { kind: 'secret' }
  return { kind: text.length > LONGEST_TYPED || /\s/.test(text) ? 'nothing' : 'typed' }
}
