import { Link } from 'wouter'
import type { Endpoint } from '#contract/error-code'
import type { Preflight, PreflightCheck } from '#contract/preflight'
import { useTexts } from '../i18n/texts.ts'
import { Button } from '../ui/button.tsx'
import { CheckRow } from '../ui/check-row.tsx'
import styles from './outlook.module.css'
import { outlookTexts } from './outlook-texts.ts'

type Props = { preflight: Preflight; stale: boolean; onCheckProfile: () => void }

/** Each condition of a push, as it was found, with the code that it would bring. */
export function PreflightDetails({ preflight, stale, onCheckProfile }: Props) {
  const t = useTexts(outlookTexts)
  const { checks, predicted_code } = preflight
  const profileAtFault = checks.some(
    ({ name, status }) => status !== 'pass' && (name === 'token' || name === 'scope'),
  )
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must take the keyboard
    <section className={styles.details} aria-label={t.details} tabIndex={0}>
      {stale || predicted_code === 0 ? (
        <p className={styles.note}>{stale ? t.stale : t.race}</p>
      ) : null}
      <ul className={styles.checks}>
        {saidOnce(checks).map(({ name, code, assumed, ...check }) => (
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
      {profileAtFault ? (
        <div>
          <Button onClick={onCheckProfile}>{t.checkProfile}</Button>
        </div>
      ) : null}
    </section>
  )
}

/** One reason may keep many checks from being made; it is told with the first. */
function saidOnce(checks: readonly PreflightCheck[]): PreflightCheck[] {
  const said = new Set<string>()
  return checks.map((check) => {
    const known = check.status === 'not_checked' && said.has(check.detail)
    said.add(check.detail)
    return known ? { ...check, detail: '', advice: '', links: [] } : check
  })
}

/** Whose code it is: the gateway's, of the token call, or of the push itself. */
function endpointOf(name: PreflightCheck['name'], code: number): Endpoint {
  if (code >= 99_990_000) return 'any'
  return name === 'token' ? 'tenant_access_token' : 'push_follow_up'
}
