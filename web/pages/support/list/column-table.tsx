import { useId } from 'react'
import { useTexts } from '../../../i18n/texts.ts'
import shared from '../../../ui/shared.module.css'
import { changeRole, type PeopleTable, type Role } from './list-table.ts'
import styles from './new-list.module.css'
import { newListTexts } from './new-list-texts.ts'

/** Rows that are enough to see what a column holds. */
const SHOWN = 50

type Props = {
  table: PeopleTable
  roles: readonly Role[]
  /** What a column can be used for. */
  uses: readonly Role[]
  onRoles: (roles: Role[]) => void
  onHeader: (hasHeader: boolean) => void
}

/** The first rows of a table, with what each column is used for. */
export function ColumnTable({ table, roles, uses, onRoles, onHeader }: Props) {
  const t = useTexts(newListTexts)
  const id = useId()
  const { columns, rows } = table
  const nameOf = (role: Role) => (role.startsWith('{{') ? role : t.roles[role as 'recipient'])
  const shown = rows.slice(0, SHOWN)
  return (
    <>
      <div className={styles.header}>
        <input
          id={id}
          type="checkbox"
          checked={table.hasHeader}
          onChange={({ target }) => onHeader(target.checked)}
        />
        <label htmlFor={id}>{t.header}</label>
      </div>
      {/* biome-ignore-start lint/a11y/noNoninteractiveTabindex: it scrolls, and must do so by keyboard */}
      <section
        className={styles.columns}
        tabIndex={0}
        aria-label={t.firstRows(shown.length, rows.length)}
      >
        {/* biome-ignore-end lint/a11y/noNoninteractiveTabindex: only the section */}
        <table>
          <thead>
            <tr>
              <th scope="col">{t.line}</th>
              {columns.map((name, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: two columns may have the same name
                <th key={at} scope="col">
                  <span className={styles.columnName}>{name}</span>
                  <select
                    aria-label={t.columnUse(name)}
                    value={roles[at]}
                    data-used={roles[at] !== 'unused'}
                    onChange={({ target }) => {
                      const role = uses.find((one) => one === target.value)
                      if (role) onRoles(changeRole(roles, at, role))
                    }}
                  >
                    {uses.map((role) => (
                      <option key={role} value={role}>
                        {nameOf(role)}
                      </option>
                    ))}
                  </select>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map(({ line, cells }, row) => (
              <tr key={line}>
                <td className={shared.quiet}>{row + 1}</td>
                {cells.map((cell, at) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: cells have no identity but their column
                  <td key={at} data-used={roles[at] !== 'unused'}>
                    <bdi>{cell}</bdi>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <p className={styles.foot}>{t.firstRows(shown.length, rows.length)}</p>
    </>
  )
}
