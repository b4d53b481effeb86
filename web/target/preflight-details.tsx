import { Link } from 'wouter'
import type { Endpoint } from '#contract/catalogue/error-code'
import type { Preflight, PreflightCheck } from '#contract/checks'
import { CheckRow } from '../features/checks/check-row.tsx'
import { useTexts } from '../i18n/texts.ts'
import { Button } from '../ui/button/button.tsx'
import styles from './precheck.module.css'
import { precheckTexts } from './precheck-texts.ts'

type Props = { preflight: Preflight; stale: boolean; onCheckProfile: () => void }

/** The result of each check, with the code that a push would return. */
export function PreflightDetails({ preflight, stale, onCheckProfile }: Props) {
  const t = useTexts(precheckTexts)
  const { checks, predicted_code } = preflight
  const profileFailed = checks.some(
    ({ name, status }) => status !== 'pass' && (name === 'token' || name === 'scope'),
  )
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling box must be reachable by keyboard
    <section className={styles.details} aria-label={t.details} tabIndex={0}>
      {stale || predicted_code === 0 ? (
        <p className={styles.note}>{stale ? t.stale : t.race}</p>
      ) : null}
      <ul className={styles.checks}>
        {withoutRepeatedReasons(checks).map(({ name, code, assumed, ...check }) => (
          <CheckRow
            key={name}
            compact
            title={t.checks[name]}
            {...check}
            facts={
              <>
                {code === null ? null : (
                  <Link
                    className={styles.code}
                    href={`/error-codes#${endpointOf(name, code)}-${code}`}
                  >
                    {t.code(code)}
                  </Link>
                )}
                {assumed ? (
                  <span className={styles.assumed} title={t.assumedWhy}>
                    {t.assumed}
                  </span>
                ) : null}
              </>
            }
          />
        ))}
      </ul>
      {profileFailed ? (
        <div>
          <Button onClick={onCheckProfile}>{t.checkProfile}</Button>
        </div>
      ) : null}
    </section>
  )
}

/** Several checks may be skipped for the same reason; only the first one keeps it. */
function withoutRepeatedReasons(checks: readonly PreflightCheck[]): PreflightCheck[] {
  const seen = new Set<string>()
  return checks.map((check) => {
    const known = check.status === 'not_checked' && seen.has(check.detail)
    seen.add(check.detail)
    return known ? { ...check, detail: '', advice: '', links: [] } : check
  })
}

/** The call that returns the code: the gateway, the token call, or the push. */
function endpointOf(name: PreflightCheck['name'], code: number): Endpoint {
  if (code >= 99_990_000) return 'any'
  return name === 'token' ? 'tenant_access_token' : 'push_follow_up'
}
