import { ChevronDown, Ellipsis, GripVertical, Plus } from 'lucide-react'
import { memo, useRef, useState } from 'react'
import { LANGUAGES } from '#contract/languages'
import { LIMITS } from '#contract/limits'
import { useTexts } from '../../i18n/texts.ts'
import { lazyComponent } from '../../ui/lazy-component.tsx'
import { setCaretRow, useCaretRow } from '../composition/caret-language.ts'
import { DEFAULT_ROW, type RowKey } from '../composition/cell-address.ts'
import { useFollowUps } from '../composition/composition-context.tsx'
import tableStyles from './bubble-table.module.css'
import { filling, languageOf } from './cells.ts'
import { useRowName } from './row-name.ts'
import styles from './table-head.module.css'
import { tableTexts } from './table-texts.ts'
import type { Table } from './use-table.ts'

const LanguagePicker = lazyComponent(() => import('./language-picker.tsx'), 'LanguagePicker')
const BubbleMenu = lazyComponent(() => import('./bubble-menu.tsx'), 'BubbleMenu')

type Props = { rows: readonly RowKey[]; bubbles: number; table: Table }

/** The header of the table: the languages and the bubbles. */
export const TableHead = memo(function TableHead({ rows, bubbles, table }: Props) {
  const t = useTexts(tableTexts)
  const isFull = bubbles >= LIMITS.followUps.max
  return (
    <tr>
      <th scope="col" className={styles.corner}>
        <RowChips rows={rows} />
        <Languages rows={rows} table={table} />
      </th>
      {Array.from({ length: bubbles }, (_, bubble) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a column is its position
        <BubbleHead key={bubble} bubble={bubble} bubbles={bubbles} table={table} />
      ))}
      <td className={styles.add} data-full={isFull || undefined}>
        <button
          type="button"
          className={styles.addButton}
          aria-disabled={isFull}
          aria-label={t.addBubble}
          aria-description={isFull ? t.bubblesFull : undefined}
          title={isFull ? t.bubblesFull : t.addBubble}
          data-command="add-bubble"
          onClick={() => table.addBubble()}
        >
          <Plus size={16} aria-hidden="true" />
          <span className={styles.addText}>{t.addBubble}</span>
        </button>
      </td>
    </tr>
  )
})

/** The button that opens the picker of languages, with the number in use. */
function Languages({ rows, table }: { rows: readonly RowKey[]; table: Table }) {
  const t = useTexts(tableTexts)
  const [open, setOpen] = useState(false)
  const used = rows.filter((row) => languageOf(row) !== null).length
  return (
    <span className={styles.languages}>
      <button
        type="button"
        className={styles.languagesButton}
        aria-haspopup="dialog"
        aria-expanded={open}
        data-command="languages"
        onClick={() => setOpen(!open)}
      >
        <Plus size={16} aria-hidden="true" className={styles.phoneOnly} />
        <span className={styles.languagesText}>{t.languages}</span>
        <ChevronDown size={14} aria-hidden="true" />
      </button>
      <span className={styles.languagesCount}>{t.languageCount(used, LANGUAGES.length)}</span>
      {open ? <LanguagePicker rows={rows} table={table} onClose={() => setOpen(false)} /> : null}
    </span>
  )
}

type BubbleHeadProps = { bubble: number; bubbles: number; table: Table }

function BubbleHead({ bubble, bubbles, table }: BubbleHeadProps) {
  const t = useTexts(tableTexts)
  const [open, setOpen] = useState(false)
  return (
    <th scope="col" className={styles.bubbleHead} data-column={bubble}>
      <span className={styles.grip} data-drag-bubble={bubble} title={t.dragBubble(bubble + 1)}>
        <GripVertical size={16} aria-hidden="true" />
      </span>
      <span className={styles.bubbleName}>{t.bubble(bubble + 1)}</span>
      <span>
        <button
          type="button"
          className={styles.iconButton}
          aria-label={t.bubbleActions(bubble + 1)}
          aria-haspopup="menu"
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          <Ellipsis size={16} aria-hidden="true" />
        </button>
        {open ? (
          <BubbleMenu
            bubble={bubble}
            bubbles={bubbles}
            table={table}
            onClose={() => setOpen(false)}
          />
        ) : null}
      </span>
    </th>
  )
}

/** On a phone, the language whose texts are shown. */
function RowChips({ rows }: { rows: readonly RowKey[] }) {
  const t = useTexts(tableTexts)
  const group = useRef<HTMLSpanElement>(null)
  const caret = useCaretRow((row) => row)
  const all = [DEFAULT_ROW, ...rows]
  return (
    <span ref={group} role="radiogroup" aria-label={t.rows} className={styles.chips}>
      {all.map((row, at) => (
        <RowChip
          key={row}
          row={row}
          isChosen={row === caret}
          isStop={row === caret || (at === 0 && !all.includes(caret))}
          onStep={(by) => {
            const next = all[(at + by + all.length) % all.length] ?? DEFAULT_ROW
            setCaretRow(next)
            group.current?.querySelector<HTMLElement>(`[data-chip="${CSS.escape(next)}"]`)?.focus()
          }}
        />
      ))}
    </span>
  )
}

type RowChipProps = {
  row: RowKey
  isChosen: boolean
  /** Whether Tab stops here: at one chip only. */
  isStop: boolean
  onStep: (by: -1 | 1) => void
}

function RowChip({ row, isChosen, isStop, onStep }: RowChipProps) {
  const rowName = useRowName()
  const state = useFollowUps((followUps) => filling(followUps, row))
  const { name, native, lang } = rowName(row)
  return (
    // biome-ignore lint/a11y/useSemanticElements: a chip scrolls in a row, which a radio button does not
    <button
      type="button"
      role="radio"
      className={styles.chip}
      aria-checked={isChosen}
      aria-label={name}
      lang={lang}
      tabIndex={isStop ? 0 : -1}
      data-chip={row}
      onClick={() => setCaretRow(row)}
      onKeyDown={(event) => {
        const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key]
        if (by === undefined) return
        event.preventDefault()
        onStep(by as 1 | -1)
      }}
    >
      {native}
      {row === DEFAULT_ROW ? null : <i className={tableStyles.dot} data-state={state} />}
    </button>
  )
}
