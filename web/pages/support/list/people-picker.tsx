import { X } from 'lucide-react'
import { type FormEvent, useId } from 'react'
import type { Profile } from '#contract/profile'
import type { Recipient } from '#contract/recipients'
import { useEmulatorState } from '../../../api-client/emulator-state.ts'
import { useRecipientSearch } from '../../../features/message-bar/recipient-finder.tsx'
import { addressOf } from '../../../features/target/recipients.ts'
import { useTexts } from '../../../i18n/texts.ts'
import { Button, IconButton } from '../../../ui/button/button.tsx'
import { LabelledInput } from '../../../ui/form/labelled-field.tsx'
import shared from '../../../ui/shared.module.css'
import { IsolatedText } from '../../../ui/text/isolated-text.tsx'
import styles from './new-list.module.css'
import { newListTexts } from './new-list-texts.ts'

type Props = {
  profile: Profile
  chosen: readonly Recipient[]
  onChosen: (chosen: readonly Recipient[]) => void
}

/** Chooses several recipients: known ones by their boxes, others by looking them up. */
export function PeoplePicker({ profile, chosen, onChosen }: Props) {
  const t = useTexts(newListTexts)
  const id = useId()
  const { data: emulator } = useEmulatorState(profile)
  const search = useRecipientSearch(profile, emulator)
  const { query, found, isPending, nameOf } = search
  const isChosen = (one: Recipient) => chosen.some((other) => addressOf(other) === addressOf(one))
  const toggle = (one: Recipient) =>
    onChosen(
      isChosen(one)
        ? chosen.filter((other) => addressOf(other) !== addressOf(one))
        : [...chosen, { ...one, name: nameOf(one) }],
    )
  const lookUp = (event: FormEvent) => {
    event.preventDefault()
    if (query === '' || isPending) return
    search.find(query, {
      onSuccess: ({ recipients, not_checked }) => {
        const [only] = recipients
        if (!only || recipients.length > 1 || not_checked) return
        if (!isChosen(only)) onChosen([...chosen, { ...only, name: nameOf(only) ?? query }])
        search.setText('')
      },
    })
  }
  const note = () => {
    if (isPending) return t.finding
    if (search.isFailed) return t.findFailed
    if (!found) return t.findHint
    if (found.not_checked) return found.not_checked.detail
    return found.recipients.length === 0 ? t.noMatch : t.chooseOne
  }

  return (
    <div className={shared.stack3}>
      <form className={styles.find} onSubmit={lookUp}>
        <LabelledInput
          label={t.find}
          placeholder={t.findPlaceholder}
          value={search.text}
          onText={search.setText}
          maxLength={256}
        />
        <Button type="submit" aria-disabled={query === '' || isPending}>
          {t.lookUp}
        </Button>
      </form>
      <p className={shared.small} role="status">
        {note()}
      </p>
      {search.groups.map(({ group, recipients }) =>
        recipients.length === 0 ? null : (
          <fieldset key={group} className={styles.group}>
            <legend>{t.groups[group]}</legend>
            {recipients.map((one) => (
              <label key={addressOf(one)} className={styles.person}>
                <input type="checkbox" checked={isChosen(one)} onChange={() => toggle(one)} />
                <IsolatedText text={nameOf(one) ?? one.receive_id} oneLine />
                {nameOf(one) === null ? null : (
                  <span className={shared.small}>
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
