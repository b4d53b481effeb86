import { useState } from 'react'
import type { EmulatorState } from '#contract/emulator-state'
import type { Profile } from '#contract/profile'
import type { Recipient } from '#contract/recipient'
import { useTexts } from '../i18n/texts.ts'
import { useRecipients } from '../queries/recipients.ts'
import { Button } from '../ui/button.tsx'
import { takeFocus } from '../ui/take-focus.ts'
import { addressOf } from './address-of.ts'
import { emulatorPeople } from './emulator-people.ts'
import type { KnownMessage } from './known-message.ts'
import { MessagePicker } from './message-picker.tsx'
import { RecipientCard } from './recipient-card.tsx'
import { RecipientFinder } from './recipient-finder.tsx'
import { recipientTexts } from './recipient-texts.ts'
import styles from './recipients.module.css'

type Props = {
  profile: Profile
  emulator: EmulatorState | undefined
  recipient: Recipient | null
  onRecipient: (recipient: Recipient | null) => void
  /** The message that is the target now. */
  messageId: string
  onPick: (known: KnownMessage) => void
  onNewMessage: () => void
  onCheckProfile: () => void
}

/** From a person to the message under which the bubbles go. */
export function RecipientPanel(props: Props) {
  const { profile, emulator, onRecipient, messageId, onPick, onNewMessage, onCheckProfile } = props
  const t = useTexts(recipientTexts)
  const { data: kept } = useRecipients(profile.id, '')
  // Only a choice made here takes the focus along: the field that had it goes.
  const [chose, setChose] = useState(false)
  const choose = (next: Recipient | null) => {
    setChose(true)
    onRecipient(next)
  }
  const focus = chose ? takeFocus : undefined
  const people = emulator ? emulatorPeople(emulator, profile.app_id) : []
  const recipient = props.recipient && latest(props.recipient, [...(kept ?? []), ...people])
  if (!recipient) {
    return <RecipientFinder ref={focus} profile={profile} emulator={emulator} onChoose={choose} />
  }
  const chatId = recipient.receive_id_type === 'chat_id' ? recipient.receive_id : recipient.chat_id
  return (
    <div className={styles.panel}>
      <RecipientCard
        key={addressOf(recipient)}
        ref={focus}
        profileId={profile.id}
        recipient={recipient}
        onClear={() => choose(null)}
      />
      {chatId === null ? (
        <div className={styles.noChat}>
          <p className={styles.note}>{t.noChat}</p>
          <Button onClick={onNewMessage}>{t.writeTo}</Button>
        </div>
      ) : (
        <MessagePicker
          profileId={profile.id}
          chatId={chatId}
          chosen={messageId}
          onPick={onPick}
          onCheckProfile={onCheckProfile}
        />
      )}
    </div>
  )
}

/** What has become known of somebody since they were chosen: a name, a star, the chat that a send has told. */
function latest(chosen: Recipient, known: readonly Recipient[]): Recipient {
  const same = known.filter((one) => addressOf(one) === addressOf(chosen))
  const [now = chosen] = same
  const first = <V,>(pick: (one: Recipient) => V | null) =>
    [...same, chosen].map(pick).find((value) => value !== null) ?? null
  return { ...now, name: first(({ name }) => name), chat_id: first(({ chat_id }) => chat_id) }
}
