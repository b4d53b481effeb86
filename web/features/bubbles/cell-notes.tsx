import { TriangleAlert } from 'lucide-react'
import { useCallback, useState } from 'react'
import { useTexts } from '../../i18n/texts.ts'
import shared from '../../ui/shared.module.css'
import { useComposition } from '../composition/composition-context.tsx'
import { Anchored } from './anchored.tsx'
import type { CellNote } from './cell-checks.ts'
import styles from './cell-notes.module.css'
import { groupNotes, noteDetail, noteTexts } from './note-texts.ts'
import { useRowName } from './row-name.ts'
import { tableTexts } from './table-texts.ts'

/** Counts the notes about the table's texts, says the first and lists all; each leads to its cell. */
export function CellNotes({ notes }: { notes: readonly CellNote[] }) {
  const t = useTexts(noteTexts)
  const { showCell } = useComposition()
  const nameOf = useCellName()
  const [isOpen, setOpen] = useState(false)
  const [first] = notes
  if (!first) return null
  const detail = noteDetail(first, t)
  const summary = `${nameOf(first)}: ${t.title[first.kind]}${detail === '' ? '' : ` (${detail})`}`
  return (
    <div className={styles.notes}>
      <button
        type="button"
        className={styles.count}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        <TriangleAlert size={14} aria-hidden="true" />
        {t.count(notes.length)}
      </button>
      <span className={styles.first} title={summary}>
        {summary}
      </span>
      {isOpen ? (
        <Anchored role="dialog" label={t.list} onClose={() => setOpen(false)}>
          <NoteList
            notes={notes}
            onChoose={({ cell }) => {
              setOpen(false)
              showCell(cell)
            }}
          />
        </Anchored>
      ) : null}
    </div>
  )
}

/** Returns a function that names the cell of a note, as its text field is named. */
export function useCellName(): (note: CellNote) => string {
  const t = useTexts(tableTexts)
  const rowName = useRowName()
  return useCallback(
    ({ cell: { bubble, row } }) => t.cell(bubble + 1, rowName(row).name),
    [t, rowName],
  )
}

/** A group with more notes than this is folded after the first ones. */
const SHOWN = 3

type NoteListProps = { notes: readonly CellNote[]; onChoose: (note: CellNote) => void }

function NoteList({ notes, onChoose }: NoteListProps) {
  const t = useTexts(noteTexts)
  return (
    <ul className={styles.groups}>
      {groupNotes(notes).map((group) => {
        const isLong = group.notes.length > SHOWN + 1
        const [shown, folded] = isLong
          ? [group.notes.slice(0, SHOWN), group.notes.slice(SHOWN)]
          : [group.notes, []]
        return (
          <li key={group.kind}>
            <p>
              <strong>{t.title[group.kind]}</strong> · {t.cells(group.notes.length)}
            </p>
            <p className={shared.small}>{t.why[group.kind]}</p>
            <Entries notes={shown} onChoose={onChoose} />
            {folded.length > 0 ? (
              <details>
                <summary className={styles.more}>{t.more(folded.length)}</summary>
                <Entries notes={folded} onChoose={onChoose} />
              </details>
            ) : null}
          </li>
        )
      })}
    </ul>
  )
}

function Entries({ notes, onChoose }: NoteListProps) {
  const t = useTexts(noteTexts)
  const nameOf = useCellName()
  return (
    <ul className={styles.entries}>
      {notes.map((note) => (
        <li key={note.key}>
          <button type="button" className={styles.entry} onClick={() => onChoose(note)}>
            <span>{nameOf(note)}</span>
            <span className={styles.detail}>{noteDetail(note, t)}</span>
          </button>
        </li>
      ))}
    </ul>
  )
}
