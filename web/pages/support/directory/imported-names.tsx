import type { DirectoryEntry, DirectoryResult } from '#contract/recipients'
import { useTexts } from '../../../i18n/texts.ts'
import { IsolatedText } from '../../../ui/text/isolated-text.tsx'
import styles from './directory.module.css'
import { directoryTexts } from './directory-texts.ts'

/** Rows that are enough to see what an import changes. */
const SHOWN = 200

/** Problems first, then what changes. */
const RANKS: Readonly<Record<DirectoryResult, number>> = {
  malformed: 0,
  not_found: 0,
  ambiguous: 0,
  duplicate: 0,
  name_missing: 0,
  name_too_long: 0,
  not_checked: 0,
  renamed: 1,
  added: 2,
  removed: 2,
  unchanged: 3,
}

/** The rows of an import, with the name before and after it. */
export function ImportedNames({ entries }: { entries: readonly DirectoryEntry[] }) {
  const t = useTexts(directoryTexts)
  const sorted = entries.toSorted((a, b) => RANKS[a.result] - RANKS[b.result] || a.n - b.n)
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and must do so by keyboard */}
      <section className={styles.rows} tabIndex={0} aria-label={t.rows}>
        <table>
          <thead>
            <tr>
              {Object.entries(t.columns).map(([key, name]) => (
                <th key={key} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {sorted.slice(0, SHOWN).map(({ n, typed, before, name, result }) => (
              <tr key={n} data-problem={RANKS[result] === 0}>
                <td>{n}</td>
                <td>
                  <IsolatedText text={typed} oneLine />
                </td>
                <td>{before === null ? '–' : <IsolatedText text={before} oneLine />}</td>
                <td>{name === null ? '–' : <IsolatedText text={name} oneLine />}</td>
                <td>{t.results[result]}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {entries.length > SHOWN ? (
        <p className={styles.note}>{t.more(entries.length - SHOWN)}</p>
      ) : null}
    </>
  )
}
