import { useId, useMemo, useState } from 'react'
import type { DraftFollowUps } from '#contract/draft'
import { isLanguage } from '#contract/languages'
import { countCharacters, LIMITS } from '#contract/limits'
import { useLocale } from '../../i18n/locale-context.tsx'
import { useTexts } from '../../i18n/texts.ts'
import { useAnnounce } from '../../ui/announcer.tsx'
import { Button } from '../../ui/button/button.tsx'
import { Callout } from '../../ui/callout/callout.tsx'
import shared from '../../ui/shared.module.css'
import { ExactText } from '../../ui/text/exact-text.tsx'
import { cellId, DEFAULT_ROW, parseRowKey } from '../composition/cell-address.ts'
import { composedFollowUps } from '../composition/composition.ts'
import { useComposition } from '../composition/composition-context.tsx'
import { useLoadComposition } from '../composition/load-composition.ts'
import styles from './bubble-files.module.css'
import { applyChanges, type CellChange, findChanges } from './changes.ts'
import type { SheetReading } from './read-sheet.ts'
import { rowName } from './sheet.ts'
import { type FileTexts, fileTexts } from './texts.ts'

type Props = { followUps: DraftFollowUps; reading: SheetReading; onDone: () => void }

/** The cells that a file changes, each with a checkbox; imports the selected ones in one undo step. */
export function Review({ followUps, reading, onDone }: Props) {
  const t = useTexts(fileTexts)
  const announce = useAnnounce()
  const { draft } = useComposition()
  const load = useLoadComposition()
  const changes = useMemo(() => findChanges(followUps, reading.cells), [followUps, reading])
  const [selected, setSelected] = useState<ReadonlySet<CellChange>>(
    // A file with some languages only must not remove the others.
    () => new Set(changes.filter(({ missing }) => !missing)),
  )
  const select = (some: readonly CellChange[], on: boolean) =>
    setSelected((before) => {
      const next = new Set(before)
      for (const change of some)
        if (on) next.add(change)
        else next.delete(change)
      return next
    })
  const differing = changes.filter(({ missing }) => !missing)
  const missing = changes.filter((change) => change.missing)

  return (
    <>
      <p role="status" className={styles.summary}>
        {differing.length === 0 ? t.same : summaryOf(differing, t)}
      </p>
      {differing.length > 0 ? (
        <ChangeTable
          name={t.changes}
          all={t.all}
          changes={differing}
          selected={selected}
          onSelect={select}
        />
      ) : null}
      {missing.length > 0 ? (
        <details className={styles.missing}>
          <summary>
            {t.missing} ({missing.length})
          </summary>
          <p className={shared.soft}>{t.missingWhy}</p>
          <ChangeTable
            name={t.missing}
            all={t.allMissing}
            changes={missing}
            selected={selected}
            onSelect={select}
          />
        </details>
      ) : null}
      <Ignored reading={reading} />
      {changes.length > 0 ? (
        <div className={styles.actions}>
          <Button
            variant="primary"
            aria-disabled={selected.size === 0}
            onClick={() => {
              if (selected.size === 0) return
              // The texts may have changed in another tab.
              const now = composedFollowUps(draft()) ?? followUps
              load({ body: { follow_ups: applyChanges(now, [...selected]) } })
              announce(t.taken(selected.size))
              onDone()
            }}
          >
            {selected.size === 0 ? t.takeNone : t.take(selected.size)}
          </Button>
        </div>
      ) : null}
    </>
  )
}

function summaryOf(changes: readonly CellChange[], t: FileTexts): string {
  const count = (is: (change: CellChange) => boolean) => changes.filter(is).length
  return t.summary(
    count(({ before, after }) => !!before && !!after),
    count(({ before }) => !before),
    count(({ before, after }) => !!before && !after),
  )
}

function Ignored({ reading: { ignoredRows, ignoredColumns } }: { reading: SheetReading }) {
  const t = useTexts(fileTexts)
  if (ignoredRows.length === 0 && ignoredColumns.length === 0) return null
  return (
    <Callout tone="warn" title={t.ignored}>
      <ul className={styles.ignored}>
        {ignoredRows.map(({ number, label }) => (
          <li key={number}>{t.ignoredRow(number, label.slice(0, 60))}</li>
        ))}
        {ignoredColumns.map((name, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two columns may have the same name
          <li key={index}>{t.ignoredColumn(name.slice(0, 60))}</li>
        ))}
      </ul>
    </Callout>
  )
}

type ChangeTableProps = {
  name: string
  /** The name of the checkbox for all of them. */
  all: string
  changes: readonly CellChange[]
  selected: ReadonlySet<CellChange>
  onSelect: (changes: readonly CellChange[], on: boolean) => void
}

function ChangeTable({ name, all, changes, selected, onSelect }: ChangeTableProps) {
  const t = useTexts(fileTexts)
  const count = changes.filter((change) => selected.has(change)).length
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must take the keyboard
    <section className={styles.changes} aria-label={name} tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col" className={styles.check}>
              <input
                type="checkbox"
                aria-label={all}
                checked={count === changes.length}
                ref={(box) => {
                  if (box) box.indeterminate = count > 0 && count < changes.length
                }}
                onChange={({ target }) => onSelect(changes, target.checked)}
              />
            </th>
            <th scope="col">{t.cell}</th>
            <th scope="col">{t.now}</th>
            <th scope="col">{t.inFile}</th>
          </tr>
        </thead>
        <tbody>
          {changes.map((change) => (
            <ChangeRow
              key={cellId(change)}
              change={change}
              isSelected={selected.has(change)}
              onSelect={(on) => onSelect([change], on)}
            />
          ))}
        </tbody>
      </table>
    </section>
  )
}

type ChangeRowProps = { change: CellChange; isSelected: boolean; onSelect: (on: boolean) => void }

function ChangeRow({ change, isSelected, onSelect }: ChangeRowProps) {
  const t = useTexts(fileTexts)
  const { locale } = useLocale()
  const id = useId()
  const { bubble, row, before, after } = change
  const notes = notesOf(change, t)
  return (
    <tr>
      <td className={styles.check}>
        <input
          id={id}
          type="checkbox"
          checked={isSelected}
          onChange={({ target }) => onSelect(target.checked)}
        />
      </td>
      <th scope="row">
        <label htmlFor={id}>{t.cellName(bubble + 1, rowName(row, t.sheet, locale))}</label>
      </th>
      <td className={shared.quiet} data-label={t.now}>
        <Text text={before} none={t.noText} />
      </td>
      <td data-label={t.inFile}>
        <Text text={after} none={before === null ? t.noText : t.removed} />
        {notes.map((note) => (
          <span key={note} className={styles.note}>
            {note}
          </span>
        ))}
      </td>
    </tr>
  )
}

function Text({ text, none }: { text: string | null; none: string }) {
  const t = useTexts(fileTexts)
  if (!text) return <i className={shared.quiet}>{text === null ? none : t.emptyText}</i>
  return <ExactText>{text}</ExactText>
}

function notesOf({ row, after }: CellChange, t: FileTexts): string[] {
  if (after === null) return []
  const characters = countCharacters(after)
  const { language, nth } = parseRowKey(row)
  return [
    ...(characters > LIMITS.content.max ? [t.tooLong(characters)] : []),
    ...(row !== DEFAULT_ROW && !isLanguage(language) ? [t.notAccepted] : []),
    ...(nth > 1 ? [t.repeatedRow] : []),
  ]
}
