import { useId, useRef } from 'react'
import { useForm } from 'react-hook-form'
import { useAutomaticRetention, useRetention } from '../../api-client/history.ts'
import { RequestFailure } from '../../features/exchange-view/request-failure.tsx'
import { formatMoment, localeTag } from '../../i18n/format.ts'
import { useLocale } from '../../i18n/locale-context.tsx'
import { useTexts } from '../../i18n/texts.ts'
import { Button } from '../../ui/button/button.tsx'
import { Callout } from '../../ui/callout/callout.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import fieldStyles from '../../ui/form/field.module.css'
import styles from './retention-dialog.module.css'
import { retentionTexts } from './retention-texts.ts'

const MAX = { age: 36500, count: 10_000_000 }

/** Deletes exchanges beyond two limits; a dry run shows what would be deleted first. */
export function RetentionDialog({ onClose }: { onClose: () => void }) {
  const t = useTexts(retentionTexts)
  const id = useId()
  const { locale } = useLocale()
  const { mutate, data, error, isPending, reset } = useRetention()
  const { register, watch } = useForm({ defaultValues: { age: '', count: '' } })
  const preview = useRef<HTMLButtonElement>(null)
  const typed = watch()
  const limits = { age: parseLimit(typed.age, MAX.age), count: parseLimit(typed.count, MAX.count) }
  const ready =
    !isPending &&
    limits.age !== 'invalid' &&
    limits.count !== 'invalid' &&
    (limits.age !== null || limits.count !== null)

  const run = (dry_run: boolean) => {
    if (isPending || limits.age === 'invalid' || limits.count === 'invalid') return
    if (limits.age === null && limits.count === null) return
    mutate({ max_age_days: limits.age, max_count: limits.count, dry_run })
  }
  const when = (iso: string | null) =>
    iso === null ? '' : formatMoment(iso, localeTag(locale, navigator.languages))
  const removed = data?.removed
  const fields = [
    { name: 'age', label: t.maxAge, error: t.maxAgeError },
    { name: 'count', label: t.maxCount, error: t.maxCountError },
  ] as const
  return (
    <Dialog title={t.retentionTitle} onClose={onClose}>
      <p className={styles.lead}>{t.retentionLead}</p>
      <AutomaticLimits />
      <div className={styles.fields}>
        {fields.map(({ name, label, error: limitError }) => (
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
              aria-invalid={limits[name] === 'invalid'}
              aria-describedby={`${id}-${name}-error`}
              // The result of a dry run is valid for its own limits only.
              {...register(name, { onChange: reset })}
            />
            <p
              id={`${id}-${name}-error`}
              className={limits[name] === 'invalid' ? fieldStyles.error : fieldStyles.hint}
            >
              {limits[name] === 'invalid' ? limitError : ''}
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
        <Button ref={preview} aria-disabled={!ready} onClick={() => run(true)}>
          {isPending ? t.working : t.dryRun}
        </Button>
        {data?.dry_run && removed && removed.count > 0 ? (
          <Button
            variant="danger"
            aria-disabled={!ready}
            onClick={() => {
              run(false)
              // This button disappears.
              preview.current?.focus()
            }}
          >
            {t.remove}
          </Button>
        ) : null}
      </div>
    </Dialog>
  )
}

/** The limits that the server applies every hour. */
function AutomaticLimits() {
  const t = useTexts(retentionTexts)
  const { data } = useAutomaticRetention()
  if (!data) return null
  const { max_age_days: days, max_count: count, clock, held } = data
  const limits = [
    days === null ? null : t.standingDays(days),
    count === null ? null : t.standingCount(count),
  ].filter((limit) => limit !== null)
  return (
    <>
      <p className={styles.lead}>
        {limits.length === 0 ? t.standingNone : t.standing(limits.join(t.standingAnd))}
      </p>
      {held ? <Callout tone="warn">{t.cleanupHeld(held.count, held.total)}</Callout> : null}
      {clock === 'ok' ? null : (
        <Callout tone="warn">{clock === 'ahead' ? t.clockAhead : t.clockBehind}</Callout>
      )}
    </>
  )
}

/** Parses a typed limit; an empty text is no limit (null). */
export function parseLimit(text: string, max: number): number | null | 'invalid' {
  const trimmed = text.trim()
  if (trimmed === '') return null
  const value = Number(trimmed)
  return /^\d{1,9}$/.test(trimmed) && value >= 1 && value <= max ? value : 'invalid'
}
