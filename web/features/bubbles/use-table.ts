import { useEffect, useRef, useState } from 'react'
import type { DraftFollowUps } from '#contract/draft'
import { LIMITS } from '#contract/limits'
import { storedValue } from '../../browser/stored-value.ts'
import { useTexts } from '../../i18n/texts.ts'
import { useAnnounce } from '../../ui/announcer.tsx'
import { type Cell, DEFAULT_ROW, type RowKey, rowIndex } from '../composition/cell-address.ts'
import { emptyFollowUp } from '../composition/composition.ts'
import { useComposition, useFollowUps } from '../composition/composition-context.tsx'
import { createCellRange } from './cell-range.ts'
import { moveBubble, moveRow, removeRow, tableRows, writeCell } from './cells.ts'
import { useRowName } from './row-name.ts'
import { tableTexts } from './table-texts.ts'

/** The rows that a draft shows in this tab, with or without texts. */
const storedRows = (draftId: string) =>
  storedValue({
    key: `rows/${draftId}`,
    parse: (value) =>
      Array.isArray(value) && value.every((row) => typeof row === 'string')
        ? (value as RowKey[])
        : null,
    storage: 'session',
  })

/** What just happened to the table, beside a button that undoes it. */
export type TableNotice = { kind: 'removed' | 'pasted'; text: string }

/** What can be done with the table; each change of its shape is one undo step. The same object always. */
export type Table = ReturnType<typeof useTable>['table']

/** The rows of the table, below the default one, and its actions. */
export function useTable() {
  const composition = useComposition()
  const { draftId } = composition
  const id = draftId()
  const loads = useFollowUps((_, store) => store.loads())
  const [shown, setShown] = useState(() => ({ id, loads, rows: storedRows(id).read() ?? [] }))
  if (shown.id !== id) setShown({ id, loads, rows: storedRows(id).read() ?? [] })
  // Loaded bubbles bring their own rows.
  else if (shown.loads !== loads) setShown({ id, loads, rows: [] })
  useEffect(() => {
    storedRows(shown.id).write(shown.rows)
  }, [shown])
  const [notice, setNotice] = useState<TableNotice | null>(null)
  const rowsText = useFollowUps((followUps) => rowsOf(followUps, shown.rows))
  const t = useTexts(tableTexts)
  const announce = useAnnounce()
  const rowName = useRowName()

  const rows = JSON.parse(rowsText) as RowKey[]
  const latest = useRef({ composition, rows, shown: shown.rows, t, announce, rowName })
  useEffect(() => {
    latest.current = { composition, rows, shown: shown.rows, t, announce, rowName }
  })

  const [table] = useState(() => {
    const followUps = () => latest.current.composition.store.read()
    const currentRows = () => latest.current.rows
    const showRows = (next: readonly RowKey[]) => {
      if (next.join() === latest.current.shown.join()) return
      const rows = [...next]
      latest.current = { ...latest.current, rows, shown: rows }
      setShown((before) => ({ ...before, rows }))
    }
    /** Rows keep their place while their texts come and go. */
    const keepRows = () => showRows(currentRows())
    const change = (next: (followUps: DraftFollowUps) => DraftFollowUps) => {
      keepRows()
      latest.current.composition.edit(next, { apart: true })
    }
    const remove = (what: string, next: (followUps: DraftFollowUps) => DraftFollowUps) => {
      change(next)
      setNotice({ kind: 'removed', text: what })
    }
    const hasTexts = (row: RowKey) => followUps().some((one) => rowIndex(one, row) >= 0)
    const show = (cell: Cell) => latest.current.composition.showCell(cell)
    return {
      followUps,
      rows: currentRows,
      showRows,
      change,
      range: createCellRange(),
      announce: (text: string) => latest.current.announce(text),
      undo: () => latest.current.composition.undo(),
      show,
      setNotice,
      /** Calls back after the next changes of the bubbles; returns a function that stops it. */
      onChange: (listener: () => void) => {
        const { store } = latest.current.composition
        const before = store.read()
        return store.subscribe(() => {
          if (store.read() !== before) listener()
        })
      },
      write: (cell: Cell, text: string) => {
        keepRows()
        latest.current.composition.edit((now) => writeCell(now, cell, text, currentRows()))
      },
      /** Adds an empty bubble, or a copy of another after it. */
      addBubble: (copied?: number) => {
        const { t, announce } = latest.current
        const { length } = followUps()
        if (length >= LIMITS.followUps.max) return announce(t.bubblesFull)
        const bubble = copied === undefined ? length : copied + 1
        change((now) =>
          now.toSpliced(bubble, 0, (copied === undefined ? null : now[copied]) ?? emptyFollowUp()),
        )
        announce(t.added(t.bubble(bubble + 1)))
        show({ bubble, row: DEFAULT_ROW })
      },
      moveBubble: (from: number, to: number, row: RowKey | null) => {
        const { t, announce } = latest.current
        const { length } = followUps()
        if (to < 0 || to >= length || from === to) return
        change((now) => moveBubble(now, from, to))
        announce(t.moved(t.bubble(from + 1), to + 1, length))
        if (row !== null) show({ bubble: to, row })
      },
      removeBubble: (bubble: number) => {
        remove(latest.current.t.bubble(bubble + 1), (now) => now.toSpliced(bubble, 1))
        show({ bubble: Math.max(0, bubble - 1), row: DEFAULT_ROW })
      },
      moveRow: (row: RowKey, to: number, bubble: number | null) => {
        const { t, announce, rowName } = latest.current
        const rows = currentRows()
        const from = rows.indexOf(row)
        if (from < 0 || to < 0 || to >= rows.length || from === to) return
        const moved = moveRow(followUps(), rows, from, to)
        showRows(moved.rows)
        latest.current.composition.edit(() => moved.followUps, { apart: true })
        announce(t.moved(rowName(row).name, to + 1, rows.length))
        if (bubble !== null) show({ bubble, row })
      },
      hasTexts,
      /** Removes a row with its texts; the caret goes to the next one unless `bubble` is null. */
      removeRow: (row: RowKey, bubble: number | null = 0) => {
        const rows = currentRows()
        const at = rows.indexOf(row)
        const left = rows.filter((one) => one !== row)
        if (hasTexts(row)) {
          remove(latest.current.rowName(row).name, (now) => removeRow(now, row))
        }
        showRows(left)
        const next = left[Math.min(at, left.length - 1)] ?? DEFAULT_ROW
        if (bubble !== null) show({ bubble, row: next })
      },
    }
  })
  return { table, rows, notice }
}

const known = { key: '', text: '' }

/** The rows as JSON text, computed anew only if the languages of the bubbles change. */
function rowsOf(followUps: DraftFollowUps, shown: readonly RowKey[]): string {
  const key = JSON.stringify([
    shown,
    followUps.map(({ i18n_contents = [] }) => i18n_contents.map(({ language }) => language)),
  ])
  if (key !== known.key) {
    known.key = key
    known.text = JSON.stringify(tableRows(followUps, shown))
  }
  return known.text
}
