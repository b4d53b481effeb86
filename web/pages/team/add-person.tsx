import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { usePeopleChanges } from '../../api-client/access.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Button } from '../../ui/button/button.tsx'
import { CopyButton } from '../../ui/button/copy-button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { LabelledInput } from '../../ui/form/labelled-field.tsx'
import shared from '../../ui/shared.module.css'
import { GrantsField } from './grants-field.tsx'
import { type GrantValues, SaveFailure, useMoment } from './parts.tsx'
import styles from './team.module.css'
import { teamTexts } from './texts.ts'

/** Adds a local account, and shows the link that sets its password. */
export function AddPerson({ onClose }: { onClose: () => void }) {
  const t = useTexts(teamTexts)
  const { add } = usePeopleChanges()
  const [grants, setGrants] = useState<GrantValues>([])
  const { register, handleSubmit } = useForm({ defaultValues: { sign_in_name: '', name: '' } })
  const submit = handleSubmit(({ sign_in_name, name }) => {
    const shown = name.trim()
    add.mutate({
      sign_in_name: sign_in_name.trim(),
      ...(shown && { name: shown }),
      grants: [...grants],
    })
  })
  return (
    <Dialog title={add.data ? t.linkTitle : t.addTitle} onClose={onClose}>
      {add.data ? (
        <OneTimeLink {...add.data} onClose={onClose} />
      ) : (
        <form className={shared.stack3} onSubmit={(event) => void submit(event)} noValidate>
          <p className={shared.soft}>{t.addHint}</p>
          <LabelledInput
            label={t.signInName}
            hint={t.signInNameHint}
            autoCapitalize="none"
            spellCheck={false}
            {...register('sign_in_name')}
          />
          <LabelledInput label={t.displayName} {...register('name')} />
          <GrantsField grants={grants} onChange={setGrants} />
          <SaveFailure error={add.error} />
          <div className={styles.choices}>
            <Button onClick={onClose}>{t.cancel}</Button>
            <Button type="submit" variant="primary" aria-disabled={add.isPending}>
              {t.save}
            </Button>
          </div>
        </form>
      )}
    </Dialog>
  )
}

type LinkProps = { link: string; link_ends_at: string; onClose: () => void }

/** A link that is shown once. */
export function OneTimeLink({ link, link_ends_at, onClose }: LinkProps) {
  const t = useTexts(teamTexts)
  const moment = useMoment()
  const href = location.origin + link
  return (
    <div className={shared.stack3}>
      <p>{t.linkWhy(moment(link_ends_at))}</p>
      <code className={styles.secret}>{href}</code>
      <div className={styles.choices}>
        <CopyButton labelled variant="primary" text={href} label={t.copyLink} />
        <Button onClick={onClose}>{t.done}</Button>
      </div>
    </div>
  )
}
