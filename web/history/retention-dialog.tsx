import { useId, useState } from 'react'
import { formatMoment, readerTag } from '../exchange-view/format.ts'
import { RequestFailure } from '../exchange-view/request-failure.tsx'
import { useLocale } from '../i18n/locale-context.tsx'
import { useTexts } from '../i18n/texts.ts'
import { useRetention, useStandingRetention } from '../queries/retention.ts'
import { Button } from '../ui/button.tsx'
import { Callout } from '../ui/callout.tsx'
import { Dialog } from '../ui/dialog.tsx'
import fieldStyles from '../ui/field.module.css'
import { readLimit } from './read-limit.ts'
import styles from './retention-dialog.module.css'
import { texts } from './texts.ts'

const MAX = { age: 36500, count: 10_000_000 }

/** Two limits, first tried on dry land: what would go is shown before anything can be removed. */
export function RetentionDialog({ onClose }: { onClose: () => void }) {
  const t = useTexts(texts)
  const id = useId()
  const { locale } = useLocale()
  const { mutate, data, error, isPending, reset } = useRetention()
  const [age, setAge] = useState('')
  const [count, setCount] = useState('')
  const limits = { age: readLimit(age, MAX.age), count: readLimit(count, MAX.count) }
  const ready =
    !isPending &&
    limits.age !== 'wrong' &&
    limits.count !== 'wrong' &&
    (limits.age !== null || limits.count !== null)

  const run = (dry_run: boolean) => {
    if (isPending || limits.age === 'wrong' || limits.count === 'wrong') return
    if (limits.age === null && limits.count === null) return
    mutate({ max_age_days: limits.age, max_count: limits.count, dry_run })
  }
  const when = (iso: string | null) =>
    iso === null ? '' : formatMoment(iso, readerTag(locale, navigator.languages))
  const removed = data?.removed
  const fields = [
    { name: 'age', label: t.maxAge, mend: t.maxAgeMend, value: age, set: setAge },
    { name: 'count', label: t.maxCount, mend: t.maxCountMend, value: count, set: setCount },
  ] as const
  return (
    <Dialog title={t.retentionTitle} onClose={onClose}>
      <p className={styles.lead}>{t.retentionLead}</p>
      <StandingLimits />
      <div className={styles.fields}>
        {fields.map(({ name, label, mend, value, set }) => (
          <div key={name} className={fieldStyles.field}>
            <label htmlFor={`${id}-${name}`} className={fieldStyles.label}>
              {label}
            </label>
            <input
              id={`${id}-${name}`}
              className={fieldStyles.input}
              inputMode="numeric"
              autoComplete="off"
              placeholder={t.noLimit}
              value={value}
              aria-invalid={limits[name] === 'wrong'}
              aria-describedby={`${id}-${name}-mend`}
              onChange={(event) => {
                set(event.target.value)
                // What was found out holds for the limits that were asked about only.
                reset()
              }}
            />
            <p
              id={`${id}-${name}-mend`}
              className={limits[name] === 'wrong' ? fieldStyles.error : fieldStyles.hint}
            >
              {limits[name] === 'wrong' ? mend : ''}
            </p>
          </div>
        ))}
      </div>
      <div role="status">
        {data && removed ? (
          <Callout tone={data.dry_run ? 'info' : 'good'}>
            {!data.dry_run
              ? t.removed(removed.count)
              : removed.count === 0
                ? t.wouldRemoveNone
                : t.wouldRemove(removed.count, when(removed.oldest_at), when(removed.newest_at))}
          </Callout>
        ) : null}
        {error ? <RequestFailure error={error} /> : null}
      </div>
      <div className={styles.actions}>
        <Button aria-disabled={!ready} onClick={() => run(true)}>
          {isPending ? t.working : t.dryRun}
        </Button>
        {data?.dry_run && removed && removed.count > 0 ? (
          <Button variant="danger" aria-disabled={!ready} onClick={() => run(false)}>
            {t.remove}
          </Button>
        ) : null}
      </div>
    </Dialog>
  )
}

/** What the server clears out by itself, so that nobody wonders where a send went. */
function StandingLimits() {
  const t = useTexts(texts)
  const { data } = useStandingRetention()
  if (!data) return null
  const { max_age_days: days, max_count: count } = data
  const limits = [
    days === null ? null : t.standingDays(days),
    count === null ? null : t.standingCount(count),
  ].filter((limit) => limit !== null)
  return (
    <p className={styles.lead}>
      {limits.length === 0 ? t.standingNone : t.standing(limits.join(t.standingAnd))}
    </p>
  )
}
