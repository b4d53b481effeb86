import { ListChecks, RotateCw, X } from 'lucide-react'
import { lazy, Suspense, useEffect, useId, useRef, useState } from 'react'
import type { Profile } from '#contract/profile'
import { useTexts } from '../i18n/texts.ts'
import { useCancelPreflight, usePreflight } from '../queries/preflight.ts'
import { useAnnounce } from '../ui/announcer.tsx'
import { Button } from '../ui/button.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import { usePassed } from '../ui/use-passed.ts'
import { BudgetMeter } from './budget-meter.tsx'
import { DeadlineMeter } from './deadline-meter.tsx'
import type { KnownMessage } from './known-message.ts'
import styles from './outlook.module.css'
import { helpsNewMessage, type Outlook, outlookOf } from './outlook.ts'
import { outlookTexts } from './outlook-texts.ts'
import { OutlookWord, useOutlookWords } from './outlook-word.tsx'

const PreflightDetails = lazy(async () => ({
  default: (await import('./preflight-details.tsx')).PreflightDetails,
}))

/** From here on a finding is told as what it is: old. */
const STALE_MS = 30_000

type Props = {
  profile: Profile
  messageId: string
  /** The same once it has rested: typing an id must not ask the platform with every key. */
  rested: string
  /** What is known of this very message, where it was chosen and not typed. */
  known: KnownMessage | null
  onNewMessage: () => void
  onCheckProfile: () => void
}

/** Beside Send: whether it would work, how long it still can, and why. It never holds Send back. */
export function SendOutlook(props: Props) {
  const { profile, messageId, rested, known, onNewMessage, onCheckProfile } = props
  const t = useTexts(outlookTexts)
  const detailsId = useId()
  const [open, setOpen] = useState(false)
  const asked = known !== null || rested === messageId ? messageId : null
  const { data, isError, isFetching, dataUpdatedAt, refetch } = usePreflight(profile.id, asked)
  const cancel = useCancelPreflight()
  const stale = usePassed(data ? dataUpdatedAt + STALE_MS : null)
  const expiresAt =
    data?.expires_at != null ? Date.parse(data.expires_at) : (known?.expires_at_ms ?? null)
  const over = usePassed(expiresAt)
  const outlook = outlookOf({
    preflight: data,
    otherwise: isError ? 'failed' : isFetching || asked === null ? 'checking' : 'idle',
    over,
  })
  useRefusalAnnounced(messageId, outlook)

  const hopeless = outlook.kind === 'over' || outlook.kind === 'refused'
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields
    <div className={styles.outlook} role="group" aria-label={t.outlook}>
      <div className={styles.line}>
        {expiresAt !== null && !hopeless ? (
          <DeadlineMeter until={expiresAt} clockSkewMs={data?.clock_skew_ms ?? null} />
        ) : null}
        <OutlookWord outlook={outlook} stale={stale} />
        <span className={styles.acts}>
          <BudgetMeter profileId={profile.id} />
          {helpsNewMessage(outlook) ? <Button onClick={onNewMessage}>{t.newMessage}</Button> : null}
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
                if (asked !== null) void refetch()
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

/** Says a refusal that is to come, once for each message; what works needs no word. */
function useRefusalAnnounced(messageId: string, outlook: Outlook): void {
  const announce = useAnnounce()
  const words = useOutlookWords()
  const judged = useRef('')
  useEffect(() => {
    if (outlook.kind === 'checking' || judged.current === messageId) return
    judged.current = messageId
    if (outlook.kind === 'refused') announce(words(outlook, false))
  })
}
