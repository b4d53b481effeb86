import { MessagesSquare } from 'lucide-react'
import { useRef, useState } from 'react'
import { createMessageSchema, createTypedMessageSchema } from '#contract/create-message'
import { RECEIVE_ID_TYPES } from '#contract/ids'
import { validate } from '#contract/validation/validate'
import { useSaveProfile } from '../../api-client/profile-actions.ts'
import { useRecipients } from '../../api-client/recipients.ts'
import { useLocale } from '../../i18n/locale-context.tsx'
import { useTexts } from '../../i18n/texts.ts'
import { Button } from '../../ui/button/button.tsx'
import { Callout } from '../../ui/callout/callout.tsx'
import { LabelledInput, LabelledSelect } from '../../ui/form/labelled-field.tsx'
import shared from '../../ui/shared.module.css'
import { type Address, addressOf } from '../target/recipients.ts'
import type { Target } from '../target/use-target.ts'
import type { Editor } from './message-content.tsx'
import { MessageContent } from './message-content.tsx'
import styles from './panels.module.css'
import { RecipientCard } from './recipient-card.tsx'
import { RecipientFinder } from './recipient-finder.tsx'
import { recipientTexts } from './recipient-texts.ts'

type Props = {
  target: Target
  editor: Editor
  /** Whether it was opened because the recipient or the content is missing: then empty fields are errors. */
  asked: boolean
}

/** Who gets the next new message, what it says, and who gets tests. */
export function RecipientPanel({ target, editor, asked }: Props) {
  const t = useTexts(recipientTexts)
  const { locale } = useLocale()
  const { profile, emulator, draft, changeDraft, recipient, recipientChat } = target
  const { data: kept = [] } = useRecipients(profile.id, '')
  const message = target.newMessage()
  const schema = 'text' in message ? createMessageSchema : createTypedMessageSchema
  const validation = validate(schema, message, locale)
  const issues = validation.ok ? [] : validation.issues
  const errorOf = (field: string, value: string) =>
    asked || value !== '' ? issues.find(({ path }) => path === field)?.message : undefined
  const named = recipient && target.nameOf(recipient)
  const stored = recipient && kept.find((one) => addressOf(one) === addressOf(recipient))

  return (
    <>
      <RecipientFinder profile={profile} emulator={emulator} onChoose={target.address} />
      {recipient ? (
        <RecipientCard
          key={addressOf(recipient)}
          profileId={profile.id}
          recipient={{
            ...recipient,
            name: named === recipient?.receive_id ? null : named,
            chat_id: recipientChat,
            favourite: stored?.favourite ?? false,
            last_sent_at: stored?.last_sent_at ?? null,
          }}
        />
      ) : null}
      <div className={styles.pair}>
        <LabelledSelect
          label={t.idType}
          value={draft.receive_id_type}
          options={RECEIVE_ID_TYPES.map((type) => ({ value: type, label: type }))}
          onValue={(receive_id_type) =>
            target.address({ receive_id_type, receive_id: draft.receive_id })
          }
        />
        <LabelledInput
          label={t.id}
          dir="auto"
          spellCheck={false}
          value={draft.receive_id}
          error={errorOf('receive_id', draft.receive_id)}
          placeholder={emulator ? t.byDefault(target.nameOf(emulator.default_receiver)) : ''}
          onText={(receive_id) =>
            target.address({ receive_id_type: draft.receive_id_type, receive_id })
          }
        />
      </div>
      <MessageContent
        draft={draft}
        defaultText={target.defaultText}
        error={errorOf(draft.msg_type === 'text' ? 'text' : 'content', draft[draft.msg_type])}
        editor={editor}
        onChange={changeDraft}
      />
      <div className={styles.acts}>
        <Button
          icon={<MessagesSquare size={16} aria-hidden="true" />}
          onClick={() => target.openBar('message')}
        >
          {t.showMessages}
        </Button>
      </div>
      <Tests target={target} />
    </>
  )
}

/** Who gets a “Send to myself”, and the choice of another user. */
function Tests({ target }: { target: Target }) {
  const t = useTexts(recipientTexts)
  const { profile, emulator, myself } = target
  const save = useSaveProfile(profile.id)
  const [choosing, setChoosing] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const isStored = profile.source === 'stored'
  const choose = ({ receive_id_type, receive_id }: Address) => {
    const test_recipient = { receive_id_type, receive_id }
    if (isStored) save.mutate({ test_recipient })
    else target.rememberMyself(test_recipient)
    setChoosing(false)
    button.current?.focus()
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields
    <div className={styles.tests} role="group" aria-label={t.tests}>
      <div className={styles.row}>
        <span>
          {t.tests}: <bdi>{myself ? target.nameOf(myself) : t.noTests}</bdi>
        </span>
        <Button ref={button} aria-expanded={choosing} onClick={() => setChoosing(!choosing)}>
          {myself ? t.change : t.chooseTests}
        </Button>
      </div>
      {choosing ? (
        <RecipientFinder
          label={t.findTests}
          takesFocus
          profile={profile}
          emulator={emulator}
          onChoose={choose}
        />
      ) : null}
      {save.isError ? <Callout tone="bad">{t.keepFailed}</Callout> : null}
      {isStored ? null : <p className={shared.small}>{t.keptHere}</p>}
    </div>
  )
}
