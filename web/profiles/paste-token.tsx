import { type FormEvent, useState } from 'react'
import type { Profile } from '#contract/profile'
import { useTexts } from '../i18n/texts.ts'
import { usePasteToken } from '../queries/change-profile.ts'
import { useAnnounce } from '../ui/announcer.tsx'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { LabelledInput } from '../ui/labelled-input.tsx'
import { Failed } from './failed.tsx'
import { mendsOf } from './mends-of.ts'
import styles from './profiles.module.css'
import { profileTexts } from './texts.ts'

const FIELDS = ['tenant_access_token', 'expires_in']

/** Takes a token for this browser session. */
export function PasteToken({ profile, onClose }: { profile: Profile; onClose: () => void }) {
  const texts = useTexts(profileTexts)
  const t = texts.pasting
  const announce = useAnnounce()
  const [token, setToken] = useState('')
  const [life, setLife] = useState('')
  const { mutate, error, isPending } = usePasteToken(profile.id)
  const mends = mendsOf(error)

  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (isPending) return
    const pasted = {
      tenant_access_token: token.trim(),
      // What is no number goes to the server too, which says what it should be.
      ...(life.trim() !== '' && { expires_in: Number(life) }),
    }
    mutate(pasted, {
      onSuccess: () => {
        announce(texts.saved(profile.name))
        onClose()
      },
    })
  }

  return (
    <Dialog title={t.title(profile.name)} onClose={onClose}>
      <form className={styles.form} onSubmit={submit} noValidate>
        <p className={styles.note}>{t.lead}</p>
        <LabelledInput
          label={t.token}
          type="password"
          autoComplete="new-password"
          spellCheck={false}
          value={token}
          mend={mends.tenant_access_token}
          onText={setToken}
        />
        <LabelledInput
          label={t.life}
          inputMode="numeric"
          hint={t.lifeHint}
          value={life}
          mend={mends.expires_in}
          onText={setLife}
        />
        <Failed error={error} shown={FIELDS} />
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
