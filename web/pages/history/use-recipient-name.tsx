import { useMemo } from 'react'
import type { DeliverySummary, HistoryRow } from '#contract/deliveries/delivery'
import type { EmulatorState } from '#contract/emulator/state'
import type { Exchange } from '#contract/exchange'
import { isJsonObject, parseJson } from '#contract/json'
import { useEmulatorState } from '../../api-client/emulator-state.ts'
import { useProfiles } from '../../api-client/profiles.ts'
import { useRecipientNames } from '../../api-client/recipients.ts'
import styles from './history-list.module.css'

/** A recipient: a name and what the person was chosen by, if known, and the ID of the user, the chat or the message. */
export type Recipient = { name: string | null; label: string | null; id: string }

export type RecipientOf = (
  delivery: DeliverySummary | null,
  exchanges: readonly Exchange[],
) => Recipient | null

/** Returns a function from a row to its recipient; null if unknown. */
export function useRecipientOf(rows: readonly HistoryRow[]): RecipientOf {
  const exchanges = useMemo(() => rows.flatMap((row) => row.exchanges), [rows])
  const recipients = useMemo(() => recipientsOf(exchanges), [exchanges])
  const shown = new Set(
    rows.flatMap((row) => [row.delivery, ...row.exchanges].flatMap((one) => one?.profile ?? [])),
  )
  // A removed profile has no recipients.
  const profiles = (useProfiles().data ?? []).filter(({ id }) => shown.has(id))
  const keptName = useRecipientNames(profiles.map(({ id }) => id))
  const emulator = profiles.find(({ brand }) => brand === 'emulator')
  const users = useEmulatorState(emulator, emulatorNames).data
  return (delivery, own) => {
    const first = own[0] ?? delivery
    if (!first) return null
    const { profile, message_id } = first
    const sent = own.map(({ id }) => recipients.get(id)).find(Boolean)
    const receiveId = delivery?.recipient?.receive_id ?? sent?.receiveId ?? null
    const kept = keptName(profile, [receiveId, sent?.chatId ?? null])
    const label = delivery?.recipient?.label ?? null
    const user = profile === emulator?.id ? users : undefined
    const name = kept ?? label ?? user?.get(receiveId ?? '') ?? user?.get(message_id ?? '') ?? null
    const id = receiveId ?? message_id
    return id === null ? null : { name, label: label === name ? null : label, id }
  }
}

/** Returns the recipients of the deliveries and messages in a list, to choose from, by name. */
export function recipientOptions(rows: readonly HistoryRow[], recipientOf: RecipientOf) {
  const names = new Map<string, string>()
  for (const { delivery, exchanges } of rows) {
    const recipient = recipientOf(delivery, exchanges)
    // A push of its own names a message only.
    if (recipient === null || recipient.id.startsWith('om_')) continue
    names.set(recipient.id, recipient.name ?? shortId(recipient.id))
  }
  return [...names]
    .map(([value, label]) => ({ value, label }))
    .sort((a, b) => a.label.localeCompare(b.label))
}

/** The name of a recipient, else its short ID. */
export function RecipientName({ recipient }: { recipient: Recipient | null }) {
  if (recipient === null) return <span className={styles.none}>–</span>
  const { name, label, id } = recipient
  if (name === null) {
    return (
      <code className={styles.soft} title={id}>
        {shortId(id)}
      </code>
    )
  }
  return (
    <>
      <bdi className={styles.name} title={id}>
        {name}
      </bdi>
      {label === null ? null : <bdi className={styles.label}>{label}</bdi>}
    </>
  )
}

/** The user or chat that a request went to, as far as this list knows it. */
type RowRecipient = { receiveId: string; chatId: string | null }

/** Returns the recipient of a request that created a message, else null. */
function recipientOf({ endpoint, body, response }: Exchange): RowRecipient | null {
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
function emulatorNames({ users, chats }: EmulatorState): ReadonlyMap<string, string> {
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
