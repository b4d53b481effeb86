import { GripVertical, X } from 'lucide-react'
import { memo } from 'react'
import { useTexts } from '../../i18n/texts.ts'
import { useCaretRow } from '../composition/caret-language.ts'
import { DEFAULT_ROW, type RowKey } from '../composition/cell-address.ts'
import { useFollowUps } from '../composition/composition-context.tsx'
import styles from './bubble-table.module.css'
import { Cell } from './cell.tsx'
import { useSelectedColumns } from './cell-range.ts'
import { filling, languageOf } from './cells.ts'
import { useRowName } from './row-name.ts'
import { tableTexts } from './table-texts.ts'
import type { Table } from './use-table.ts'

type Props = { row: RowKey; bubbles: number; table: Table }

/** One language of every bubble, or the default texts. */
export const TableRow = memo(function TableRow({ row, bubbles, table }: Props) {
  const t = useTexts(tableTexts)
  const rowName = useRowName()
  const isCaretRow = useCaretRow((caret) => caret === row)
  const state = useFollowUps((followUps) => filling(followUps, row))
  const selected = useSelectedColumns(table.range, row, table.rows)
  const [first = -1, last = -1] = selected === '' ? [] : selected.split('-').map(Number)
  const { name, native, code, lang } = rowName(row)
  const isDefault = row === DEFAULT_ROW
  return (
    <tr
      data-row={row}
      data-default={isDefault || undefined}
      data-caret={isCaretRow || undefined}
      data-odd={(!isDefault && languageOf(row) === null) || undefined}
    >
      <th scope="row" className={styles.rowHead} title={isDefault ? undefined : name}>
        {isDefault ? null : (
          <>
            <span className={styles.rowGrip} data-drag-row={row} title={t.dragRow(name)}>
              <GripVertical size={14} aria-hidden="true" />
            </span>
            <i className={styles.dot} data-state={state} />
          </>
        )}
        <span className={styles.rowName} lang={lang}>
          {native}
        </span>
        {code ? <code className={styles.code}>{code}</code> : null}
        {isDefault ? null : (
          <button
            type="button"
            className={styles.removeRow}
            aria-label={t.removeRow(name)}
            title={t.removeRow(name)}
            // By keyboard, the picker of languages removes a row.
            tabIndex={-1}
            onClick={() => table.removeRow(row)}
          >
            <X size={14} aria-hidden="true" />
          </button>
        )}
      </th>
      {Array.from({ length: bubbles }, (_, bubble) => (
        <td
          // biome-ignore lint/suspicious/noArrayIndexKey: a column is its position
          key={bubble}
          data-number={bubble + 1}
          data-selected={(bubble >= first && bubble <= last) || undefined}
        >
          <Cell
            bubble={bubble}
            row={row}
            name={t.cell(bubble + 1, name)}
            lang={lang}
            table={table}
          />
        </td>
      ))}
    </tr>
  )
})
