import { useMutation } from '@tanstack/react-query'
import { useEffect } from 'react'
import { Link, useLocation } from 'wouter'
import type { Connection } from '#contract/connections/connection'
import { ENVIRONMENTS, type Profile } from '#contract/profile'
import { createMessage } from '../../api-client/messages.ts'
import { useSaveProfile } from '../../api-client/profile-actions.ts'
import { useLocale } from '../../i18n/locale-context.tsx'
import { useTexts } from '../../i18n/texts.ts'
import { useAnnounce } from '../../ui/announcer.tsx'
import { Button } from '../../ui/button/button.tsx'
import { Callout } from '../../ui/callout/callout.tsx'
import { Segmented } from '../../ui/form/segmented.tsx'
import shared from '../../ui/shared.module.css'
import { connectPageTexts } from './connect-texts.ts'
import styles from './connect-view.module.css'

type Props = { connection: Connection; profile: Profile; onEdit: () => void }

/** An app that was connected by scan: what it is, and a first message to the one who scanned. */
export function ConnectedApp({ connection, profile, onEdit }: Props) {
  const t = useTexts(connectPageTexts)
  const announce = useAnnounce()
  const { adds_scopes, created_at, ended_at, open_id } = connection
  const seconds = Math.round((Date.parse(ended_at ?? created_at) - Date.parse(created_at)) / 1000)
  const title = adds_scopes ? t.scopesAdded : t.connectedIn(seconds)
  useEffect(() => announce(title), [announce, title])
  const save = useSaveProfile(profile.id)
  return (
    <>
      <Callout tone="good" title={title}>
        {adds_scopes ? null : <p>{t.secret}</p>}
      </Callout>
      <h3 className={styles.name}>
        <bdi>{profile.name}</bdi>
      </h3>
      <dl className={styles.facts}>
        <dt>{t.appId}</dt>
        <dd>
          <code>{profile.app_id}</code>
        </dd>
        <dt>{t.environment}</dt>
        <dd>
          <Segmented
            legend={t.environment}
            value={profile.environment}
            options={ENVIRONMENTS.map((value) => ({ value, label: t.environments[value] }))}
            onChange={(environment) => save.mutate({ environment })}
          />
        </dd>
        <dt>{t.recipient}</dt>
        <dd>
          {open_id === null ? (
            t.noRecipient
          ) : (
            <>
              {t.you} <code>{open_id}</code>
            </>
          )}
        </dd>
      </dl>
      <div className={shared.line}>
        {open_id === null ? null : <FirstMessage profile={profile} open_id={open_id} />}
        {profile.source === 'stored' ? <Button onClick={onEdit}>{t.edit}</Button> : null}
      </div>
      {open_id === null ? null : <p className={shared.soft}>{t.firstHint}</p>}
    </>
  )
}

/** Opens the one-to-one chat with a first message, which is then the target on Compose. */
function FirstMessage({ profile, open_id }: { profile: Profile; open_id: string }) {
  const t = useTexts(connectPageTexts)
  const { locale } = useLocale()
  const [, navigate] = useLocation()
  const { mutate, isPending, data, error } = useMutation({
    mutationFn: () =>
      createMessage({
        profile: profile.id,
        body: JSON.stringify({
          ...{ receive_id_type: 'open_id', receive_id: open_id, text: t.hello },
        }),
        key: crypto.randomUUID(),
        locale,
      }),
    onSuccess: ({ message_id, outcome, code }) => {
      if (outcome !== 'answered' || code !== 0 || message_id === null) return
      navigate(`/?${new URLSearchParams({ profile: profile.id, target: message_id })}`)
    },
  })
  const failed = data && !(data.outcome === 'answered' && data.code === 0)
  return (
    <>
      <Button
        variant="primary"
        aria-disabled={isPending}
        onClick={() => {
          if (!isPending) mutate()
        }}
      >
        {isPending ? t.sending : t.first}
      </Button>
      {failed ? (
        <div role="alert" className={styles.whole}>
          <Callout tone="bad" title={data.outcome === 'unknown' ? t.unknownResult : t.notSent}>
            <p>
              {[data.code ?? '', data.meaning?.meaning[locale] ?? data.msg ?? ''].join(' ').trim()}
            </p>
            <Link href={`/history/${data.id}`}>{t.inHistory}</Link>
          </Callout>
        </div>
      ) : null}
      {error ? (
        <div role="alert" className={styles.whole}>
          <Callout tone="bad" title={t.unknownResult}>
            <p>{error.message}</p>
            <Link href="/history">{t.inHistory}</Link>
          </Callout>
        </div>
      ) : null}
    </>
  )
}
