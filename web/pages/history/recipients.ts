import type { EmulatorState } from '#contract/emulator/state'
import type { Exchange } from '#contract/exchange'
import { isJsonObject, parseJson } from '#contract/json'

/** The user or chat that a request went to, as far as this list knows it. */
export type RowRecipient = { receiveId: string; chatId: string | null }

/** Returns the recipient of a request that created a message, else null. */
export function recipientOf({ endpoint, body, response }: Exchange): RowRecipient | null {
  if (endpoint !== 'create_message') return null
  const sent = parseJson(body)
  if (!isJsonObject(sent) || typeof sent.receive_id !== 'string') return null
  const received = parseJson(response?.body ?? '')
  const data = isJsonObject(received) && isJsonObject(received.data) ? received.data : {}
  return {
    receiveId: sent.receive_id,
    chatId: typeof data.chat_id === 'string' ? data.chat_id : null,
  }
}

/**
 * Returns the recipient of each exchange by its ID. A push names a message only, so its recipient is
 * known if the request that created the message is in the list too.
 */
export function recipientsOf(exchanges: readonly Exchange[]): ReadonlyMap<string, RowRecipient> {
  const own = new Map<string, RowRecipient>()
  const byMessage = new Map<string, RowRecipient>()
  for (const exchange of exchanges) {
    const recipient = recipientOf(exchange)
    if (!recipient) continue
    own.set(exchange.id, recipient)
    if (exchange.message_id) byMessage.set(exchange.message_id, recipient)
  }
  for (const { id, message_id } of exchanges) {
    const recipient = message_id === null ? undefined : byMessage.get(message_id)
    if (recipient && !own.has(id)) own.set(id, recipient)
  }
  return own
}

/** Returns the names of the emulator's users by each of their IDs and by the messages of their one-to-one chats. */
export function emulatorNames({ users, chats }: EmulatorState): ReadonlyMap<string, string> {
  const names = new Map<string, string>()
  for (const { open_id, user_id, union_id, email, name } of users) {
    for (const id of [open_id, user_id, union_id, email]) names.set(id, name)
  }
  for (const { chat_id, chat_mode, open_ids, name, messages } of chats) {
    const shown = chat_mode === 'p2p' ? names.get(open_ids[0] ?? '') : name
    if (!shown) continue
    names.set(chat_id, shown)
    for (const { message_id } of messages) names.set(message_id, shown)
  }
  return names
}

/** Shortens an ID to its prefix and its end: `om_3210…cf5`. */
export function shortId(id: string): string {
  return id.length <= 12 ? id : `${id.slice(0, 7)}…${id.slice(-3)}`
}
