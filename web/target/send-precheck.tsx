import { ListChecks, RotateCw, X } from 'lucide-react'
import { Suspense, useEffect, useId, useRef, useState } from 'react'
import type { Profile } from '#contract/profile'
import { useCancelPreflight, usePreflight } from '../api-client/preflight.ts'
import { useTexts } from '../i18n/texts.ts'
import { useAnnounce } from '../ui/announcer.tsx'
import { Button, IconButton } from '../ui/button/button.tsx'
import { lazyComponent } from '../ui/lazy-component.tsx'
import { usePassed } from '../ui/use-time.ts'
import { BudgetMeter } from './budget-meter.tsx'
import type { KnownMessage } from './known-message.ts'
import styles from './precheck.module.css'
import { helpsNewMessage, type Precheck, summarizePrecheck } from './precheck.ts'
import { PrecheckSummary, usePrecheckText } from './precheck-summary.tsx'
import { precheckTexts } from './precheck-texts.ts'
import { TimeLeft } from './time-left.tsx'

/** The seconds left at which it is announced. */
const MOMENTS = [300, 60, 15, 0]

/** @param until in milliseconds since 1970 */
export function useAnnounceDeadline(until: number): void {
  const t = useTexts(precheckTexts)
  const announce = useAnnounce()
  useEffect(() => {
    const now = Date.now()
    const timers = MOMENTS.map((seconds) => ({ seconds, wait: until - seconds * 1000 - now }))
      .filter(({ wait }) => wait > 0 && wait < 2 ** 31)
      .map(({ seconds, wait }) =>
        setTimeout(() => announce(t.leftNow(Math.floor(seconds / 60), seconds)), wait),
      )
    return () => timers.forEach(clearTimeout)
  }, [until, announce, t])
}

type DeadlineMeterProps = {
  /** In milliseconds since 1970, by the local clock. */
  until: number
  /** How far the platform's clock is ahead, in milliseconds; null if unknown. */
  clockSkewMs: number | null
}

/** A smaller difference between the clocks is not shown. */
const NOTABLE_SKEW_MS = 2000

/** The time left of a message's 600 s; always an estimate. */
export function DeadlineMeter({ until, clockSkewMs }: DeadlineMeterProps) {
  const t = useTexts(precheckTexts)
  useAnnounceDeadline(until)
  const skew = clockSkewMs === null ? null : formatSkew(clockSkewMs)
  return (
    <span className={styles.meter} title={t.estimate(skew)}>
      <span className={styles.approximately}>{t.approximately}</span>
      <span role="timer" aria-label={t.left} className={styles.timer}>
        <TimeLeft until={until} />
      </span>
    </span>
  )
}

/** Formats a clock skew as `+3 s` or `−180 min`; null if it is too small to show. */
function formatSkew(ms: number): string | null {
  if (Math.abs(ms) < NOTABLE_SKEW_MS) return null
  const seconds = Math.round(Math.abs(ms) / 1000)
  const sign = ms > 0 ? '+' : '−'
  return seconds < 120 ? `${sign}${seconds} s` : `${sign}${Math.round(seconds / 60)} min`
}

const PreflightDetails = lazyComponent(() => import('./preflight-details.tsx'), 'PreflightDetails')

/** An older result is marked as stale. */
const STALE_MS = 30_000

type Props = {
  profile: Profile
  messageId: string
  /** The debounced `messageId`: typing an id must not call the platform at every key. */
  settledId: string
  /** What is known about the message if it was chosen, not typed. */
  known: KnownMessage | null
  onNewMessage: () => void
  onCheckProfile: () => void
}

/** Beside Send: whether the push would work, for how long, and why. It never disables Send. */
export function SendPrecheck(props: Props) {
  const { profile, messageId, settledId, known, onNewMessage, onCheckProfile } = props
  const t = useTexts(precheckTexts)
  const detailsId = useId()
  const [open, setOpen] = useState(false)
  const checkedId = known !== null || settledId === messageId ? messageId : null
  const { data, isError, isFetching, dataUpdatedAt, refetch } = usePreflight(profile.id, checkedId)
  const cancel = useCancelPreflight()
  const stale = usePassed(data ? dataUpdatedAt + STALE_MS : null)
  const expiresAt =
    data?.expires_at != null ? Date.parse(data.expires_at) : (known?.expires_at_ms ?? null)
  const over = usePassed(expiresAt)
  const precheck = summarizePrecheck({
    preflight: data,
    otherwise: isError ? 'failed' : isFetching || checkedId === null ? 'checking' : 'idle',
    over,
  })
  useAnnounceFailure(messageId, precheck)

  const failing = precheck.kind === 'over' || precheck.kind === 'refused'
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields
    <div className={styles.precheck} role="group" aria-label={t.title}>
      <div className={styles.line}>
        {expiresAt !== null && !failing ? (
          <DeadlineMeter until={expiresAt} clockSkewMs={data?.clock_skew_ms ?? null} />
        ) : null}
        <PrecheckSummary precheck={precheck} stale={stale} />
        <span className={styles.acts}>
          <BudgetMeter profileId={profile.id} />
          {helpsNewMessage(precheck) ? (
            <Button onClick={onNewMessage}>{t.newMessage}</Button>
          ) : null}
          {isFetching ? (
            <IconButton
              label={t.stop}
              icon={<X size={16} aria-hidden="true" />}
              onClick={() => void cancel()}
            />
          ) : (
            <IconButton
              label={t.again}
              icon={<RotateCw size={16} aria-hidden="true" />}
              onClick={() => {
                if (checkedId !== null) void refetch()
              }}
            />
          )}
          {data ? (
            <IconButton
              label={t.details}
              icon={<ListChecks size={16} aria-hidden="true" />}
              aria-expanded={open}
              aria-controls={open ? detailsId : undefined}
              onClick={() => setOpen(!open)}
            />
          ) : null}
        </span>
      </div>
      {open && data ? (
        <div id={detailsId}>
          <Suspense>
            <PreflightDetails preflight={data} stale={stale} onCheckProfile={onCheckProfile} />
          </Suspense>
        </div>
      ) : null}
    </div>
  )
}

/** Announces a predicted error, once for each message. */
function useAnnounceFailure(messageId: string, precheck: Precheck): void {
  const announce = useAnnounce()
  const textOf = usePrecheckText()
  const announced = useRef('')
  useEffect(() => {
    if (precheck.kind === 'checking' || announced.current === messageId) return
    announced.current = messageId
    if (precheck.kind === 'refused') announce(textOf(precheck, false))
  })
}
