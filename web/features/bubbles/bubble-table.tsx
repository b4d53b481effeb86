import {
  type ClipboardEvent,
  type FocusEvent,
  useCallback,
  useEffect,
  useRef,
  useState,
} from 'react'
import { useLocale } from '../../i18n/locale-context.tsx'
import { useTexts } from '../../i18n/texts.ts'
import { afterPress, useFirstTouch } from '../../ui/interaction.ts'
import { lazyComponent } from '../../ui/lazy-component.tsx'
import { setCaretRow, useCaretRow } from '../composition/caret-language.ts'
import { cellId, DEFAULT_ROW } from '../composition/cell-address.ts'
import { useComposition, useFollowUps } from '../composition/composition-context.tsx'
import styles from './bubble-table.module.css'
import { TableHead } from './table-head.tsx'
import { TableRow } from './table-row.tsx'
import { tableTexts } from './table-texts.ts'
import { useTable } from './use-table.ts'
import { cellOf, useTableKeys } from './use-table-keys.ts'

const loadTools = () => import('./table-tools.tsx')
const TableTools = lazyComponent(loadTools, 'TableTools')

/** The bubbles as a table: a row for each language, a column for each bubble. */
export function BubbleTable() {
  const t = useTexts(tableTexts)
  const { locale } = useLocale()
  const { store } = useComposition()
  const { table, rows, notice } = useTable()
  const bubbles = useFollowUps((followUps) => followUps.length)
  const onKeyDown = useTableKeys(table)
  const scroll = useRef<HTMLDivElement>(null)
  const [hasTools, setHasTools] = useState(false)
  useFirstTouch(useCallback(() => loadTools().then(() => setHasTools(true)), []))

  // A row that is gone cannot have the caret.
  const isCaretGone = useCaretRow((row) => row !== DEFAULT_ROW && !rows.includes(row))
  useEffect(() => {
    if (isCaretGone) setCaretRow(DEFAULT_ROW)
  }, [isCaretGone])

  const onFocus = ({ target }: FocusEvent) => {
    const cell = cellOf(target)
    if (cell) setCaretRow(cell.row)
  }
  const onBlur = ({ target }: FocusEvent) => {
    const cell = cellOf(target)
    // After the press that leaves the cell: the issue may move what is being clicked.
    if (cell) afterPress(() => store.leaveCell(cellId(cell)))
  }
  const onPaste = (event: ClipboardEvent) => {
    const cell = cellOf(event.target)
    const text = event.clipboardData.getData('text/plain')
    if (!cell || !/[\t\n\r]/.test(text)) return
    // Decided at once; what the text is takes a parser that may still be loading.
    event.preventDefault()
    void loadTools().then(({ pasteText }) => pasteText(table, cell, text, locale))
  }
  return (
    <div className={styles.frame}>
      <div ref={scroll} className={styles.scroll}>
        <table
          className={styles.table}
          aria-label={t.title}
          onKeyDown={onKeyDown}
          onFocus={onFocus}
          onBlur={onBlur}
          onPaste={onPaste}
        >
          <thead>
            <TableHead rows={rows} bubbles={bubbles} table={table} />
          </thead>
          <tbody>
            {[DEFAULT_ROW, ...rows].map((row) => (
              <TableRow key={row} row={row} bubbles={bubbles} table={table} />
            ))}
          </tbody>
        </table>
        {bubbles === 0 ? <p className={styles.hint}>{t.noBubbles}</p> : null}
      </div>
      {hasTools || notice ? <TableTools table={table} notice={notice} scroll={scroll} /> : null}
    </div>
  )
}
