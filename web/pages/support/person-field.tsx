import type { EmulatorState } from '#contract/emulator/state'
import type { Profile } from '#contract/profile'
import type { FoundRecipients, Recipient } from '#contract/recipients'
import { useReachable } from '../../api-client/recipients.ts'
import { RecipientTools } from '../../features/message-bar/recipient-card.tsx'
import {
  RecipientSearchField,
  useRecipientSearch,
} from '../../features/message-bar/recipient-finder.tsx'
import { useTexts } from '../../i18n/texts.ts'
import { useAnnounce } from '../../ui/announcer.tsx'
import { Button } from '../../ui/button/button.tsx'
import shared from '../../ui/shared.module.css'
import { IsolatedText } from '../../ui/text/isolated-text.tsx'
import { callPerson, type Person } from './form.ts'
import styles from './person-field.module.css'
import { supportTexts } from './texts.ts'

const MESSAGE_ID = /^om_/

type FinderProps = {
  profile: Profile
  emulator: EmulatorState | undefined
  /** Focuses the field when it appears. */
  takesFocus: boolean
  onChoose: (person: Person) => void
}

/** The field to find a person. A search that finds no one, or several, chooses no one. */
export function PersonFinder({ profile, emulator, takesFocus, onChoose }: FinderProps) {
  const t = useTexts(supportTexts)
  const announce = useAnnounce()
  const search = useRecipientSearch(profile, emulator)
  const { query, found, isPending } = search
  const isMessage = MESSAGE_ID.test(query)

  const choose = (one: Recipient, by: FoundRecipients | null) => {
    const isAddress = by?.kind === 'email' || by?.kind === 'mobile'
    onChoose({ ...one, name: search.nameOf(one), label: isAddress ? query : null })
  }
  const lookUp = () => {
    if (query === '' || isPending || isMessage) return
    search.find(query, {
      onSuccess: (result) => {
        const [only] = result.recipients
        const certain = result.recipients.length === 1 && !result.not_checked
        if (only && certain && result.kind !== 'unclear') choose(only, result)
        else announce(result.not_checked?.detail ?? foundHint(result, t))
      },
    })
  }
  const hint = () => {
    if (isMessage) return t.messageId
    if (search.isFailed) return t.findFailed
    return found && !found.not_checked ? foundHint(found, t) : t.personHint
  }

  return (
    <div className={shared.stack2}>
      <RecipientSearchField
        search={search}
        label={t.person}
        hint={<span className={isMessage || found ? styles.strong : undefined}>{hint()}</span>}
        listsNone={isMessage}
        takesFocus={takesFocus}
        onChoose={(one, group) => choose(one, group === 'found' ? found : null)}
        onLookUp={lookUp}
      />
    </div>
  )
}

function foundHint(
  { kind, recipients }: FoundRecipients,
  t: { nobody: string; chooseOne: string; unclear: string },
): string {
  if (recipients.length > 0) return t.chooseOne
  return kind === 'unclear' ? `${t.nobody} ${t.unclear}` : t.nobody
}

/** Whether the app can reach a person; null if that is not known, undefined while it is checked. */
export function usePersonReachable(
  profile: string,
  who: Person | null,
): boolean | null | undefined {
  const isUser = who?.receive_id_type === 'open_id'
  const { data, isPending } = useReachable(profile, isUser ? who.receive_id : null)
  if (!isUser) return null
  return isPending ? undefined : (data?.reachable ?? null)
}

type CardProps = {
  profile: string
  who: Person
  reachable: boolean | null | undefined
  /** What is known about the last message to the person, such as "4 s ago". */
  recent: string | null
  locked: boolean
  onChange: (person: Person) => void
  onRemove: () => void
}

/** The chosen person, by name and by email, mobile number or ID. */
export function PersonCard(props: CardProps) {
  const { profile, who, reachable, recent, locked, onChange, onRemove } = props
  const t = useTexts(supportTexts)
  const { receive_id, label } = who
  const called = callPerson(who)

  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields
    <div className={styles.card} role="group" aria-label={t.recipient}>
      <div className={styles.who}>
        <p className={styles.name}>
          <IsolatedText text={called} oneLine />
        </p>
        <p className={styles.address}>
          {[label, receive_id]
            .filter((part) => part !== null && part !== called)
            .map((part) => (
              <span key={part}>
                <IsolatedText text={part ?? ''} oneLine />
              </span>
            ))}
        </p>
        {recent ? (
          <p className={styles.warn}>{recent}</p>
        ) : (
          <p className={reachable ? styles.good : reachable === false ? styles.bad : styles.soft}>
            {reachable === undefined
              ? t.checkingReach
              : reachable === null
                ? t.reachUnknown
                : reachable
                  ? t.reachable
                  : t.unreachablePerson}
          </p>
        )}
      </div>
      {locked ? null : (
        <RecipientTools
          profileId={profile}
          recipient={who}
          onSaved={(saved) => onChange({ ...who, ...saved })}
        >
          <Button variant="ghost" onClick={onRemove}>
            {t.change}
          </Button>
        </RecipientTools>
      )}
    </div>
  )
}
