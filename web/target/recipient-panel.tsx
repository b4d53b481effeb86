import { useState } from 'react'
import type { EmulatorState } from '#contract/emulator/state'
import type { Profile } from '#contract/profile'
import type { Recipient } from '#contract/recipients'
import { useRecipients } from '../api-client/recipients.ts'
import { useTexts } from '../i18n/texts.ts'
import { Button } from '../ui/button/button.tsx'
import { takeFocus } from '../ui/interaction.ts'
import type { KnownMessage } from './known-message.ts'
import { MessagePicker } from './message-picker.tsx'
import { RecipientCard } from './recipient-card.tsx'
import { RecipientFinder } from './recipient-finder.tsx'
import { recipientTexts } from './recipient-texts.ts'
import styles from './recipients.module.css'
import { addressOf, emulatorRecipients } from './recipients.ts'

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

/** Chooses a recipient, then one of the messages of their chat. */
export function RecipientPanel(props: Props) {
  const { profile, emulator, onRecipient, messageId, onPick, onNewMessage, onCheckProfile } = props
  const t = useTexts(recipientTexts)
  const { data: kept } = useRecipients(profile.id, '')
  // After a choice made here, the focus moves on: the focused field is removed.
  const [chose, setChose] = useState(false)
  const choose = (next: Recipient | null) => {
    setChose(true)
    onRecipient(next)
  }
  const focus = chose ? takeFocus : undefined
  const people = emulator ? emulatorRecipients(emulator, profile.app_id) : []
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

/** Adds what became known about a recipient after the choice: name, favourite, chat. */
function latest(chosen: Recipient, known: readonly Recipient[]): Recipient {
  const same = known.filter((one) => addressOf(one) === addressOf(chosen))
  const [now = chosen] = same
  const first = <V,>(pick: (one: Recipient) => V | null) =>
    [...same, chosen].map(pick).find((value) => value !== null) ?? null
  return { ...now, name: first(({ name }) => name), chat_id: first(({ chat_id }) => chat_id) }
}
