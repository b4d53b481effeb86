import type { ReceiveIdType } from '#contract/ids'
import type { KeepRecipient, Recipient } from '#contract/recipients'
import type { SecretProfile } from '../feishu/secret-profile.ts'

/** The profile and base URL that recipients belong to: an open_id is valid for one app only. */
export type RecipientOwner = { profile: string; base_url: string }

export type RecipientId = Pick<Recipient, 'receive_id_type' | 'receive_id'>

/** Returns a text that identifies a recipient of one owner. */
export function recipientKey({ receive_id_type, receive_id }: RecipientId): string {
  return `${receive_id_type}:${receive_id}`
}

export type SentRecipient = {
  receive_id_type: ReceiveIdType
  receive_id: string
  chat_id: string | null
  /** Milliseconds since 1970. */
  at_ms: number
}

/** The known users and chats of each profile. Every method may throw {@link StorageError}. */
export type RecipientStore = {
  /** Returns those with every word of the query in name or id: favourites first, then the latest. */
  list(owner: RecipientOwner, query: string): Promise<Recipient[]>
  find(owner: RecipientOwner, type: ReceiveIdType, receive_id: string): Promise<Recipient | null>
  /** Stores a name or the favourite flag; omitted fields stay unchanged. */
  keep(owner: RecipientOwner, recipient: KeepRecipient): Promise<Recipient>
  /** Returns the names of those that have one, by {@link recipientKey}. */
  names(owner: RecipientOwner, ids: readonly RecipientId[]): Promise<Map<string, string>>
  /** Stores names; one of null is removed, and with it a recipient of whom nothing else is known. */
  saveNames(
    owner: RecipientOwner,
    named: readonly (RecipientId & { name: string | null })[],
  ): Promise<void>
  /** Stores the recipient of a sent message. */
  learn(owner: RecipientOwner, sent: SentRecipient): Promise<void>
  /** Returns whether it existed. */
  remove(owner: RecipientOwner, type: ReceiveIdType, receive_id: string): Promise<boolean>
  /** Returns the recipients with this one-to-one chat. */
  inChat(owner: RecipientOwner, chat_id: string): Promise<Recipient[]>
}

/** Returns the owner of a profile's recipients. */
export function ownerOf({ id, base_url }: Pick<SecretProfile, 'id' | 'base_url'>): RecipientOwner {
  return { profile: id, base_url: new URL(base_url).origin }
}
