import { useId } from 'react'
import {
  type DeliveryList,
  LIST_ISSUE_KINDS,
  type ListIssueKind,
  type ListRowState,
} from '#contract/deliveries/list'
import { useLocale } from '../../../i18n/locale-context.tsx'
import { useTexts } from '../../../i18n/texts.ts'
import { Chip } from '../../../ui/form/chip.tsx'
import { rowGroups } from './figures.ts'
import styles from './list.module.css'
import { listTexts } from './texts.ts'

/** What of a list is shown: everything, or rows of one kind. */
export type RowFilter = 'all' | 'invalid' | 'ready' | ListIssueKind

/** Whether a filter is one issue. */
export function isIssue(filter: RowFilter): filter is ListIssueKind {
  return LIST_ISSUE_KINDS.some((kind) => kind === filter)
}

const INVALID: readonly (readonly ListRowState[])[] = [['invalid']]
const READY: readonly (readonly ListRowState[])[] = [['ready']]

/** Which rows a filter shows: groups of states, one group after the other. */
export function groupsOf(state: DeliveryList['state'] | undefined, filter: RowFilter) {
  if (filter === 'all') return rowGroups(state === undefined ? undefined : { state })
  return filter === 'ready' ? READY : INVALID
}

type FiltersProps = { list: DeliveryList; filter: RowFilter; onFilter: (filter: RowFilter) => void }

/** The rows of a dry run by what is wrong with them. */
export function RowFilters({ list, filter, onFilter }: FiltersProps) {
  const t = useTexts(listTexts)
  const { locale } = useLocale()
  const name = useId()
  const { counts, total, invalid_by } = list
  const choices: { value: RowFilter; label: string; count: number }[] = [
    { value: 'all', label: t.all, count: total },
    { value: 'invalid', label: t.attention, count: counts.invalid },
    { value: 'ready', label: t.ready, count: counts.ready },
    ...LIST_ISSUE_KINDS.map((kind) => ({
      value: kind,
      label: t.issues[kind],
      count: invalid_by[kind] ?? 0,
    })),
  ]
  return (
    <fieldset className={styles.filters}>
      <legend className="visually-hidden">{t.filter}</legend>
      {choices
        .filter(({ value, count }) => value === 'all' || value === filter || count > 0)
        .map(({ value, label, count }) => (
          <Chip
            key={value}
            type="radio"
            name={name}
            checked={filter === value}
            onChange={() => onFilter(value)}
          >
            {label} {count.toLocaleString(locale)}
          </Chip>
        ))}
    </fieldset>
  )
}
