import { Search } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import type { EmulatorState } from '#contract/emulator/state'
import type { Profile } from '#contract/profile'
import type { Recipient } from '#contract/recipients'
import { useFindRecipient, useRecipients } from '../../api-client/recipients.ts'
import { useTexts } from '../../i18n/texts.ts'
import { useAnnounce } from '../../ui/announcer.tsx'
import { Combobox } from '../../ui/form/combobox.tsx'
import { takeFocus, useRested } from '../../ui/interaction.ts'
import { NotChecked } from '../checks/check-row.tsx'
import { addressOf, emulatorRecipients } from '../target/recipients.ts'
import styles from './panels.module.css'
import { RecipientLine } from './recipient-card.tsx'
import { recipientTexts } from './recipient-texts.ts'

const DEBOUNCE_MS = 250
const LOOK_UP = 'look up'

/** What is typed to find a recipient, and who matches it. */
export function useRecipientSearch(profile: Profile, emulator: EmulatorState | undefined) {
  const [text, setText] = useState('')
  const query = text.trim()
  const { data: kept = [] } = useRecipients(profile.id, useRested(query, DEBOUNCE_MS))
  const { mutate: find, data, variables, isPending, isError } = useFindRecipient(profile.id)
  // A result is valid for its own query only.
  const found = data && variables === query ? data : null
  const people = emulator ? emulatorRecipients(emulator, profile.app_id) : []
  return {
    text,
    setText,
    query,
    found,
    groups: recipientGroups({ found: found?.recipients ?? [], kept, people, text }),
    /** Looks the text up on the platform. */
    find,
    isPending,
    isFailed: isError && variables === query,
    nameOf: (one: Recipient) =>
      one.name ?? people.find((other) => addressOf(other) === addressOf(one))?.name ?? null,
  }
}

type FieldProps = {
  search: ReturnType<typeof useRecipientSearch>
  label: string
  placeholder?: string
  hint: ReactNode
  /** Lists no one, because the text is of another kind. */
  listsNone?: boolean
  /** Focuses the field when it appears. */
  takesFocus: boolean
  onChoose: (recipient: Recipient, group: RecipientGroup) => void
  onLookUp: () => void
}

/** The field of a search: who matches, and the offer to look the text up. */
export function RecipientSearchField(props: FieldProps) {
  const { search, label, placeholder, hint, listsNone, takesFocus } = props
  const t = useTexts(recipientTexts)
  const { query, found } = search
  const groups = listsNone ? [] : search.groups
  return (
    <>
      <Combobox
        ref={takesFocus ? takeFocus : undefined}
        label={label}
        placeholder={placeholder}
        hint={search.isPending ? t.finding : hint}
        value={search.text}
        onText={search.setText}
        groups={[
          ...groups.map(({ group, recipients }) => ({
            label: t[group],
            options: recipients.map((one) => ({
              key: addressOf(one),
              content: <RecipientLine recipient={{ ...one, name: search.nameOf(one) }} />,
            })),
          })),
          {
            label: t.lookUpGroup,
            options:
              query === '' || found || listsNone
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
            props.onLookUp()
            return 'stay'
          }
          for (const { group, recipients } of groups) {
            const one = recipients.find((recipient) => addressOf(recipient) === key)
            if (one) props.onChoose(one, group)
          }
          return 'close'
        }}
        onEnter={props.onLookUp}
      />
      {found?.not_checked ? <NotChecked title={t.notChecked} reason={found.not_checked} /> : null}
    </>
  )
}

type Props = {
  profile: Profile
  /** Absent for real platforms. */
  emulator: EmulatorState | undefined
  /** The name of the field, if it does not choose the recipient of the next message. */
  label?: string
  takesFocus?: boolean
  onChoose: (recipient: Recipient) => void
}

/** A field to choose a recipient: recent ones are listed, others are looked up on the platform. */
export function RecipientFinder({ profile, emulator, label, takesFocus = false, onChoose }: Props) {
  const t = useTexts(recipientTexts)
  const announce = useAnnounce()
  const search = useRecipientSearch(profile, emulator)
  const { query, found, isPending } = search
  const choose = (recipient: Recipient) => {
    search.setText('')
    onChoose(recipient)
  }
  const lookUp = () => {
    if (query === '' || isPending) return
    search.find(query, {
      onSuccess: (result) => {
        const [only] = result.recipients
        if (only && result.recipients.length === 1 && !result.not_checked) {
          choose(only)
          return
        }
        announce(
          [t.understood[result.kind], result.not_checked?.detail ?? summary(result, t)].join(' '),
        )
      },
    })
  }
  const hint = () => {
    if (search.isFailed) return t.findFailed
    if (!found) return t.findHint
    return `${t.understood[found.kind]} ${found.not_checked ? '' : summary(found, t)}`
  }
  return (
    <div className={styles.finder}>
      <RecipientSearchField
        search={search}
        label={label ?? t.find}
        placeholder={t.placeholder}
        hint={hint()}
        takesFocus={takesFocus}
        onChoose={choose}
        onLookUp={lookUp}
      />
    </div>
  )
}

function summary(
  { kind, recipients }: { kind: string; recipients: readonly Recipient[] },
  t: { noMatch: string; choose: string },
): string {
  if (kind === 'unclear' && recipients.length === 0) return ''
  return recipients.length === 0 ? t.noMatch : t.choose
}

export type RecipientGroup = 'found' | 'favourites' | 'recent' | 'people'

type RecipientLists = {
  /** The platform's results for the current text. */
  found: readonly Recipient[]
  /** The stored recipients: favourites first, then the latest. */
  kept: readonly Recipient[]
  people: readonly Recipient[]
  text: string
}

/** Groups the recipients; each is listed once, in its first group. */
export function recipientGroups({ found, kept, people, text }: RecipientLists): {
  group: RecipientGroup
  recipients: Recipient[]
}[] {
  const seen = new Set<string>()
  const once = (list: readonly Recipient[]) =>
    list.filter((one) => {
      const address = addressOf(one)
      if (seen.has(address)) return false
      seen.add(address)
      return true
    })
  const typed = text.trim().toLocaleLowerCase()
  const matches = ({ name, receive_id }: Recipient) =>
    `${name ?? ''} ${receive_id}`.toLocaleLowerCase().includes(typed)
  return [
    { group: 'found', recipients: once(found) },
    { group: 'favourites', recipients: once(kept.filter((one) => one.favourite)) },
    { group: 'recent', recipients: once(kept) },
    { group: 'people', recipients: once(people.filter(matches)) },
  ]
}
