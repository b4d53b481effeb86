import { X } from 'lucide-react'
import { type FormEvent, useId, useState } from 'react'
import type { Profile } from '#contract/profile'
import type { Recipient } from '#contract/recipients'
import { useEmulatorState } from '../../../api-client/emulator-state.ts'
import { useFindRecipient, useRecipients } from '../../../api-client/recipients.ts'
import { recipientGroups } from '../../../features/message-bar/recipient-finder.tsx'
import { addressOf, emulatorRecipients } from '../../../features/target/recipients.ts'
import { useTexts } from '../../../i18n/texts.ts'
import { Button, IconButton } from '../../../ui/button/button.tsx'
import { LabelledInput } from '../../../ui/form/labelled-field.tsx'
import { useRested } from '../../../ui/interaction.ts'
import { IsolatedText } from '../../../ui/text/isolated-text.tsx'
import styles from './new-list.module.css'
import { newListTexts } from './new-list-texts.ts'

const DEBOUNCE_MS = 250

type Props = {
  profile: Profile
  chosen: readonly Recipient[]
  onChosen: (chosen: readonly Recipient[]) => void
}

/** Chooses several recipients: known ones by their boxes, others by looking them up. */
export function PeoplePicker({ profile, chosen, onChosen }: Props) {
  const t = useTexts(newListTexts)
  const id = useId()
  const [text, setText] = useState('')
  const query = text.trim()
  const { data: kept = [] } = useRecipients(profile.id, useRested(query, DEBOUNCE_MS))
  const { data: emulator } = useEmulatorState(profile)
  const { mutate: find, data, variables, isPending, isError } = useFindRecipient(profile.id)
  const found = data && variables === query ? data : null
  const people = emulator ? emulatorRecipients(emulator, profile.app_id) : []
  const groups = recipientGroups({ found: found?.recipients ?? [], kept, people, text })
  const isChosen = (one: Recipient) => chosen.some((other) => addressOf(other) === addressOf(one))
  const nameOf = (one: Recipient) =>
    one.name ?? people.find((other) => addressOf(other) === addressOf(one))?.name ?? null
  const toggle = (one: Recipient) =>
    onChosen(
      isChosen(one)
        ? chosen.filter((other) => addressOf(other) !== addressOf(one))
        : [...chosen, { ...one, name: nameOf(one) }],
    )
  const lookUp = (event: FormEvent) => {
    event.preventDefault()
    if (query === '' || isPending) return
    find(query, {
      onSuccess: ({ recipients, not_checked }) => {
        const [only] = recipients
        if (!only || recipients.length > 1 || not_checked) return
        if (!isChosen(only)) onChosen([...chosen, { ...only, name: nameOf(only) ?? query }])
        setText('')
      },
    })
  }
  const note = () => {
    if (isPending) return t.finding
    if (isError && variables === query) return t.findFailed
    if (!found) return t.findHint
    if (found.not_checked) return found.not_checked.detail
    return found.recipients.length === 0 ? t.noMatch : t.chooseOne
  }

  return (
    <div className={styles.people}>
      <form className={styles.find} onSubmit={lookUp}>
        <LabelledInput
          label={t.find}
          placeholder={t.findPlaceholder}
          value={text}
          onText={setText}
          maxLength={256}
        />
        <Button type="submit" aria-disabled={query === '' || isPending}>
          {t.lookUp}
        </Button>
      </form>
      <p className={styles.hint} role="status">
        {note()}
      </p>
      {groups.map(({ group, recipients }) =>
        recipients.length === 0 ? null : (
          <fieldset key={group} className={styles.group}>
            <legend>{t.groups[group]}</legend>
            {recipients.map((one) => (
              <label key={addressOf(one)} className={styles.person}>
                <input type="checkbox" checked={isChosen(one)} onChange={() => toggle(one)} />
                <IsolatedText text={nameOf(one) ?? one.receive_id} oneLine />
                {nameOf(one) === null ? null : (
                  <span className={styles.address}>
                    <IsolatedText text={one.receive_id} oneLine />
                  </span>
                )}
              </label>
            ))}
          </fieldset>
        ),
      )}
      {chosen.length === 0 ? null : (
        <section aria-labelledby={id}>
          <h3 id={id} className={styles.chosenTitle}>
            {t.chosen(chosen.length)}
          </h3>
          <ul className={styles.chosen}>
            {chosen.map((one) => {
              const name = one.name ?? one.receive_id
              return (
                <li key={addressOf(one)} className={styles.chip}>
                  <IsolatedText text={name} oneLine />
                  <IconButton
                    label={t.remove(name)}
                    icon={<X size={14} aria-hidden="true" />}
                    onClick={() => toggle(one)}
                  />
                </li>
              )
            })}
          </ul>
        </section>
      )}
    </div>
  )
}
