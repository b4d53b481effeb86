import { useRef } from 'react'
import { useForm } from 'react-hook-form'
import { useAutomaticRetention, useRetention } from '../../api-client/history.ts'
import { RequestFailure } from '../../features/exchange-view/request-failure.tsx'
import { formatMoment } from '../../i18n/format.ts'
import { useLocale } from '../../i18n/locale-context.tsx'
import { defineTexts, useTexts } from '../../i18n/texts.ts'
import { Button } from '../../ui/button/button.tsx'
import { Callout } from '../../ui/callout/callout.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { LabelledInput } from '../../ui/form/labelled-field.tsx'
import styles from './retention-dialog.module.css'

const requests = (count: number) => (count === 1 ? '1 request' : `${count} requests`)

/** The texts of the dialog that deletes old requests. */
const retentionTexts = defineTexts({
  en: {
    retentionTitle: 'Delete old requests',
    retentionLead:
      'Permanently deletes requests beyond either limit. Requests still being sent are kept. Export or back up what you need first.',
    standing: (limits: string) =>
      `Automatic cleanup keeps ${limits} and runs every hour (RETENTION_DAYS, RETENTION_ROWS).`,
    standingDays: (days: number) => (days === 1 ? 'the last day' : `the last ${days} days`),
    standingCount: (count: number) => `at most ${requests(count)}`,
    standingAnd: ', ',
    standingNone: 'Automatic cleanup is off. Set RETENTION_DAYS or RETENTION_ROWS to turn it on.',
    cleanupHeld: (count: number, total: number) =>
      `${count} of ${requests(total)} are too old. They are deleted if a check a day later agrees.`,
    clockAhead: 'The server’s clock is far ahead of the latest request. Check it.',
    clockBehind: 'The server’s clock is behind the latest request. Check it.',
    maxAge: 'Days to keep',
    maxCount: 'Requests to keep',
    noLimit: 'no limit',
    maxAgeError: 'Enter a whole number from 1 to 36,500, or leave it empty.',
    maxCountError: 'Enter a whole number from 1 to 10,000,000, or leave it empty.',
    dryRun: 'Preview',
    wouldRemove: (count: number, from: string, to: string) =>
      `${requests(count)} will be deleted, from ${from} to ${to}.`,
    wouldRemoveNone: 'No requests to delete.',
    removed: (count: number) => `${requests(count)} deleted.`,
    remove: 'Delete permanently',
    working: 'Working…',
  },
  zh: {
    retentionTitle: '删除旧记录',
    retentionLead: '超出任一上限的记录会被永久删除，发送中的请求除外。需要的记录请先导出或备份。',
    standing: (limits) => `服务器每小时自动清理，${limits}（RETENTION_DAYS、RETENTION_ROWS）。`,
    standingDays: (days) => `保留最近 ${days} 天`,
    standingCount: (count) => `最多保留 ${count} 条`,
    standingAnd: '，',
    standingNone: '自动清理未开启，可用 RETENTION_DAYS 或 RETENTION_ROWS 开启。',
    cleanupHeld: (count, total) =>
      `${total} 条中有 ${count} 条已超期。一天后再次检查，结果一致才会删除。`,
    clockAhead: '服务器时钟比最近一条记录快很多，请检查。',
    clockBehind: '服务器时钟比最近一条记录慢，请检查。',
    maxAge: '保留天数',
    maxCount: '保留条数',
    noLimit: '不限',
    maxAgeError: '请输入 1–36,500 的整数，或留空。',
    maxCountError: '请输入 1–10,000,000 的整数，或留空。',
    dryRun: '预览',
    wouldRemove: (count, from, to) => `将删除 ${count} 条记录，从 ${from} 到 ${to}。`,
    wouldRemoveNone: '没有需要删除的记录。',
    removed: (count) => `已删除 ${count} 条记录。`,
    remove: '永久删除',
    working: '处理中…',
  },
})

const MAX = { age: 36500, count: 10_000_000 }

/** Deletes exchanges beyond two limits; a dry run shows what would be deleted first. */
export function RetentionDialog({ onClose }: { onClose: () => void }) {
  const t = useTexts(retentionTexts)
  const { tag } = useLocale()
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
  const when = (iso: string | null) => (iso === null ? '' : formatMoment(iso, tag))
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
          <LabelledInput
            key={name}
            label={label}
            hint=" "
            error={limits[name] === 'invalid' ? limitError : undefined}
            inputMode="numeric"
            placeholder={t.noLimit}
            // The result of a dry run is valid for its own limits only.
            {...register(name, { onChange: reset })}
          />
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
