import { type FormEvent, useEffect, useRef, useState } from 'react'
import { APP_TYPES, ENVIRONMENTS, type Profile } from '#contract/profile'
import { RECEIVE_ID_TYPES } from '#contract/receive-id-types'
import { useTexts } from '../i18n/texts.ts'
import { useSaveProfile } from '../queries/change-profile.ts'
import { useAnnounce } from '../ui/announcer.tsx'
import { Button } from '../ui/button.tsx'
import { Callout } from '../ui/callout.tsx'
import { Dialog } from '../ui/dialog.tsx'
import fieldStyles from '../ui/field.module.css'
import { LabelledInput } from '../ui/labelled-input.tsx'
import { LabelledSelect } from '../ui/labelled-select.tsx'
import { Segmented } from '../ui/segmented.tsx'
import { ColorChoice } from './color-choice.tsx'
import { Failed } from './failed.tsx'
import { dropDraft, readDraft, writeDraft } from './form-draft.ts'
import { type FormValues, movesAway, toProfile, valuesOf } from './form-values.ts'
import { mendsOf } from './mends-of.ts'
import { platformsOf } from './platforms.ts'
import styles from './profiles.module.css'
import { SecretField } from './secret-field.tsx'
import { profileTexts } from './texts.ts'

type Props = {
  /** `null` to add one. */
  profile: Profile | null
  profiles: readonly Profile[]
  onClose: () => void
}

/** Adds a profile or changes one. What is typed survives a closed form, without the secrets. */
export function ProfileForm({ profile, profiles, onClose }: Props) {
  const texts = useTexts(profileTexts)
  const t = texts.form
  const announce = useAnnounce()
  const form = useRef<HTMLFormElement>(null)
  const id = profile?.id ?? null
  const platforms = platformsOf(profiles, texts.brands)
  const untouched = () => valuesOf(profile, platforms[0]?.value ?? '')
  const [draft] = useState(() => readDraft(id))
  const [kept, setKept] = useState(draft !== null)
  const [values, setValues] = useState<FormValues>(() => draft ?? untouched())
  const { mutate, error, isPending, reset } = useSaveProfile(id)
  const mends = mendsOf(error)
  const moved = movesAway(profile, values)

  const set = (change: Partial<FormValues>) => {
    const next = { ...values, ...change }
    setValues(next)
    writeDraft(id, next)
  }
  const discard = () => {
    dropDraft(id)
    setKept(false)
    setValues(untouched())
    reset()
  }
  // Once the mends stand in the page.
  useEffect(() => {
    if (error) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [error])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (isPending) return
    mutate(toProfile(values), {
      onSuccess: ({ name }) => {
        dropDraft(id)
        announce(texts.saved(name))
        onClose()
      },
    })
  }

  return (
    <Dialog title={profile ? t.editTitle(profile.name) : t.addTitle} onClose={onClose}>
      <form ref={form} className={styles.form} onSubmit={submit} noValidate>
        {kept ? (
          <Callout tone="info">
            <p>{t.kept}</p>
            <Button onClick={discard}>{t.discard}</Button>
          </Callout>
        ) : null}
        <LabelledInput
          label={t.name}
          value={values.name}
          mend={mends.name}
          onText={(name) => set({ name })}
        />
        <LabelledSelect
          label={t.platform}
          value={values.base_url}
          options={platforms}
          onValue={(base_url) => set({ base_url })}
        />
        <p className={mends.base_url ? fieldStyles.error : fieldStyles.hint}>
          {mends.base_url ?? t.platformHint}
        </p>
        <LabelledSelect
          label={t.appType}
          value={values.app_type}
          options={APP_TYPES.map((value) => ({ value, label: t.appTypes[value] }))}
          onValue={(app_type) => set({ app_type })}
        />
        <LabelledInput
          label={texts.appId}
          value={values.app_id}
          hint={t.appIdHint}
          mend={mends.app_id}
          spellCheck={false}
          onText={(app_id) => set({ app_id })}
        />
        {values.app_type === 'pasted_token' ? null : (
          <SecretField
            label={texts.secret}
            value={values.app_secret}
            kept={profile?.secret ?? null}
            moved={moved}
            hint={t.secretNew}
            mend={mends.app_secret}
            onText={(app_secret) => set({ app_secret })}
          />
        )}
        {values.app_type === 'store' ? (
          <>
            <SecretField
              label={texts.ticket}
              value={values.app_ticket}
              kept={profile?.app_ticket ?? null}
              moved={moved}
              hint={t.ticketHint}
              mend={mends.app_ticket}
              onText={(app_ticket) => set({ app_ticket })}
            />
            <LabelledInput
              label={texts.tenantKey}
              value={values.tenant_key}
              hint={t.tenantKeyHint}
              mend={mends.tenant_key}
              spellCheck={false}
              onText={(tenant_key) => set({ tenant_key })}
            />
          </>
        ) : null}
        <div className={fieldStyles.field}>
          <span className={fieldStyles.label} aria-hidden="true">
            {t.environment}
          </span>
          <Segmented
            legend={t.environment}
            value={values.environment}
            options={ENVIRONMENTS.map((value) => ({ value, label: t.environments[value] }))}
            onChange={(environment) => set({ environment })}
          />
          <p className={fieldStyles.hint}>{t.environmentHint}</p>
        </div>
        <ColorChoice value={values.color} onChange={(color) => set({ color })} />
        <div className={styles.pair}>
          <LabelledInput
            label={texts.testRecipient}
            value={values.receive_id}
            hint={t.recipientHint}
            mend={mends['test_recipient.receive_id']}
            spellCheck={false}
            onText={(receive_id) => set({ receive_id })}
          />
          <LabelledSelect
            label={t.recipientType}
            value={values.receive_id_type}
            options={RECEIVE_ID_TYPES.map((value) => ({ value, label: value }))}
            onValue={(receive_id_type) => set({ receive_id_type })}
          />
        </div>
        <Failed error={error} shown={SHOWN} />
        <div className={styles.choices}>
          <Button onClick={onClose}>{t.cancel}</Button>
          <Button variant="primary" type="submit" aria-disabled={isPending}>
            {isPending ? t.saving : t.save}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

const SHOWN = [
  'name',
  'base_url',
  'app_id',
  'app_secret',
  'app_ticket',
  'tenant_key',
  'test_recipient.receive_id',
]
