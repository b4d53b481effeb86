import { diffArrays } from 'diff'
import { useMemo } from 'react'
import { defineTexts, useTexts } from '../i18n/texts.ts'
import styles from './line-diff.module.css'
import { ExactText } from './text/exact-text.tsx'

const texts = defineTexts({
  en: {
    same: 'No differences.',
    line: 'Line',
    changed: (count: number) => (count === 1 ? '1 line differs' : `${count} lines differ`),
    removed: 'only on the left: ',
    added: 'only on the right: ',
  },
  zh: {
    same: '没有差异。',
    line: '行号',
    changed: (count) => `有 ${count} 行不同`,
    removed: '仅左侧：',
    added: '仅右侧：',
  },
})

type Side = { label: string; text: string }

/** Two texts side by side, line by line; differences are marked by signs and colors. */
export function LineDiffView({ left, right }: { left: Side; right: Side }) {
  const t = useTexts(texts)
  const rows = useMemo(() => diffLines(left.text, right.text), [left.text, right.text])
  const changed = rows.filter((row) => row.changed).length
  return (
    <div className={styles.diff}>
      <p className={styles.summary}>{changed === 0 ? t.same : t.changed(changed)}</p>
      <section
        className={styles.box}
        aria-label={`${left.label} / ${right.label}`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must take the keyboard
        tabIndex={0}
      >
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">
                <span className="visually-hidden">{t.line}</span>
              </th>
              <th scope="col">{left.label}</th>
              <th scope="col">
                <span className="visually-hidden">{t.line}</span>
              </th>
              <th scope="col">{right.label}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr
                key={`${row.left?.number}/${row.right?.number}`}
                className={row.changed ? undefined : styles.same}
              >
                <Cell line={row.left} sign={row.changed ? '−' : ''} spoken={t.removed} />
                <Cell line={row.right} sign={row.changed ? '+' : ''} spoken={t.added} />
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </div>
  )
}

function Cell({ line, sign, spoken }: { line: DiffLine | null; sign: string; spoken: string }) {
  const look =
    line === null ? styles.empty : sign === '' ? '' : styles[sign === '+' ? 'added' : 'removed']
  return (
    <>
      <td className={`${styles.number} ${look}`}>{line?.number}</td>
      <td className={`${styles.line} ${look}`} dir="ltr" translate="no">
        {line && sign !== '' ? (
          <>
            <span className={styles.sign} aria-hidden="true">
              {sign}
            </span>
            <span className="visually-hidden">{spoken}</span>
          </>
        ) : null}
        {line ? <ExactText>{line.text}</ExactText> : null}
      </td>
    </>
  )
}

type DiffLine = { number: number; text: string }

/** One row of two texts side by side; null if the other side has no line here. */
export type DiffRow = { left: DiffLine | null; right: DiffLine | null; changed: boolean }

/** Texts that differ in more lines than this are not compared: finding the shortest edit would take too long. */
const MAX_EDITS = 1000

/** Compares two texts line by line. Replaced lines are put into the same row. */
export function diffLines(left: string, right: string): DiffRow[] {
  const [before, after] = [left.split('\n'), right.split('\n')]
  const changes = diffArrays(before, after, { maxEditLength: MAX_EDITS }) ?? [
    { value: before, removed: true, added: false },
    { value: after, removed: false, added: true },
  ]
  const rows: DiffRow[] = []
  let removed: string[] = []
  let [l, r] = [0, 0]
  const numberLeft = (text: string | undefined) =>
    text === undefined ? null : { number: ++l, text }
  const numberRight = (text: string | undefined) =>
    text === undefined ? null : { number: ++r, text }
  const replace = (gone: readonly string[], come: readonly string[]) => {
    for (let i = 0; i < Math.max(gone.length, come.length); i += 1) {
      rows.push({ left: numberLeft(gone[i]), right: numberRight(come[i]), changed: true })
    }
  }

  for (const change of changes) {
    if (change.removed) {
      removed = change.value
      continue
    }
    replace(removed, change.added ? change.value : [])
    removed = []
    if (change.added) continue
    for (const text of change.value) {
      rows.push({ left: numberLeft(text), right: numberRight(text), changed: false })
    }
  }
  replace(removed, [])
  return rows
}
