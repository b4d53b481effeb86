import { useState } from 'react'
import { LANGUAGE_NAMES, LANGUAGES, type Language } from '#contract/languages'
import { defineTexts, useTexts } from '../../i18n/texts.ts'
import { Button } from '../../ui/button/button.tsx'
import shared from '../../ui/shared.module.css'
import { type RowKey, rowKeys } from '../composition/cell-address.ts'
import styles from './anchored.module.css'
import { Anchored } from './anchored.tsx'
import { languageOf, withRows } from './cells.ts'
import { useRowName } from './row-name.ts'
import { tableTexts } from './table-texts.ts'
import type { Table } from './use-table.ts'

const texts = defineTexts({
  en: {
    filter: 'Filter languages',
    all: 'All',
    ofFirst: 'Those of bubble 1',
    none: 'No match',
  },
  zh: { filter: '筛选语言', all: '全部', ofFirst: '气泡 1 的语言', none: '没有匹配的语言' },
})

type Props = { rows: readonly RowKey[]; table: Table; onClose: () => void }

/** Chooses the rows of the table. A language that is taken away loses its texts, which can be undone. */
export function LanguagePicker({ rows, table, onClose }: Props) {
  const t = useTexts(texts)
  const names = useTexts(tableTexts)
  const rowName = useRowName()
  const [filter, setFilter] = useState('')
  const wanted = filter.trim().toLowerCase()
  const others = rows.filter((row) => languageOf(row) === null)
  const offered = [...LANGUAGES, ...others].filter((row) => {
    const code = languageOf(row)
    const all = code ? Object.values(LANGUAGE_NAMES[code]) : [rowName(row).name]
    return [row, ...all].some((name) => name.toLowerCase().includes(wanted))
  })
  const add = (more: readonly Language[]) => table.showRows(withRows(rows, more))
  return (
    <Anchored role="dialog" label={names.languages} onClose={onClose}>
      <input
        type="search"
        className={styles.filter}
        aria-label={t.filter}
        placeholder={t.filter}
        value={filter}
        onChange={({ target }) => setFilter(target.value)}
      />
      <div className={styles.quick}>
        <Button onClick={() => add(LANGUAGES)}>{t.all}</Button>
        <Button
          onClick={() => {
            const [first] = table.followUps()
            const kept = first ? rowKeys(first) : []
            table.showRows(rows.filter((row) => kept.includes(row) || table.hasTexts(row)))
          }}
        >
          {t.ofFirst}
        </Button>
      </div>
      <div className={styles.list}>
        {offered.map((row) => {
          const { name, native, lang } = rowName(row)
          return (
            <label key={row} className={styles.item}>
              <input
                type="checkbox"
                checked={rows.includes(row)}
                aria-label={name}
                onChange={({ target }) => {
                  const language = languageOf(row)
                  if (!target.checked) table.removeRow(row, null)
                  else if (language) add([language])
                }}
              />
              <span className={styles.names}>
                <span lang={lang}>{native}</span>
                {native === name ? null : <small>{name}</small>}
              </span>
            </label>
          )
        })}
        {offered.length === 0 ? <p className={shared.quiet}>{t.none}</p> : null}
      </div>
    </Anchored>
  )
}
