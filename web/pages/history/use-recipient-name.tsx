import { useMemo } from 'react'
import type { DeliverySummary, HistoryRow } from '#contract/deliveries/history'
import type { Exchange } from '#contract/exchange'
import { useEmulatorState } from '../../api-client/emulator-state.ts'
import { useProfiles } from '../../api-client/profiles.ts'
import { useRecipientNames } from '../../api-client/recipients.ts'
import styles from './history-list.module.css'
import { emulatorNames, recipientsOf, shortId } from './recipients.ts'

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
