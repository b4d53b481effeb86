import type { ReactNode } from 'react'
import type { KeptSecret, Profile } from '#contract/profile'
import { formatMoment } from '../../i18n/format.ts'
import { useLocale } from '../../i18n/locale-context.tsx'
import { useTexts } from '../../i18n/texts.ts'
import shared from '../../ui/shared.module.css'
import { useNow } from '../../ui/use-time.ts'
import styles from './profiles.module.css'
import { profileTexts } from './texts.ts'

/** What is stored of a profile; of a secret, its fingerprint and date only. */
export function ProfileFacts({ profile }: { profile: Profile }) {
  const t = useTexts(profileTexts)
  const { app_type, pasted_token, test_recipient } = profile
  return (
    <dl className={styles.facts}>
      <Fact name={t.appId}>
        <code>{profile.app_id}</code>
      </Fact>
      <Fact name={t.baseUrl}>
        <code>{profile.base_url}</code>
      </Fact>
      {app_type === 'pasted_token' ? null : (
        <Fact name={t.secret}>
          <Kept secret={profile.secret} />
        </Fact>
      )}
      {app_type === 'store' ? (
        <>
          <Fact name={t.ticket}>
            <Kept secret={profile.app_ticket} />
          </Fact>
          <Fact name={t.tenantKey}>
            {profile.tenant_key ? <code>{profile.tenant_key}</code> : <Missing />}
          </Fact>
        </>
      ) : null}
      {pasted_token ? (
        <Fact name={t.token}>
          {t.fingerprint(pasted_token.fingerprint)} ·{' '}
          <TokenLife expires_at={pasted_token.expires_at} />
        </Fact>
      ) : app_type === 'pasted_token' ? (
        <Fact name={t.token}>
          <Missing />
        </Fact>
      ) : null}
      {test_recipient ? (
        <Fact name={t.testRecipient}>
          {test_recipient.receive_id_type} <code>{test_recipient.receive_id}</code>
        </Fact>
      ) : null}
    </dl>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className={styles.fact}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function Missing() {
  const t = useTexts(profileTexts)
  return <span className={shared.warn}>{t.missing}</span>
}

function Kept({ secret }: { secret: KeptSecret | null }) {
  const t = useTexts(profileTexts)
  const { tag } = useLocale()
  if (!secret) return <Missing />
  return (
    <>
      {t.fingerprint(secret.fingerprint)}
      {secret.set_at ? ` · ${t.setAt(formatMoment(secret.set_at, tag))}` : null}
    </>
  )
}

/** How long a pasted token is still valid. */
function TokenLife({ expires_at }: { expires_at: string | null }) {
  const t = useTexts(profileTexts)
  const now = useNow()
  if (expires_at === null) return t.lifeUnknown
  const left = Math.floor((Date.parse(expires_at) - now) / 1000)
  if (left <= 0) return <span className={shared.warn}>{t.expired}</span>
  return t.left(clock(left))
}

/** Formats seconds as `1:59:59` or `9:05`. */
function clock(seconds: number): string {
  const [h, m, s] = [seconds / 3600, (seconds / 60) % 60, seconds % 60].map(Math.floor)
  const two = (part = 0) => String(part).padStart(2, '0')
  return h ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`
}
