import { useForm } from 'react-hook-form'
import type { EventSourceView, WebhookSettings } from '#contract/event-sources/event-source'
import type { Profile } from '#contract/profile'
import { BASE_PATH, RefusedError } from '../../api-client/api.ts'
import type { useEventSource } from '../../api-client/event-sources.ts'
import { useTexts } from '../../i18n/texts.ts'
import { useAnnounce } from '../../ui/announcer.tsx'
import { Button } from '../../ui/button/button.tsx'
import { CopyButton } from '../../ui/button/copy-button.tsx'
import { LabelledInput } from '../../ui/form/labelled-field.tsx'
import shared from '../../ui/shared.module.css'
import { RequestFailure } from '../exchange-view/request-failure.tsx'
import styles from './event-source.module.css'
import { eventSourceTexts } from './texts.ts'

type Props = {
  profile: Profile
  source: EventSourceView
  save: ReturnType<typeof useEventSource>['save']
  mayChange: boolean
}

/** The URL that the platform sends events to; of its secrets only fingerprints are shown. */
export function Webhook({ profile, source, save, mayChange }: Props) {
  const t = useTexts(eventSourceTexts).webhook
  const announce = useAnnounce()
  const { path, urls, verification_token, encrypt_key, pass_on, rejected } = source.webhook
  const { register, handleSubmit, reset } = useForm({
    defaultValues: { token: '', key: '', passOn: pass_on?.url ?? '' },
  })
  // An emulator is on this machine, as is the page.
  const shown = profile.brand === 'emulator' ? [location.origin + BASE_PATH + path] : urls
  const issues =
    save.error instanceof RefusedError
      ? Object.fromEntries(save.error.refusal.issues.map((issue) => [issue.path, issue.message]))
      : {}
  const isUnsaved = verification_token === null
  const change = (settings: WebhookSettings, done: string) =>
    save.mutate(settings, {
      onSuccess: ({ webhook }) => {
        announce(done)
        reset({ token: '', key: '', passOn: webhook.pass_on?.url ?? '' })
      },
    })
  const submit = handleSubmit(({ token, key, passOn }) => {
    if (save.isPending) return
    const settings: WebhookSettings = {
      ...(token.trim() !== '' && { verification_token: token.trim() }),
      ...(key.trim() !== '' && { encrypt_key: key.trim() }),
      pass_on_url: passOn.trim() || null,
    }
    change(settings, t.saved)
  })
  return (
    <section className={shared.stack2}>
      <h3>{t.title}</h3>
      <p className={shared.soft}>{t.lead}</p>
      {shown.length > 0 ? <p className={shared.soft}>{t.url}</p> : null}
      {shown.map((url) => (
        <div key={url} className={styles.code}>
          <code>{url}</code>
          <CopyButton text={url} label={t.copy} />
        </div>
      ))}
      {shown.length === 0 ? <p className={styles.warn}>{t.noUrl}</p> : null}
      {mayChange ? (
        <form className={shared.stack2} onSubmit={(event) => void submit(event)} noValidate>
          <LabelledInput
            label={t.token}
            type="password"
            autoComplete="new-password"
            spellCheck={false}
            hint={verification_token ? t.kept(verification_token.fingerprint) : t.needed}
            error={issues.verification_token}
            {...register('token')}
          />
          <LabelledInput
            label={t.key}
            type="password"
            autoComplete="new-password"
            spellCheck={false}
            hint={encrypt_key ? t.kept(encrypt_key.fingerprint) : t.keyHint}
            error={issues.encrypt_key}
            {...register('key')}
          />
          <LabelledInput
            label={t.passOn}
            inputMode="url"
            spellCheck={false}
            hint={t.passOnHint}
            error={issues.pass_on_url}
            {...register('passOn')}
          />
          {save.error && Object.keys(issues).length === 0 ? (
            <RequestFailure error={save.error} />
          ) : null}
          <div className={shared.line}>
            <Button variant="primary" type="submit" aria-disabled={save.isPending}>
              {save.isPending ? t.saving : t.save}
            </Button>
            {isUnsaved ? null : (
              <Button
                aria-disabled={save.isPending}
                onClick={() =>
                  change(
                    { verification_token: null, encrypt_key: null, pass_on_url: null },
                    t.removed,
                  )
                }
              >
                {t.remove}
              </Button>
            )}
          </div>
        </form>
      ) : null}
      {pass_on ? (
        <p className={shared.soft}>
          {t.passed(pass_on.delivered, pass_on.failed, pass_on.waiting)}
          {pass_on.last_failure ? ` · ${t.failure(pass_on.last_failure.detail)}` : null}
        </p>
      ) : null}
      {rejected.map(({ why, count }) => (
        <p key={why} className={styles.warn}>
          {t.rejected(count, t.whys[why])}
        </p>
      ))}
    </section>
  )
}
