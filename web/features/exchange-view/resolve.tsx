import { RotateCw } from 'lucide-react'
import { useEffect, useId, useRef, useState } from 'react'
import type { Exchange } from '#contract/exchange'
import { NOTE_LIMIT, type ResolutionVerdict, VERDICTS } from '#contract/ledger'
import { LIMITS } from '#contract/limits'
import { useMessageBirth, useResolve } from '../../api-client/history.ts'
import { useTexts } from '../../i18n/texts.ts'
import { useAnnounce } from '../../ui/announcer.tsx'
import { Button } from '../../ui/button/button.tsx'
import { Callout } from '../../ui/callout/callout.tsx'
import { Disclosure } from '../../ui/disclosure.tsx'
import fieldStyles from '../../ui/form/field.module.css'
import { RequestFailure } from './request-failure.tsx'
import { resolutionTexts } from './resolution-badge.tsx'
import { ResolutionNote } from './resolution-note.tsx'
import styles from './resolve.module.css'
import { resolveTexts } from './resolve-texts.ts'

/** The resolution of an exchange with unknown outcome, with the options to resolve it. */
export function Resolve({ exchange }: { exchange: Exchange }) {
  const t = useTexts(resolveTexts)
  const verdicts = useTexts(resolutionTexts)
  const announce = useAnnounce()
  const headingId = useId()
  const pressed = useRef(false)
  const { mutate, data, error, isPending, variables } = useResolve(exchange.id)
  const { resolution, endpoint } = exchange
  const repeating = isPending && 'repeat' in variables

  const resolve = (request: Parameters<typeof mutate>[0]) => {
    // Ignores the second click of a double click, which comes before `isPending`.
    if (pressed.current) return
    pressed.current = true
    mutate(request, {
      onSettled: () => {
        pressed.current = false
      },
      onSuccess: ({ exchange: { resolution: now } }) => {
        if (now) announce(t.nowKnown(verdicts[now.verdict]))
      },
    })
  }
  const options = (
    <div className={styles.options}>
      {endpoint === 'push_follow_up' ? (
        <RepeatToResolve
          exchange={exchange}
          busy={isPending}
          repeating={repeating}
          onRepeat={() => resolve({ repeat: true })}
        />
      ) : null}
      <ManualResolution busy={isPending} saving={isPending && !repeating} onSave={resolve} />
    </div>
  )
  return (
    <section className={styles.resolve} aria-labelledby={headingId}>
      <h3 id={headingId} className={styles.title}>
        {resolution ? t.settled : t.title}
      </h3>
      {resolution ? <ResolutionNote resolution={resolution} /> : <p>{t.lead}</p>}
      {data?.repeat?.recorded === false ? (
        <Callout tone="warn">{t.repeatNotRecorded}</Callout>
      ) : null}
      {error ? <RequestFailure error={error} /> : null}
      {resolution ? <Disclosure summary={t.again}>{options}</Disclosure> : options}
    </section>
  )
}

type Props = { exchange: Exchange; busy: boolean; repeating: boolean; onRepeat: () => void }

/** Repeats the push to confirm its outcome, with the time left to do so. */
export function RepeatToResolve({ exchange, busy, repeating, onRepeat }: Props) {
  const t = useTexts(resolveTexts)
  const left = useSecondsLeft(exchange.message_id)
  return (
    <div className={styles.option}>
      <h4 className={styles.optionTitle}>{t.repeatTitle}</h4>
      <p className={styles.why}>{t.repeatWhy}</p>
      {left === null ? null : <p>{left > 0 ? t.left(left) : t.late}</p>}
      <Button
        variant="primary"
        icon={<RotateCw size={16} aria-hidden="true" />}
        aria-disabled={busy}
        onClick={onRepeat}
      >
        {repeating ? t.repeating : t.repeat}
      </Button>
    </div>
  )
}

/** The estimated seconds left to add bubbles to a message; null if this console did not send it. */
function useSecondsLeft(message_id: string | null): number | null {
  const { data: born } = useMessageBirth(message_id)
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000)
    return () => clearInterval(timer)
  }, [])
  if (!born) return null
  const age = Math.floor((now - Date.parse(born)) / 1000)
  return Math.max(0, LIMITS.messageAgeSeconds - Math.max(0, age))
}

type ManualResolutionProps = {
  busy: boolean
  saving: boolean
  onSave: (resolution: { verdict: ResolutionVerdict; note: string }) => void
}

/** Records what the user saw in the chat. */
export function ManualResolution({ busy, saving, onSave }: ManualResolutionProps) {
  const t = useTexts(resolveTexts)
  const verdicts = useTexts(resolutionTexts)
  const id = useId()
  const [verdict, setVerdict] = useState<ResolutionVerdict | null>(null)
  const [note, setNote] = useState('')
  return (
    <div className={styles.option}>
      <h4 className={styles.optionTitle}>{t.personTitle}</h4>
      <fieldset className={styles.verdicts}>
        <legend className="visually-hidden">{t.verdict}</legend>
        {VERDICTS.map((value) => (
          <label key={value}>
            <input
              type="radio"
              name={id}
              checked={value === verdict}
              onChange={() => setVerdict(value)}
            />
            {verdicts[value]}
          </label>
        ))}
      </fieldset>
      <div className={`${fieldStyles.field} ${styles.noteField}`}>
        <label htmlFor={`${id}-note`} className={fieldStyles.label}>
          {t.noteLabel}
        </label>
        <textarea
          id={`${id}-note`}
          className={fieldStyles.input}
          rows={2}
          maxLength={NOTE_LIMIT}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
      </div>
      <Button
        aria-disabled={busy || verdict === null}
        onClick={() => {
          if (verdict !== null) onSave({ verdict, note })
        }}
      >
        {saving ? t.saving : t.save}
      </Button>
    </div>
  )
}
