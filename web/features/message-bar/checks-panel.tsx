import { Hourglass, MessageSquarePlus, RotateCw, X } from 'lucide-react'
import { Link } from 'wouter'
import type { Endpoint } from '#contract/catalogue/error-code'
import type { PreflightCheck } from '#contract/checks'
import { useBudget } from '../../api-client/profiles.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Button } from '../../ui/button/button.tsx'
import shared from '../../ui/shared.module.css'
import { useNow, usePassed } from '../../ui/use-time.ts'
import { CheckRow } from '../checks/check-row.tsx'
import { helpsNewMessage } from '../target/precheck.ts'
import { useStatus } from '../target/target-status.tsx'
import type { Target } from '../target/use-target.ts'
import styles from './panels.module.css'
import { precheckTexts } from './precheck-texts.ts'
import { TimeLeft } from './time-left.tsx'

type Props = {
  target: Target
  onNewMessage: () => void
  onCheckProfile: () => void
  /** Gives the focus back to the button. */
  onDone: () => void
}

/** What was checked, failed checks first, and what to do about it. It never disables Send. */
export function ChecksPanel({ target, onNewMessage, onCheckProfile, onDone }: Props) {
  const t = useTexts(precheckTexts)
  const { tone, sentence } = useStatus(target)
  const { profile, messageId, check } = target
  const { precheck, preflight, expiresAt, stale, checking } = check
  const makesNew = target.sendKind() === 'new_message'
  const checks = makesNew ? [] : (preflight?.checks ?? [])
  const profileFailed = checks.some(
    ({ name, status }) => status !== 'pass' && (name === 'token' || name === 'scope'),
  )
  return (
    <>
      <p className={styles.sentence} data-tone={tone}>
        {makesNew ? t.newMessageWhy(target.to ?? '') : sentence}
      </p>
      {expiresAt !== null && !makesNew && precheck.kind !== 'over' ? (
        <Deadline until={expiresAt} clockSkewMs={preflight?.clock_skew_ms ?? null} />
      ) : null}
      <div className={styles.acts}>
        {messageId === '' ? (
          <Button onClick={() => target.openBar('message')}>{t.chooseMessage}</Button>
        ) : checking ? (
          <Button icon={<X size={16} aria-hidden="true" />} onClick={check.stop}>
            {t.stop}
          </Button>
        ) : (
          <Button icon={<RotateCw size={16} aria-hidden="true" />} onClick={check.checkAgain}>
            {t.again}
          </Button>
        )}
        {!makesNew && helpsNewMessage(precheck) ? (
          <Button
            icon={<MessageSquarePlus size={16} aria-hidden="true" />}
            onClick={() => {
              onDone()
              onNewMessage()
            }}
          >
            {t.newMessage}
          </Button>
        ) : null}
        {profileFailed ? (
          <Button
            onClick={() => {
              onDone()
              onCheckProfile()
            }}
          >
            {t.testConnection}
          </Button>
        ) : null}
        <BudgetMeter profileId={profile.id} />
      </div>
      {checks.length > 0 ? (
        <section aria-label={t.checks}>
          {stale || preflight?.predicted_code === 0 ? (
            <p className={shared.small}>{stale ? t.stale : t.race}</p>
          ) : null}
          <ul className={shared.stack2}>
            {failedFirst(withoutRepeatedReasons(checks)).map(
              ({ name, code, assumed, ...result }) => (
                <CheckRow
                  key={name}
                  compact
                  title={t.names[name]}
                  {...result}
                  facts={
                    <>
                      {code === null ? null : (
                        <Link
                          className={styles.fact}
                          href={`/error-codes#${endpointOf(name, code)}-${code}`}
                        >
                          {t.code(code)}
                        </Link>
                      )}
                      {assumed ? (
                        <span className={styles.assumed} title={t.undocumentedWhy}>
                          {t.undocumented}
                        </span>
                      ) : null}
                    </>
                  }
                />
              ),
            )}
          </ul>
        </section>
      ) : null}
    </>
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

const ORDER = ['fail', 'not_checked', 'pass'] as const

/** Failed checks first, then unknown ones, each in the platform's order. */
export function failedFirst<C extends Pick<PreflightCheck, 'status'>>(checks: readonly C[]): C[] {
  return checks.toSorted((a, b) => ORDER.indexOf(a.status) - ORDER.indexOf(b.status))
}

/** The call that returns the code: the gateway, the token call, or the push. */
function endpointOf(name: PreflightCheck['name'], code: number): Endpoint {
  if (code >= 99_990_000) return 'any'
  return name === 'token' ? 'tenant_access_token' : 'push_follow_up'
}

type DeadlineProps = {
  /** In milliseconds since 1970, by the local clock. */
  until: number
  /** How far the platform's clock is ahead, in milliseconds; null if unknown. */
  clockSkewMs: number | null
}

/** A smaller difference between the clocks is not shown. */
const NOTABLE_SKEW_MS = 2000

/** The time left of a message's 600 s; always an estimate. */
function Deadline({ until, clockSkewMs }: DeadlineProps) {
  const t = useTexts(precheckTexts)
  const skew = clockSkewMs === null ? null : formatSkew(clockSkewMs)
  return (
    <p className={styles.deadline} title={t.estimate(skew)}>
      <span>{t.left}</span>
      <span role="timer" aria-label={t.left} className={styles.timer}>
        <TimeLeft until={until} />
      </span>
    </p>
  )
}

/** Formats a clock skew as `+3 s` or `−180 min`; null if it is too small to show. */
function formatSkew(ms: number): string | null {
  if (Math.abs(ms) < NOTABLE_SKEW_MS) return null
  const seconds = Math.round(Math.abs(ms) / 1000)
  const sign = ms > 0 ? '+' : '−'
  return seconds < 120 ? `${sign}${seconds} s` : `${sign}${Math.round(seconds / 60)} min`
}

/** What is left of the rate limit, shown from the first push of a minute, and how long a pause lasts. */
function BudgetMeter({ profileId }: { profileId: string }) {
  const t = useTexts(precheckTexts)
  const { data: budget } = useBudget(profileId)
  const pausedUntil = budget?.paused_until ? Date.parse(budget.paused_until) : null
  const resumed = usePassed(pausedUntil)
  if (!budget) return null
  if (pausedUntil !== null && !resumed) {
    return <Pause until={pausedUntil} by={budget.paused_by} />
  }
  const { left, limit } = budget.per_minute
  if (left >= limit) return null
  const text = t.budgetLeft(left, limit)
  return (
    <span className={styles.budget}>
      <meter min={0} max={limit} low={limit * 0.1} value={left} aria-label={text} />
      <span aria-hidden="true">{text}</span>
    </span>
  )
}

function Pause({ until, by }: { until: number; by: 'platform' | 'console' | null }) {
  const t = useTexts(precheckTexts)
  const seconds = Math.max(1, Math.ceil((until - useNow()) / 1000))
  return (
    <span className={styles.budget} role="timer">
      <Hourglass size={14} aria-hidden="true" />
      {t.budgetPaused(seconds, by)}
    </span>
  )
}
