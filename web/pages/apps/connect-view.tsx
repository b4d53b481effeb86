import { Check } from 'lucide-react'
import { useEffect } from 'react'
import { Link } from 'wouter'
import type { Connection } from '#contract/connections/connection'
import type { Profile } from '#contract/profile'
import { useCancelConnection, useConnect } from '../../api-client/connections.ts'
import connectStyles from '../../features/connect/connect.module.css'
import { connectTexts } from '../../features/connect/connect-texts.ts'
import { ScanPress } from '../../features/connect/scan-press.tsx'
import { ScanView } from '../../features/connect/scan-view.tsx'
import { ConnectFailure } from '../../features/profile-check/missing-scopes.tsx'
import { Doctor } from '../../features/profile-check/profile-check-dialog.tsx'
import { useTexts } from '../../i18n/texts.ts'
import { useAnnounce } from '../../ui/announcer.tsx'
import { Button } from '../../ui/button/button.tsx'
import { Callout } from '../../ui/callout/callout.tsx'
import { Panel } from '../../ui/panel.tsx'
import shared from '../../ui/shared.module.css'
import { connectPageTexts } from './connect-texts.ts'
import styles from './connect-view.module.css'
import { ConnectedApp } from './connected-app.tsx'
import { profileTexts } from './texts.ts'

type Props = {
  connection: Connection
  profiles: readonly Profile[]
  /** The new app may be missing until then. */
  isFetching: boolean
  onOpen: (connection: string) => void
  onEdit: (profile: string) => void
  onClose: () => void
}

/** One connection by scan: the link and what it asks for, then the app and its checks. */
export function ConnectView(props: Props) {
  const { connection, profiles, isFetching, onOpen, onEdit, onClose } = props
  const t = useTexts(connectPageTexts)
  const cancel = useCancelConnection()
  const { id, state, profile: profileId, verification_url, user_code } = connection
  const profile = profiles.find((one) => one.id === profileId)
  const emulator = profiles.find(
    ({ brand, base_url }) => brand === 'emulator' && verification_url.startsWith(`${base_url}/`),
  )
  const leave = () => cancel.mutate(id, { onSuccess: onClose })
  return (
    <div className={styles.view}>
      <AppList profiles={profiles} current={profile?.id ?? null} />
      <section className={styles.main} aria-label={t.newApp}>
        <ConnectSteps connection={connection} />
        {state === 'waiting' ? (
          <ScanView
            connection={connection}
            appName={profile?.name ?? ''}
            scanPress={
              emulator ? (
                <ScanPress profile={emulator.id} user_code={user_code} url={verification_url} />
              ) : null
            }
            onCancel={leave}
          />
        ) : null}
        {state === 'approved' && profile ? (
          <ConnectedApp
            connection={connection}
            profile={profile}
            onEdit={() => onEdit(profile.id)}
          />
        ) : null}
        {state === 'approved' && !profile && !isFetching ? (
          <Callout tone="info">{t.gone}</Callout>
        ) : null}
        {state === 'denied' || state === 'expired' ? (
          <Ended connection={connection} onOpen={onOpen} onClose={leave} />
        ) : null}
      </section>
      {state === 'approved' && profile ? (
        <Panel title={t.checks}>
          <div className={styles.side}>
            <Doctor profile={profile} />
          </div>
        </Panel>
      ) : (
        <AskedScopes connection={connection} />
      )}
    </div>
  )
}

/** The other apps, beside the connection. */
function AppList({ profiles, current }: { profiles: readonly Profile[]; current: string | null }) {
  const t = useTexts(connectPageTexts)
  const { brands } = useTexts(profileTexts)
  return (
    <nav className={styles.apps} aria-label={t.allApps}>
      <Link href="/apps" className={styles.app}>
        {t.allApps}
      </Link>
      {profiles.map(({ id, name, app_id, brand }) => (
        <div key={id} className={styles.app} {...(id === current && { 'aria-current': true })}>
          <bdi className={styles.appName}>{name}</bdi>
          <span className={shared.soft}>
            {app_id} · {brands[brand]}
          </span>
        </div>
      ))}
    </nav>
  )
}

type EndedProps = { connection: Connection; onOpen: (id: string) => void; onClose: () => void }

/** A connection that was denied or has expired. */
function Ended({ connection, onOpen, onClose }: EndedProps) {
  const t = useTexts(connectTexts)
  const announce = useAnnounce()
  const { brand, detail, notice, adds_scopes, profile } = connection
  useEffect(() => announce(detail), [announce, detail])
  const connect = useConnect()
  const again = () =>
    connect.mutate(
      { brand, ...(adds_scopes && profile !== null && { profile }) },
      { onSuccess: ({ id }) => onOpen(id) },
    )
  return (
    <>
      <Callout tone="warn" title={detail}>
        {notice ? <p>{notice.text}</p> : null}
      </Callout>
      <div className={shared.line}>
        <Button variant="primary" aria-disabled={connect.isPending} onClick={again}>
          {t.again}
        </Button>
        <Button onClick={onClose}>{t.close}</Button>
      </div>
      <ConnectFailure error={connect.error} />
    </>
  )
}

/** Scan, approve, checks. A scan alone is not reported to the console. */
function ConnectSteps({ connection: { state, brand } }: { connection: Connection }) {
  const t = useTexts(connectTexts)
  const approved = state === 'approved'
  const steps = [
    { name: t.scan, hint: t.with[brand], done: approved, current: !approved },
    {
      name: t.approve,
      hint: brand === 'emulator' ? t.with.emulator : t.onPhone,
      done: approved,
      current: false,
    },
    { name: t.checks, hint: t.automatic, done: false, current: approved },
  ]
  return (
    <ol className={connectStyles.steps} aria-label={t.steps}>
      {steps.map(({ name, hint, done, current }, at) => (
        <li
          key={name}
          className={connectStyles.step}
          data-done={done}
          {...(current && { 'aria-current': 'step' })}
        >
          <span className={connectStyles.number}>
            {done ? <Check size={14} aria-label={t.done} /> : at + 1}
          </span>
          <span>
            {name}
            <span className={connectStyles.stepHint}>{hint}</span>
          </span>
        </li>
      ))}
    </ol>
  )
}

/** The scopes and events that the user is asked to approve. */
function AskedScopes({ connection: { brand, scopes, events } }: { connection: Connection }) {
  const t = useTexts(connectTexts)
  const named = (names: readonly string[], texts: Readonly<Record<string, string>>) => (
    <ul className={connectStyles.asked}>
      {names.map((name) => (
        <li key={name}>
          {texts[name]}
          <code>{name}</code>
        </li>
      ))}
    </ul>
  )
  const titles = { feishu: t.asked, lark: t.askedLark, emulator: t.askedEmulator }
  return (
    <Panel title={titles[brand]}>
      <div className={connectStyles.side}>
        {named(scopes, t.scopes)}
        <h3 className={connectStyles.subheading}>{t.events}</h3>
        {named(events, t.eventNames)}
        <p className={connectStyles.note}>{t.poll}</p>
        <p className={connectStyles.note}>{t.nothingSent}</p>
        <p className={connectStyles.note}>{t.dropped}</p>
      </div>
    </Panel>
  )
}
