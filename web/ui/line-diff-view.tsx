import { useMemo } from 'react'
import { defineTexts, useTexts } from '../i18n/texts.ts'
import { ExactText } from './exact-text.tsx'
import { type DiffLine, diffLines } from './line-diff.ts'
import styles from './line-diff-view.module.css'

const texts = defineTexts({
  en: {
    same: 'The two are the same.',
    line: 'Line',
    changed: (count: number) => (count === 1 ? '1 line differs' : `${count} lines differ`),
    removed: 'only on the left: ',
    added: 'only on the right: ',
  },
  zh: {
    same: '两者相同。',
    line: '行号',
    changed: (count) => `有 ${count} 行不同`,
    removed: '仅左侧：',
    added: '仅右侧：',
  },
})

type Side = { label: string; text: string }

/** Two texts side by side, line by line; what differs is marked by signs and colours. */
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
