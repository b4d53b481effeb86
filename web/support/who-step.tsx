import { Search, Star } from 'lucide-react'
import { useId, useState } from 'react'
import type { EmulatorState } from '#contract/emulator/state'
import type { Profile } from '#contract/profile'
import type { Recipient } from '#contract/recipients'
import { useFindRecipient, useRecipients } from '../api-client/recipients.ts'
import { NotChecked } from '../features/checks/check-row.tsx'
import { useTexts } from '../i18n/texts.ts'
import { useAnnounce } from '../ui/announcer.tsx'
import { Button } from '../ui/button/button.tsx'
import { Callout } from '../ui/callout/callout.tsx'
import { LabelledInput } from '../ui/form/labelled-field.tsx'
import { useRested } from '../ui/interaction.ts'
import { IsolatedText } from '../ui/text/isolated-text.tsx'
import { Choice } from './choice.tsx'
import type { FlowState, SupportDependencies } from './flow.ts'
import { addressOf, groupPeople } from './people.ts'
import { StepFrame } from './step-frame.tsx'
import styles from './support.module.css'
import { supportTexts } from './texts.ts'

const DEBOUNCE_MS = 250

type Props = {
  deps: SupportDependencies
  profile: Profile
  emulator: EmulatorState | undefined
  flow: FlowState
  onChange: (part: Partial<FlowState>) => void
  onBack: () => void
  onNext: () => void
}

/** The choice of a recipient: recent ones are listed, others are looked up. */
export function WhoStep({ deps, profile, emulator, flow, onChange, onBack, onNext }: Props) {
  const t = useTexts(supportTexts)
  const announce = useAnnounce()
  const name = useId()
  const [typed, setTyped] = useState('')
  const [refused, setRefused] = useState(false)
  const query = typed.trim()
  const { data: kept = [] } = useRecipients(profile.id, useRested(query, DEBOUNCE_MS))
  const { mutate: find, data, variables, isPending, isError } = useFindRecipient(profile.id)
  const found = data && variables === query ? data : null
  const groups = groupPeople({
    found: found?.recipients ?? [],
    kept,
    people: emulator ? deps.people(emulator, profile.app_id) : [],
    chosen: flow.who,
    typed: query,
  })

  const choose = (who: Recipient) => {
    setRefused(false)
    // The latest message belongs to another chat.
    onChange({ who, under: null })
  }
  const lookUp = () => {
    if (query === '' || isPending) return
    find(query, {
      onSuccess: ({ recipients: [only, ...more] }) => {
        if (only && more.length === 0) choose(only)
        announce(only ? t.groups.found : t.nobody)
      },
    })
  }

  return (
    <StepFrame
      title={t.whoTitle}
      problem={refused ? t.whoFirst : null}
      actions={
        <>
          <Button onClick={onBack}>{t.back}</Button>
          <Button variant="primary" onClick={() => (flow.who ? onNext() : setRefused(true))}>
            {t.next}
          </Button>
        </>
      }
    >
      <form
        className={styles.find}
        onSubmit={(event) => {
          event.preventDefault()
          lookUp()
        }}
      >
        <LabelledInput
          label={t.person}
          type="search"
          dir="auto"
          autoCapitalize="off"
          spellCheck={false}
          value={typed}
          onText={setTyped}
        />
        <Button
          type="submit"
          icon={<Search size={16} aria-hidden="true" />}
          aria-disabled={query === '' || isPending}
        >
          {isPending ? t.finding : t.find}
        </Button>
      </form>
      {isError && variables === query ? <Callout tone="warn">{t.findFailed}</Callout> : null}
      {found && found.recipients.length === 0 && !found.not_checked ? (
        <Callout tone="warn">{t.nobody}</Callout>
      ) : null}
      {found?.not_checked ? <NotChecked title={t.notLooked} reason={found.not_checked} /> : null}
      {groups.length === 0 ? <p className={styles.soft}>{t.nobodyYet}</p> : null}
      {groups.map(({ group, people }) => (
        <fieldset key={group} className={styles.group}>
          <legend className={styles.legend}>{t.groups[group]}</legend>
          {people.map((person) => (
            <Choice
              key={addressOf(person)}
              name={name}
              checked={flow.who !== null && addressOf(flow.who) === addressOf(person)}
              onChoose={() => choose(person)}
            >
              <span className={styles.strong}>
                <IsolatedText text={person.name ?? person.receive_id} />
                {person.favourite ? (
                  <Star size={13} className={styles.star} aria-hidden="true" />
                ) : null}
              </span>
              {person.name === null ? null : (
                <span className={styles.soft}>
                  <IsolatedText text={person.receive_id} />
                </span>
              )}
            </Choice>
          ))}
        </fieldset>
      ))}
    </StepFrame>
  )
}
