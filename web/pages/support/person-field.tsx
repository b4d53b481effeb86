import { Search } from 'lucide-react'
import { useState } from 'react'
import type { EmulatorState } from '#contract/emulator/state'
import type { Profile } from '#contract/profile'
import type { FoundRecipients, Recipient } from '#contract/recipients'
import { useFindRecipient, useReachable, useRecipients } from '../../api-client/recipients.ts'
import { NotChecked } from '../../features/checks/check-row.tsx'
import { RecipientTools } from '../../features/message-bar/recipient-card.tsx'
import { recipientGroups } from '../../features/message-bar/recipient-finder.tsx'
import { RecipientLine } from '../../features/message-bar/recipient-line.tsx'
import { addressOf, emulatorRecipients } from '../../features/target/recipients.ts'
import { useTexts } from '../../i18n/texts.ts'
import { useAnnounce } from '../../ui/announcer.tsx'
import { Button } from '../../ui/button/button.tsx'
import { Combobox } from '../../ui/form/combobox.tsx'
import { takeFocus, useRested } from '../../ui/interaction.ts'
import { IsolatedText } from '../../ui/text/isolated-text.tsx'
import { callPerson, type Person } from './form.ts'
import styles from './person-field.module.css'
import { supportTexts } from './texts.ts'

const DEBOUNCE_MS = 250
const LOOK_UP = 'look up'
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
  const [text, setText] = useState('')
  const query = text.trim()
  const { data: kept = [] } = useRecipients(profile.id, useRested(query, DEBOUNCE_MS))
  const { mutate: find, data, variables, isPending, isError } = useFindRecipient(profile.id)
  // A result is valid for its own query only.
  const found = data && variables === query ? data : null
  const people = emulator ? emulatorRecipients(emulator, profile.app_id) : []
  const nameIn = (one: Recipient) =>
    one.name ?? people.find((other) => addressOf(other) === addressOf(one))?.name ?? null
  const groups = recipientGroups({ found: found?.recipients ?? [], kept, people, text })
  const isMessage = MESSAGE_ID.test(query)

  const choose = (one: Recipient, by: FoundRecipients | null) => {
    const isAddress = by?.kind === 'email' || by?.kind === 'mobile'
    onChoose({ ...one, name: nameIn(one), label: isAddress ? query : null })
  }
  const lookUp = () => {
    if (query === '' || isPending || isMessage) return
    find(query, {
      onSuccess: (result) => {
        const [only] = result.recipients
        const certain = result.recipients.length === 1 && !result.not_checked
        if (only && certain && result.kind !== 'unclear') choose(only, result)
        else announce(result.not_checked?.detail ?? foundHint(result, t))
      },
    })
  }
  const hint = isMessage
    ? t.messageId
    : isPending
      ? t.finding
      : isError && variables === query
        ? t.findFailed
        : found && !found.not_checked
          ? foundHint(found, t)
          : t.personHint

  return (
    <div className={styles.finder}>
      <Combobox
        ref={takesFocus ? takeFocus : undefined}
        label={t.person}
        hint={<span className={isMessage || found ? styles.strong : undefined}>{hint}</span>}
        value={text}
        onText={setText}
        groups={[
          ...(isMessage ? [] : groups).map(({ group, recipients }) => ({
            label: t.groups[group],
            options: recipients.map((one) => ({
              key: addressOf(one),
              content: <RecipientLine recipient={{ ...one, name: nameIn(one) }} />,
            })),
          })),
          {
            label: t.lookUpGroup,
            options:
              query === '' || found || isMessage
                ? []
                : [
                    {
                      key: LOOK_UP,
                      content: (
                        <span className={styles.lookUp}>
                          <Search size={14} aria-hidden="true" />
                          <bdi>{t.lookUp(query)}</bdi>
                        </span>
                      ),
                    },
                  ],
          },
        ]}
        onChoose={(key) => {
          if (key === LOOK_UP) {
            lookUp()
            return 'stay'
          }
          const all = groups.flatMap(({ group, recipients }) =>
            recipients.map((one) => ({ one, group })),
          )
          const picked = all.find(({ one }) => addressOf(one) === key)
          if (picked) choose(picked.one, picked.group === 'found' ? found : null)
          return 'close'
        }}
        onEnter={lookUp}
      />
      {found?.not_checked ? <NotChecked title={t.notLooked} reason={found.not_checked} /> : null}
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
