import type { ReceiveIdType } from '#contract/receive-id-types'
import type { KeepRecipient, Recipient } from '#contract/recipient'

/** Whose recipients they are: an open_id means nothing to another app or upstream. */
export type Owner = { profile: string; base_url: string }

export type SentTo = {
  receive_id_type: ReceiveIdType
  receive_id: string
  chat_id: string | null
  /** Milliseconds since 1970. */
  at_ms: number
}

/** People and chats by profile. Every method may throw {@link StorageError} (`storage-error.ts`). */
export type Recipients = {
  /** Those that hold every word of the query in name or id: favourites first, then the latest. */
  list(owner: Owner, query: string): Promise<Recipient[]>
  find(owner: Owner, type: ReceiveIdType, receive_id: string): Promise<Recipient | null>
  /** Keeps a name or a star; what is left out stays as it was. */
  keep(owner: Owner, recipient: KeepRecipient): Promise<Recipient>
  /** Takes note of a message that was sent. */
  learn(owner: Owner, sent: SentTo): Promise<void>
  /** @returns whether there was one */
  remove(owner: Owner, type: ReceiveIdType, receive_id: string): Promise<boolean>
  /** Those whose one-to-one chat it is. */
  inChat(owner: Owner, chat_id: string): Promise<Recipient[]>
}
