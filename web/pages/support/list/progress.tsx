import type { DeliveryList } from '#contract/deliveries/list'
import { formatSpan } from '../../../i18n/format-span.ts'
import { useLocale } from '../../../i18n/locale-context.tsx'
import { useTexts } from '../../../i18n/texts.ts'
import { done, failedShare, progressParts, sendable } from './figures.ts'
import styles from './list.module.css'
import { runTexts } from './run-texts.ts'
import { listTexts } from './texts.ts'

/** How far a list is: a bar and numbers that add up. */
export function Progress({ list }: { list: DeliveryList }) {
  const t = useTexts(runTexts)
  const words = useTexts(listTexts)
  const { locale } = useLocale()
  const total = sendable(list)
  const parts = progressParts(list)
  const isOver = list.state === 'finished' || list.state === 'stopped'
  const share = (value: number) =>
    value.toLocaleString(locale, { style: 'percent', maximumFractionDigits: 1 })
  return (
    <div className={styles.progress}>
      <div
        role="progressbar"
        aria-label={t.progress}
        aria-valuemin={0}
        aria-valuemax={total}
        aria-valuenow={done(list)}
        aria-valuetext={t.done(done(list), total)}
        className={styles.bar}
      >
        {parts.map(({ state, count }) => (
          <span key={state} data-tone={state} style={{ flexGrow: count }} />
        ))}
      </div>
      {isOver ? null : (
        <p>
          <strong>{t.done(done(list), total)}</strong>
          {list.state === 'running' && list.seconds_left !== null ? (
            <span className={styles.meta}> {t.left(formatSpan(list.seconds_left, locale))}</span>
          ) : null}
        </p>
      )}
      <p className={styles.parts}>
        {parts.map(({ state, count }) => (
          <span key={state} data-tone={state}>
            <strong>{count.toLocaleString(locale)}</strong> {words.counted[state]}
          </span>
        ))}
        <strong>= {total.toLocaleString(locale)}</strong>
      </p>
      {!isOver && list.pause_at !== null ? (
        <p className={styles.meta}>{t.shareNow(share(failedShare(list)), share(list.pause_at))}</p>
      ) : null}
    </div>
  )
}
