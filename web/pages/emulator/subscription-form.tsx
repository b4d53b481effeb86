import { useForm } from 'react-hook-form'
import type { SubscriptionView } from '#contract/emulator/events'
import type { EmulatorApp } from '#contract/emulator/state'
import { controlCall, useControl } from '../../api-client/emulator.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Button } from '../../ui/button/button.tsx'
import { Callout } from '../../ui/callout/callout.tsx'
import { Disclosure } from '../../ui/disclosure.tsx'
import { LabelledInput, LabelledSelect } from '../../ui/form/labelled-field.tsx'
import shared from '../../ui/shared.module.css'
import { ExactText } from '../../ui/text/exact-text.tsx'
import { ControlFailure } from './control-failure.tsx'
import { eventTexts } from './event-texts.ts'
import styles from './inspector.module.css'

type Props = {
  profile: string
  apps: readonly EmulatorApp[]
  subscriptions: readonly SubscriptionView[]
  /** The app that is selected at first. */
  preferred: string
}

const WAYS = ['webhook', 'long_connection'] as const

/** Chooses how an app gets its events: a URL, which must answer a challenge first, or its long connections. */
export function SubscriptionForm({ profile, apps, subscriptions, preferred }: Props) {
  const t = useTexts(eventTexts)
  const control = useControl(profile)
  const { register, watch, setValue, handleSubmit } = useForm({
    defaultValues: { app_id: '', kind: '', url: '', verification_token: '', encrypt_key: '' },
  })
  const app_id = watch('app_id') || preferred
  const current = subscriptions.find((one) => one.app_id === app_id)
  const kind = WAYS.find((one) => one === (watch('kind') || current?.kind)) ?? 'webhook'
  const params = { app_id }
  const submit = handleSubmit(({ url, verification_token, encrypt_key }) => {
    const webhook = { url, verification_token, ...(encrypt_key !== '' && { encrypt_key }) }
    const body = kind === 'webhook' ? webhook : { kind }
    control.mutate(controlCall('POST /api/emulator/apps/:app_id/subscription', { params, body }))
  })

  return (
    <Disclosure summary={t.subscription}>
      <form className={shared.stack2} onSubmit={(event) => void submit(event)}>
        <LabelledSelect
          label={t.app}
          value={app_id}
          options={apps.map((app) => ({ value: app.app_id, label: `${app.name} · ${app.app_id}` }))}
          onValue={(value) => {
            setValue('app_id', value)
            setValue('kind', '')
            control.reset()
          }}
        />
        {current ? (
          <div className={styles.card}>
            {current.kind === 'webhook' ? (
              <code>
                <ExactText>{current.url}</ExactText>
              </code>
            ) : (
              t.ways.long_connection
            )}
            <div className={styles.spread}>
              {current.kind === 'webhook' ? (
                <span className={shared.small}>
                  {current.encrypt_key === 'set' ? t.encrypted : t.notEncrypted}
                </span>
              ) : null}
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
        ) : (
          <p className={shared.small}>{t.noSubscription}</p>
        )}
        <LabelledSelect
          label={t.way}
          hint={kind === 'webhook' ? t.subscriptionHint : t.connectionHint}
          value={kind}
          options={WAYS.map((value) => ({ value, label: t.ways[value] }))}
          onValue={(value) => {
            setValue('kind', value)
            control.reset()
          }}
        />
        {kind === 'webhook' ? (
          <>
            <LabelledInput
              label={t.url}
              type="url"
              required
              placeholder="http://127.0.0.1:3000/webhook"
              {...register('url')}
            />
            <LabelledInput label={t.token} required {...register('verification_token')} />
            <LabelledInput
              label={t.encryptKey}
              hint={t.encryptKeyHint}
              {...register('encrypt_key')}
            />
          </>
        ) : null}
        <div hidden={kind === 'long_connection' && current?.kind === kind}>
          <Button type="submit" disabled={control.isPending}>
            {kind === 'long_connection'
              ? t.subscribeConnection
              : control.isPending
                ? t.subscribing
                : t.subscribe}
          </Button>
        </div>
        <ControlFailure error={control.error} />
        {control.isSuccess && control.variables.route.startsWith('POST') ? (
          <div role="status">
            <Callout tone="good">
              {kind === 'webhook' ? t.subscribed : t.subscribedConnection}
            </Callout>
          </div>
        ) : null}
      </form>
    </Disclosure>
  )
}
