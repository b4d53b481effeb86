import { X } from 'lucide-react'
import { type RefObject, useEffect, useRef } from 'react'
import { LIMITS } from '#contract/limits'
import type { Locale } from '#contract/locale'
import { defineTexts, useTexts } from '../../i18n/texts.ts'
import { Button, IconButton } from '../../ui/button/button.tsx'
import { type Cell, DEFAULT_ROW } from '../composition/cell-address.ts'
import { fieldOf } from '../composition/reveal-change.ts'
import { watchDrag } from './drag.ts'
import { fillBlock, readPaste } from './paste-table.ts'
import { watchRange } from './select-cells.ts'
import styles from './table-tools.module.css'
import type { Table, TableNotice } from './use-table.ts'

const plural = (n: number, one: string) => `${n} ${one}${n === 1 ? '' : 's'}`

const texts = defineTexts({
  en: {
    removed: (what: string) => `Removed: ${what}`,
    undo: 'Undo',
    undoRemoval: 'Undo removal',
    undoPaste: 'Undo paste',
    close: 'Close',
    pasted: (cells: number, bubbles: number, languages: number) =>
      `${plural(cells, 'text')} pasted into ${plural(bubbles, 'bubble')}, ${plural(languages, 'language')}`,
    columnsLeft: (n: number) =>
      `${plural(n, 'column')} left out: maximum ${LIMITS.followUps.max} bubbles`,
    rowsLeft: (n: number) =>
      `${plural(n, 'row')} left out: no language for ${n === 1 ? 'it' : 'them'}`,
    nothing: 'Nothing pasted',
    selected: (cells: number) => `${cells} cells selected`,
  },
  zh: {
    removed: (what) => `已移除：${what}`,
    undo: '撤销',
    undoRemoval: '撤销移除',
    undoPaste: '撤销粘贴',
    close: '关闭',
    pasted: (cells, bubbles, languages) =>
      `已粘贴 ${cells} 条文字：${bubbles} 个气泡，${languages} 种语言`,
    columnsLeft: (n) => `${n} 列未粘贴：最多 ${LIMITS.followUps.max} 个气泡`,
    rowsLeft: (n) => `${n} 行未粘贴：没有对应的语言`,
    nothing: '没有粘贴任何内容',
    selected: (cells) => `已选中 ${cells} 个单元格`,
  },
})

/** How long a notice stays while nothing has the focus or the pointer in it, in milliseconds. */
const NOTICE_MS = 12_000

type Props = {
  table: Table
  notice: TableNotice | null
  scroll: RefObject<HTMLDivElement | null>
}

/** What the table can do beyond typing: selecting, copying and dragging; and what just happened. */
export function TableTools({ table, notice, scroll }: Props) {
  const t = useTexts(texts)
  useEffect(() => {
    const element = scroll.current
    if (!element) return
    const done = new AbortController()
    watchRange(element, table, done.signal, (cells) => table.announce(t.selected(cells)))
    watchDrag(element, table, done.signal)
    return () => done.abort()
  }, [table, scroll, t])
  return notice ? <Notice key={notice.text} notice={notice} table={table} /> : null
}

/** What was removed or pasted, with a button that undoes it; the next change takes it away. */
function Notice({ notice, table }: { notice: TableNotice; table: Table }) {
  const t = useTexts(texts)
  const box = useRef<HTMLDivElement>(null)
  const { setNotice, onChange, announce } = table
  const text = notice.kind === 'removed' ? t.removed(notice.text) : notice.text
  useEffect(() => announce(text), [announce, text])
  useEffect(() => {
    const close = () => setNotice(null)
    const stop = onChange(close)
    const timer = setInterval(() => {
      if (!box.current?.matches(':focus-within, :hover')) close()
    }, NOTICE_MS)
    return () => {
      stop()
      clearInterval(timer)
    }
  }, [setNotice, onChange])
  return (
    <div ref={box} className={styles.notice}>
      <span>{text}</span>
      <Button
        variant="ghost"
        aria-label={notice.kind === 'removed' ? t.undoRemoval : t.undoPaste}
        onClick={({ currentTarget }) => {
          // The button goes: undo puts the caret where the change was.
          currentTarget.blur()
          table.undo()
          setNotice(null)
        }}
      >
        {t.undo}
      </Button>
      <IconButton
        label={t.close}
        icon={<X size={16} aria-hidden="true" />}
        onClick={() => {
          setNotice(null)
          table.show({ bubble: 0, row: DEFAULT_ROW })
        }}
      />
    </div>
  )
}

/** Puts a pasted text into the table: a block of cells, or a text at the caret. */
export function pasteText(table: Table, cell: Cell, text: string, locale: Locale): void {
  const t = texts[locale]
  const pasted = readPaste(text, cell, table.rows())
  if (pasted.kind === 'text') {
    const field = fieldOf(cell)
    field?.focus()
    // Typed by the browser, so that it keeps the selection and the input event.
    document.execCommand('insertText', false, pasted.text)
    return
  }
  const { columnsLeft, rowsLeft } = pasted
  const filled = fillBlock(pasted, table.followUps(), table.rows())
  const left = [
    columnsLeft > 0 ? t.columnsLeft(columnsLeft) : null,
    rowsLeft > 0 ? t.rowsLeft(rowsLeft) : null,
  ].filter((one) => one !== null)
  const what =
    filled.texts === 0 ? t.nothing : t.pasted(filled.texts, filled.bubbles, filled.languages)
  table.showRows(filled.rows)
  table.change(() => filled.followUps)
  table.setNotice({ kind: 'pasted', text: [what, ...left].join(' · ') })
}
