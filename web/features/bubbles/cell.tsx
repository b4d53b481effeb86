import { type ChangeEvent, memo, useId } from 'react'
import { countCharacters, LIMITS } from '#contract/limits'
import { findContentIssues, followUpHint } from '#contract/validation/follow-up-issues'
import { useLocale } from '../../i18n/locale-context.tsx'
import { useTexts } from '../../i18n/texts.ts'
import { cellId, DEFAULT_ROW, type RowKey, readCell } from '../composition/cell-address.ts'
import { useFollowUps } from '../composition/composition-context.tsx'
import styles from './cell.module.css'
import { languageOf } from './cells.ts'
import { tableTexts } from './table-texts.ts'
import type { Table } from './use-table.ts'

/** The counter shows from here on. */
const NEAR_LIMIT = 180

type Props = {
  bubble: number
  row: RowKey
  /** The accessible name. */
  name: string
  lang: string | undefined
  table: Table
}

/** One text of the table. It reads its own text only, so that a key renders one cell. */
export const Cell = memo(function Cell({ bubble, row, name, lang, table }: Props) {
  const t = useTexts(tableTexts)
  const { locale } = useLocale()
  const id = cellId({ bubble, row })
  const text = useFollowUps((followUps) => readCell(followUps, { bubble, row }))
  const fallback = useFollowUps((followUps) =>
    text || row === DEFAULT_ROW ? '' : (followUps[bubble]?.content ?? ''),
  )
  const isDue = useFollowUps((_, store) => store.isDue(id))
  const noteId = useId()
  const isDefault = row === DEFAULT_ROW
  const [issue] = text !== null && isDue ? findContentIssues(text) : []
  const used = text && text.length >= NEAR_LIMIT ? countCharacters(text) : 0
  const isEmptyOnPurpose = text === '' && !isDefault
  return (
    // A form of its own, because the browser's autofill reads the whole form of a field at every key.
    <form className={styles.cell} onSubmit={(event) => event.preventDefault()}>
      <textarea
        className={styles.text}
        rows={1}
        dir="auto"
        lang={lang}
        spellCheck
        autoComplete="off"
        aria-label={name}
        aria-invalid={issue !== undefined}
        aria-describedby={noteId}
        data-cell={id}
        data-first-text={bubble === 0 && isDefault ? '' : undefined}
        placeholder={isDefault ? t.defaultHint : fallback}
        readOnly={text === null && languageOf(row) === null}
        value={text ?? ''}
        onChange={({ target }: ChangeEvent<HTMLTextAreaElement>) =>
          table.write({ bubble, row }, target.value)
        }
      />
      <span id={noteId} className={styles.notes}>
        {used >= NEAR_LIMIT ? (
          <span className={styles.counter} data-state={used > LIMITS.content.max ? 'over' : 'near'}>
            <span aria-hidden="true">
              {used}/{LIMITS.content.max}
            </span>
            <span className="visually-hidden">{t.used(used, LIMITS.content.max)}</span>
          </span>
        ) : null}
        {isEmptyOnPurpose ? (
          <span className={styles.mark} title={t.emptyOnPurpose}>
            <span aria-hidden="true">“”</span>
            <span className="visually-hidden">{t.emptyOnPurpose}</span>
          </span>
        ) : null}
        {issue ? <span className={styles.issue}>{followUpHint(issue, locale)}</span> : null}
      </span>
    </form>
  )
})
