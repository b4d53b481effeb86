import { useEffect, useRef, useState } from 'react'
import { useForm } from 'react-hook-form'
import { RECEIVE_ID_TYPES } from '#contract/ids'
import { APP_TYPES, ENVIRONMENTS, type Profile } from '#contract/profile'
import { useSaveProfile } from '../../api-client/profile-actions.ts'
import { useTexts } from '../../i18n/texts.ts'
import { useAnnounce } from '../../ui/announcer.tsx'
import { Button } from '../../ui/button/button.tsx'
import { Callout } from '../../ui/callout/callout.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import fieldStyles from '../../ui/form/field.module.css'
import { LabelledInput, LabelledSelect } from '../../ui/form/labelled-field.tsx'
import { Segmented } from '../../ui/form/segmented.tsx'
import shared from '../../ui/shared.module.css'
import {
  dropsSecrets,
  type ProfileFormValues,
  storedProfileDraft,
  toFormValues,
  toProfile,
} from './form-values.ts'
import { ColorChoice, platformsOf, SecretField } from './profile-fields.tsx'
import styles from './profiles.module.css'
import { issuesByPath, SaveFailure } from './save-failure.tsx'
import { profileTexts } from './texts.ts'

/** The paths of the issues that are shown at their fields. */
const FIELD_PATHS = [
  'name',
  'base_url',
  'app_id',
  'app_secret',
  'app_ticket',
  'tenant_key',
  'test_recipient.receive_id',
]

type Props = {
  /** null to add one. */
  profile: Profile | null
  profiles: readonly Profile[]
  onClose: () => void
}

/** Adds or edits a profile. A draft without the secrets survives closing the form. */
export function ProfileForm({ profile, profiles, onClose }: Props) {
  const texts = useTexts(profileTexts)
  const t = texts.form
  const announce = useAnnounce()
  const form = useRef<HTMLFormElement>(null)
  const id = profile?.id ?? null
  const platforms = platformsOf(profiles, texts.brands)
  const initial = toFormValues(profile, platforms[0]?.value ?? '')
  const [draft] = useState(() => storedProfileDraft(id).read())
  const [restored, setRestored] = useState(draft !== null)
  const { register, watch, setValue, getValues, reset, handleSubmit } = useForm<ProfileFormValues>({
    defaultValues: draft ?? initial,
  })
  const save = useSaveProfile(id)
  const issues = issuesByPath(save.error)
  const values = watch()
  const { app_type } = values
  const dropped = dropsSecrets(profile, values)

  const discard = () => {
    storedProfileDraft(id).remove()
    setRestored(false)
    reset(initial)
    save.reset()
  }
  useEffect(() => {
    if (save.error) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [save.error])
  const submit = handleSubmit((filled) => {
    if (save.isPending) return
    save.mutate(toProfile(filled), {
      onSuccess: ({ name }) => {
        storedProfileDraft(id).remove()
        announce(texts.saved(name))
        onClose()
      },
    })
  })

  return (
    <Dialog title={profile ? t.editTitle(profile.name) : t.addTitle} onClose={onClose}>
      <form
        ref={form}
        className={shared.stack3}
        onChange={() => storedProfileDraft(id).write(getValues())}
        onSubmit={(event) => void submit(event)}
        noValidate
      >
        {restored ? (
          <Callout tone="info">
            <p>{t.kept}</p>
            <Button onClick={discard}>{t.discard}</Button>
          </Callout>
        ) : null}
        <div className={fieldStyles.pair}>
          <LabelledInput label={t.name} error={issues.name} {...register('name')} />
          <LabelledSelect
            label={t.platform}
            options={platforms}
            hint={t.platformHint}
            error={issues.base_url}
            {...register('base_url')}
          />
        </div>
        <LabelledSelect
          label={t.appType}
          options={APP_TYPES.map((value) => ({ value, label: t.appTypes[value] }))}
          {...register('app_type')}
        />
        <LabelledInput
          label={texts.appId}
          hint={t.appIdHint}
          error={issues.app_id}
          spellCheck={false}
          {...register('app_id')}
        />
        {app_type === 'pasted_token' ? null : (
          <SecretField
            label={texts.secret}
            stored={profile?.secret ?? null}
            dropped={dropped}
            hint={t.secretNew}
            error={issues.app_secret}
            {...register('app_secret')}
          />
        )}
        {app_type === 'store' ? (
          <>
            <SecretField
              label={texts.ticket}
              stored={profile?.app_ticket ?? null}
              dropped={dropped}
              hint={t.ticketHint}
              error={issues.app_ticket}
              {...register('app_ticket')}
            />
            <LabelledInput
              label={texts.tenantKey}
              hint={t.tenantKeyHint}
              error={issues.tenant_key}
              spellCheck={false}
              {...register('tenant_key')}
            />
          </>
        ) : null}
        <div className={fieldStyles.pair}>
          <div className={fieldStyles.field}>
            <span className={fieldStyles.label} aria-hidden="true">
              {t.environment}
            </span>
            <Segmented
              legend={t.environment}
              value={values.environment}
              options={ENVIRONMENTS.map((value) => ({ value, label: t.environments[value] }))}
              onChange={(environment) => setValue('environment', environment)}
            />
            <p className={fieldStyles.hint}>{t.environmentHint}</p>
          </div>
          <ColorChoice value={values.color} onChange={(color) => setValue('color', color)} />
        </div>
        <div className={fieldStyles.pair}>
          <LabelledInput
            label={texts.testRecipient}
            hint={t.recipientHint}
            error={issues['test_recipient.receive_id']}
            spellCheck={false}
            {...register('receive_id')}
          />
          <LabelledSelect
            label={t.recipientType}
            options={RECEIVE_ID_TYPES.map((value) => ({ value, label: value }))}
            {...register('receive_id_type')}
          />
        </div>
        <SaveFailure error={save.error} shown={FIELD_PATHS} />
        <div className={styles.choices}>
          <Button onClick={onClose}>{t.cancel}</Button>
          <Button variant="primary" type="submit" aria-disabled={save.isPending}>
            {save.isPending ? t.saving : t.save}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
