import { LockKeyhole } from 'lucide-react'
import { useTexts } from '../i18n/texts.ts'
import { Disclosure } from '../ui/disclosure.tsx'
import { ExactText } from '../ui/exact-text.tsx'
import styles from './headers-table.module.css'
import { rawTexts } from './raw-texts.ts'

/** Pixels; in less, the headers would push the body out of sight. */
const ROOMY = 480

/** The headers of one message, unfolded where there is room for them. */
export function HeadersTable({ headers }: { headers: Record<string, string> }) {
  const t = useTexts(rawTexts)
  const entries = Object.entries(headers)
  return (
    <Disclosure summary={t.headers(entries.length)} openFromWidth={ROOMY}>
      <table className={styles.table}>
        <colgroup>
          <col className={styles.names} />
          <col />
        </colgroup>
        <thead className="visually-hidden">
          <tr>
            <th scope="col">{t.headerName}</th>
            <th scope="col">{t.headerValue}</th>
          </tr>
        </thead>
        <tbody>
          {entries.map(([name, value]) => (
            <tr key={name}>
              <th scope="row">
                <ExactText>{name}</ExactText>
              </th>
              <td>
                <ExactText>{value}</ExactText>
                {name.toLowerCase() === 'authorization' ? (
                  <span className={styles.masked}>
                    <LockKeyhole size={12} aria-hidden="true" /> {t.masked}
                  </span>
                ) : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Disclosure>
  )
}
