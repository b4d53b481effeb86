import { Search } from 'lucide-react'
import { type Ref, useState } from 'react'
import type { EmulatorState } from '#contract/emulator-state'
import type { Profile } from '#contract/profile'
import type { Recipient } from '#contract/recipient'
import { useTexts } from '../i18n/texts.ts'
import { useFindRecipient, useRecipients } from '../queries/recipients.ts'
import { useAnnounce } from '../ui/announcer.tsx'
import { Combobox } from '../ui/combobox.tsx'
import { NotChecked } from '../ui/not-checked.tsx'
import { useRested } from '../ui/use-rested.ts'
import { addressOf } from './address-of.ts'
import { emulatorPeople } from './emulator-people.ts'
import { recipientGroups } from './recipient-groups.ts'
import { RecipientLine } from './recipient-line.tsx'
import { recipientTexts } from './recipient-texts.ts'
import styles from './recipients.module.css'

const REST_MS = 250
const LOOK_UP = 'look up'

type Props = {
  profile: Profile
  /** Absent for real platforms. */
  emulator: EmulatorState | undefined
  onChoose: (recipient: Recipient) => void
  ref?: Ref<HTMLInputElement> | undefined
}

/** One field for whoever is meant: those written to before at hand, anyone else looked up on purpose. */
export function RecipientFinder({ profile, emulator, onChoose, ref }: Props) {
  const t = useTexts(recipientTexts)
  const announce = useAnnounce()
  const [text, setText] = useState('')
  const query = text.trim()
  const { data: kept = [] } = useRecipients(profile.id, useRested(query, REST_MS))
  const { mutate: find, data, variables, isPending, isError } = useFindRecipient(profile.id)
  // An answer counts for the text it was asked for.
  const found = data && variables === query ? data : null

  const groups = recipientGroups({
    found: found?.recipients ?? [],
    kept,
    people: emulator ? emulatorPeople(emulator, profile.app_id) : [],
    text,
  })
  const choose = (recipient: Recipient) => {
    setText('')
    onChoose(recipient)
  }
  const lookUp = () => {
    if (query === '' || isPending) return
    find(query, {
      onSuccess: (answer) => {
        const [only] = answer.recipients
        if (only && answer.recipients.length === 1 && !answer.not_checked) {
          choose(only)
          return
        }
        announce(
          [t.understood[answer.kind], answer.not_checked?.detail ?? outcome(answer, t)].join(' '),
        )
      },
    })
  }

  return (
    <div className={styles.finder}>
      <Combobox
        ref={ref}
        label={t.find}
        placeholder={t.placeholder}
        hint={
          isPending
            ? t.finding
            : isError && variables === query
              ? t.findFailed
              : found
                ? `${t.understood[found.kind]} ${found.not_checked ? '' : outcome(found, t)}`
                : t.findHint
        }
        value={text}
        onText={setText}
        groups={[
          ...groups.map(({ group, recipients }) => ({
            label: t[group],
            options: recipients.map((recipient) => ({
              key: addressOf(recipient),
              content: <RecipientLine recipient={recipient} />,
            })),
          })),
          {
            label: t.lookUpGroup,
            options:
              query === '' || found
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
          const recipient = groups
            .flatMap(({ recipients }) => recipients)
            .find((one) => addressOf(one) === key)
          if (recipient) choose(recipient)
          return 'close'
        }}
        onEnter={lookUp}
      />
      {found?.not_checked ? <NotChecked title={t.notChecked} reason={found.not_checked} /> : null}
    </div>
  )
}

function outcome(
  { kind, recipients }: { kind: string; recipients: readonly Recipient[] },
  t: { nobody: string; choose: string },
): string {
  if (kind === 'unclear' && recipients.length === 0) return ''
  return recipients.length === 0 ? t.nobody : t.choose
}
