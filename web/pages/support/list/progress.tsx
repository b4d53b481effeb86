import { type DeliveryList, LIST_ISSUE_KINDS } from '#contract/deliveries/list'
import { formatSpan } from '../../../i18n/format-span.ts'
import { useLocale } from '../../../i18n/locale-context.tsx'
import { useTexts } from '../../../i18n/texts.ts'
import { Panel } from '../../../ui/panel.tsx'
import { done, failedShare, progressParts, sendable } from './figures.ts'
import { useMoment } from './head-frame.tsx'
import styles from './list.module.css'
import { runTexts } from './run-texts.ts'
import { listTexts } from './texts.ts'

/** How far a list is: a bar and numbers that add up. */
export function Progress({ list }: { list: DeliveryList }) {
  const t = useTexts(runTexts)
  const words = useTexts(listTexts)
  const { locale } = useLocale()
  const moment = useMoment()
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
          {list.state === 'running' && list.seconds_left !== null && list.waits === null ? (
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
      {list.waits ? (
        <p role="status">{t.waits[list.waits.limit](moment(list.waits.until))}</p>
      ) : null}
      {!isOver && list.pause_at !== null ? (
        <p className={styles.meta}>{t.shareNow(share(failedShare(list)), share(list.pause_at))}</p>
      ) : null}
    </div>
  )
}

type TotalsProps = {
  list: DeliveryList
  /** Includes the rows that are skipped because the person was written to recently. */
  onInclude?: () => void
}

/** The rows of a list by what happens with them; they add up to the input. */
export function Totals({ list, onInclude }: TotalsProps) {
  const t = useTexts(listTexts)
  const { locale } = useLocale()
  const { invalid_by, counts, total } = list
  const number = (n: number) => n.toLocaleString(locale)
  const recent = invalid_by.recent ?? 0
  const others = LIST_ISSUE_KINDS.filter((kind) => kind !== 'recent' && (invalid_by[kind] ?? 0) > 0)
  return (
    <Panel title={t.totals} tools={<span className={styles.meta}>{t.listRows(total)}</span>}>
      <dl className={styles.totals}>
        <div data-tone="good">
          <dt>{t.toSend}</dt>
          <dd>{number(sendable(list))}</dd>
        </div>
        {recent > 0 ? (
          <div>
            <dt>{t.recentSkipped}</dt>
            <dd>
              {onInclude ? (
                <button
                  type="button"
                  className={styles.include}
                  aria-label={t.includeAllName}
                  onClick={onInclude}
                >
                  {t.includeAll}
                </button>
              ) : null}
              {number(recent)}
            </dd>
          </div>
        ) : null}
        {counts.invalid - recent > 0 ? (
          <div>
            <dt>{t.cannot}</dt>
            <dd>{number(counts.invalid - recent)}</dd>
          </div>
        ) : null}
        {others.map((kind) => (
          <div key={kind} data-part="true">
            <dt>{t.issues[kind]}</dt>
            <dd>{number(invalid_by[kind] ?? 0)}</dd>
          </div>
        ))}
        <div data-total="true">
          <dt>{t.total}</dt>
          <dd>{number(total)}</dd>
        </div>
      </dl>
    </Panel>
  )
}
