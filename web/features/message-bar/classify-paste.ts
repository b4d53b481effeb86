import { MESSAGE_ID } from '#contract/ids'
import { type PastedMessage, parsePaste } from '../target/parse-paste.ts'

/** What a text in the target field is. */
export type PasteResult =
  /** An id and nothing else. */
  | { kind: 'id'; message_id: string }
  | { kind: 'message'; message: PastedMessage }
  | { kind: 'choice'; messages: PastedMessage[] }
  | { kind: 'chat'; chat_id: string }
  /** A token or secret, which must not be kept. */
  | { kind: 'secret' }
  | { kind: 'nothing' }
  /** Possibly the beginning of an id: it stays in the field. */
  | { kind: 'typed' }

/** No id is longer. */
const MAX_TYPED_LENGTH = 140

export function classifyPaste(text: string): PasteResult {
  if (MESSAGE_ID.test(text)) return { kind: 'id', message_id: text }
  const { messages, chat_id, holds_secret } = parsePaste(text)
  const [message] = messages
  if (message && messages.length === 1) return { kind: 'message', message }
  if (message) return { kind: 'choice', messages }
  if (chat_id !== null) return { kind: 'chat', chat_id }
  if (holds_secret) return { kind: 'secret' }
  return { kind: text.length > MAX_TYPED_LENGTH || /\s/.test(text) ? 'nothing' : 'typed' }
}
