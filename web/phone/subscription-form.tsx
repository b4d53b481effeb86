import { useState } from 'react'
import type { SubscriptionView } from '#contract/emulator-events'
import type { EmulatorApp } from '#contract/emulator-state'
import { useTexts } from '../i18n/texts.ts'
import { idPath, useControl } from '../queries/emulator-control.ts'
import { Button } from '../ui/button.tsx'
import { Callout } from '../ui/callout.tsx'
import { Disclosure } from '../ui/disclosure.tsx'
import { ExactText } from '../ui/exact-text.tsx'
import fieldStyles from '../ui/field.module.css'
import { LabelledInput } from '../ui/labelled-input.tsx'
import { LabelledSelect } from '../ui/labelled-select.tsx'
import { ControlFailure } from './control-failure.tsx'
import styles from './inspector.module.css'
import { inspectorTexts } from './inspector-texts.ts'

type Props = {
  profile: string
  apps: readonly EmulatorApp[]
  subscriptions: readonly SubscriptionView[]
  /** The app that is chosen at first. */
  preferred: string
}

const EMPTY = { url: '', verification_token: '', encrypt_key: '' }

/** Where the events of an app go; the address is asked for its consent first. */
export function SubscriptionForm({ profile, apps, subscriptions, preferred }: Props) {
  const t = useTexts(inspectorTexts)
  const control = useControl(profile)
  const [chosen, setChosen] = useState<string | null>(null)
  const [draft, setDraft] = useState(EMPTY)
  const app_id = chosen ?? preferred
  const current = subscriptions.find((one) => one.app_id === app_id)
  const path = idPath`/apps/${app_id}/subscription`

  return (
    <Disclosure summary={t.subscription}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault()
          const { encrypt_key, ...rest } = draft
          const body = { ...rest, ...(encrypt_key !== '' && { encrypt_key }) }
          control.mutate({ method: 'POST', path, body })
        }}
      >
        <p className={fieldStyles.hint}>{t.subscriptionHint}</p>
        <LabelledSelect
          label={t.app}
          value={app_id}
          options={apps.map((app) => ({ value: app.app_id, label: `${app.name} · ${app.app_id}` }))}
          onValue={(value) => {
            setChosen(value)
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
                onClick={() => control.mutate({ method: 'DELETE', path })}
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
          value={draft.url}
          placeholder="http://127.0.0.1:3000/webhook"
          onText={(url) => setDraft({ ...draft, url })}
        />
        <LabelledInput
          label={t.token}
          required
          value={draft.verification_token}
          onText={(verification_token) => setDraft({ ...draft, verification_token })}
        />
        <LabelledInput
          label={t.encryptKey}
          hint={t.encryptKeyHint}
          value={draft.encrypt_key}
          onText={(encrypt_key) => setDraft({ ...draft, encrypt_key })}
        />
        <div>
          <Button type="submit" disabled={control.isPending}>
            {control.isPending ? t.subscribing : t.subscribe}
          </Button>
        </div>
        <ControlFailure error={control.error} />
        {control.isSuccess && control.variables.method === 'POST' ? (
          <div role="status">
            <Callout tone="good">{t.subscribed}</Callout>
          </div>
        ) : null}
      </form>
    </Disclosure>
  )
}
