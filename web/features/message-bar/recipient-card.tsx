import { Pencil, Star } from 'lucide-react'
import { type FormEvent, type ReactNode, useRef, useState } from 'react'
import type { Recipient } from '#contract/recipients'
import { useKeepRecipient } from '../../api-client/recipients.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Button, IconButton } from '../../ui/button/button.tsx'
import { LabelledInput } from '../../ui/form/labelled-field.tsx'
import { takeFocus } from '../../ui/interaction.ts'
import { IsolatedText } from '../../ui/text/isolated-text.tsx'
import styles from './panels.module.css'
import { recipientTexts } from './recipient-texts.ts'

const MAX_NAME_LENGTH = 100

type Props = { profileId: string; recipient: Recipient }

/** The chosen recipient, with a favourite button and a display name to edit. */
export function RecipientCard({ profileId, recipient }: Props) {
  const t = useTexts(recipientTexts)
  return (
    <div className={styles.card}>
      <div className={styles.who}>
        <span className="visually-hidden">{t.chosen}: </span>
        <RecipientLine recipient={recipient} />
      </div>
      <RecipientTools profileId={profileId} recipient={recipient} />
    </div>
  )
}

type ToolsProps = Props & {
  /** Called with what was saved. */
  onSaved?: (saved: Partial<Pick<Recipient, 'name' | 'favourite'>>) => void
  /** Further buttons beside these. */
  children?: ReactNode
}

/** The favourite button and the display name of a recipient; without both for an unknown email address. */
export function RecipientTools({ profileId, recipient, onSaved, children }: ToolsProps) {
  const t = useTexts(recipientTexts)
  const keep = useKeepRecipient(profileId)
  const [name, setName] = useState<string | null>(null)
  const renameButton = useRef<HTMLButtonElement>(null)
  const { receive_id_type, receive_id, favourite, last_sent_at } = recipient
  // The server stores no email of a recipient who was never sent a message.
  const keepable = receive_id_type !== 'email' || last_sent_at !== null

  const save = (saved: { name: string | null } | { favourite: boolean }) =>
    keep.mutate(
      { receive_id_type, receive_id, ...saved },
      {
        onSuccess: () => {
          onSaved?.(saved)
          if ('favourite' in saved) return
          setName(null)
          renameButton.current?.focus()
        },
      },
    )
  const rename = (event: FormEvent) => {
    event.preventDefault()
    save({ name: name?.trim() || null })
  }

  return (
    <>
      <div className={styles.acts}>
        {keepable ? (
          <>
            <IconButton
              label={t.star}
              aria-pressed={favourite}
              icon={
                <Star size={16} aria-hidden="true" {...(favourite && { className: styles.star })} />
              }
              onClick={() => save({ favourite: !favourite })}
            />
            <IconButton
              ref={renameButton}
              label={t.rename}
              aria-expanded={name !== null}
              icon={<Pencil size={16} aria-hidden="true" />}
              onClick={() => setName(name === null ? (recipient.name ?? '') : null)}
            />
          </>
        ) : null}
        {children}
      </div>
      {name === null ? null : (
        <form className={styles.rename} onSubmit={rename}>
          <LabelledInput
            ref={takeFocus}
            label={t.name}
            dir="auto"
            maxLength={MAX_NAME_LENGTH}
            value={name}
            onText={setName}
          />
          <Button type="submit" disabled={keep.isPending}>
            {t.save}
          </Button>
        </form>
      )}
      {keep.isError ? <p role="alert">{t.keepFailed}</p> : null}
    </>
  )
}

/** A recipient in two lines: display name, if there is one, and address. */
export function RecipientLine({ recipient }: { recipient: Recipient }) {
  const { name, receive_id_type, receive_id, favourite } = recipient
  return (
    <>
      <span className={styles.name}>
        <IsolatedText text={name ?? receive_id} oneLine />
        {favourite ? <Star size={13} aria-hidden="true" className={styles.star} /> : null}
      </span>
      <span className={styles.address}>
        {receive_id_type}
        {name === null ? null : (
          <>
            {' · '}
            <IsolatedText text={receive_id} oneLine />
          </>
        )}
      </span>
    </>
  )
}
