import { useForm } from 'react-hook-form'
import type { Profile } from '#contract/profile'
import { usePasteToken } from '../../api-client/profile-actions.ts'
import { useTexts } from '../../i18n/texts.ts'
import { useAnnounce } from '../../ui/announcer.tsx'
import { Button } from '../../ui/button/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { LabelledInput } from '../../ui/form/labelled-field.tsx'
import styles from './profiles.module.css'
import { issuesByPath, SaveFailure } from './save-failure.tsx'
import { profileTexts } from './texts.ts'

const FIELD_PATHS = ['tenant_access_token', 'expires_in']

/** Takes a tenant_access_token for this browser session. */
export function PasteToken({ profile, onClose }: { profile: Profile; onClose: () => void }) {
  const texts = useTexts(profileTexts)
  const t = texts.pasting
  const announce = useAnnounce()
  const { register, handleSubmit } = useForm({ defaultValues: { token: '', life: '' } })
  const { mutate, error, isPending } = usePasteToken(profile.id)
  const issues = issuesByPath(error)

  const submit = handleSubmit(({ token, life }) => {
    if (isPending) return
    const pasted = {
      tenant_access_token: token.trim(),
      // A text that is not a number is sent too: the server's issue explains it.
      ...(life.trim() !== '' && { expires_in: Number(life) }),
    }
    mutate(pasted, {
      onSuccess: () => {
        announce(texts.saved(profile.name))
        onClose()
      },
    })
  })

  return (
    <Dialog title={t.title(profile.name)} onClose={onClose}>
      <form className={styles.form} onSubmit={(event) => void submit(event)} noValidate>
        <p className={styles.note}>{t.lead}</p>
        <LabelledInput
          label={t.token}
          type="password"
          autoComplete="new-password"
          spellCheck={false}
          error={issues.tenant_access_token}
          {...register('token')}
        />
        <LabelledInput
          label={t.life}
          inputMode="numeric"
          hint={t.lifeHint}
          error={issues.expires_in}
          {...register('life')}
        />
        <SaveFailure error={error} shown={FIELD_PATHS} />
        <div className={styles.choices}>
          <Button onClick={onClose}>{texts.form.cancel}</Button>
          <Button variant="primary" type="submit" aria-disabled={isPending}>
            {isPending ? texts.form.saving : t.use}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
