import { useForm } from 'react-hook-form'
import type { SubscriptionView } from '#contract/emulator/events'
import type { EmulatorApp } from '#contract/emulator/state'
import { controlCall, useControl } from '../../api-client/emulator.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Button } from '../../ui/button/button.tsx'
import { Callout } from '../../ui/callout/callout.tsx'
import { Disclosure } from '../../ui/disclosure.tsx'
import fieldStyles from '../../ui/form/field.module.css'
import { LabelledInput, LabelledSelect } from '../../ui/form/labelled-field.tsx'
import { ExactText } from '../../ui/text/exact-text.tsx'
import { ControlFailure } from './control-failure.tsx'
import styles from './inspector.module.css'
import { inspectorTexts } from './inspector-texts.ts'

type Props = {
  profile: string
  apps: readonly EmulatorApp[]
  subscriptions: readonly SubscriptionView[]
  /** The app that is selected at first. */
  preferred: string
}

/** Subscribes a URL to the events of an app; the emulator sends it a challenge first. */
export function SubscriptionForm({ profile, apps, subscriptions, preferred }: Props) {
  const t = useTexts(inspectorTexts)
  const control = useControl(profile)
  const { register, watch, setValue, handleSubmit } = useForm({
    defaultValues: { app_id: '', url: '', verification_token: '', encrypt_key: '' },
  })
  const app_id = watch('app_id') || preferred
  const current = subscriptions.find((one) => one.app_id === app_id)
  const params = { app_id }
  const submit = handleSubmit(({ url, verification_token, encrypt_key }) => {
    const body = { url, verification_token, ...(encrypt_key !== '' && { encrypt_key }) }
    control.mutate(controlCall('POST /api/emulator/apps/:app_id/subscription', { params, body }))
  })

  return (
    <Disclosure summary={t.subscription}>
      <form className={styles.form} onSubmit={(event) => void submit(event)}>
        <p className={fieldStyles.hint}>{t.subscriptionHint}</p>
        <LabelledSelect
          label={t.app}
          value={app_id}
          options={apps.map((app) => ({ value: app.app_id, label: `${app.name} · ${app.app_id}` }))}
          onValue={(value) => {
            setValue('app_id', value)
            control.reset()
          }}
        />
        {current ? (
          <div className={styles.card}>
            <code>
              <ExactText>{current.url}</ExactText>
            </code>
            <div className={styles.spread}>
              <span className={styles.soft}>
                {current.encrypt_key === 'set' ? t.encrypted : t.notEncrypted}
              </span>
              <Button
                disabled={control.isPending}
                onClick={() =>
                  control.mutate(
                    controlCall('DELETE /api/emulator/apps/:app_id/subscription', { params }),
                  )
                }
              >
                {t.unsubscribe}
              </Button>
            </div>
          </div>
        ) : null}
        <LabelledInput
          label={t.url}
          type="url"
          required
          placeholder="http://127.0.0.1:3000/webhook"
          {...register('url')}
        />
        <LabelledInput label={t.token} required {...register('verification_token')} />
        <LabelledInput label={t.encryptKey} hint={t.encryptKeyHint} {...register('encrypt_key')} />
        <div>
          <Button type="submit" disabled={control.isPending}>
            {control.isPending ? t.subscribing : t.subscribe}
          </Button>
        </div>
        <ControlFailure error={control.error} />
        {control.isSuccess && control.variables.route.startsWith('POST') ? (
          <div role="status">
            <Callout tone="good">{t.subscribed}</Callout>
          </div>
        ) : null}
      </form>
    </Disclosure>
  )
}
