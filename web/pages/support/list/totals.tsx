import { type DeliveryList, LIST_ISSUE_KINDS } from '#contract/deliveries/list'
import { useLocale } from '../../../i18n/locale-context.tsx'
import { useTexts } from '../../../i18n/texts.ts'
import { Panel } from '../../../ui/panel.tsx'
import { sendable } from './figures.ts'
import styles from './list.module.css'
import { listTexts } from './texts.ts'

type Props = {
  list: DeliveryList
  /** Includes the rows that are skipped because the person was written to recently. */
  onInclude?: () => void
}

/** The rows of a list by what happens with them; they add up to the input. */
export function Totals({ list, onInclude }: Props) {
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
