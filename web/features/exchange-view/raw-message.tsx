import { LockKeyhole } from 'lucide-react'
import type { WireRequest, WireResponse } from '#contract/exchange'
import { useTexts } from '../../i18n/texts.ts'
import { CopyButton } from '../../ui/button/copy-button.tsx'
import { Disclosure } from '../../ui/disclosure.tsx'
import { ExactText } from '../../ui/text/exact-text.tsx'
import { RawBody } from './raw-body.tsx'
import styles from './raw-message.module.css'
import { rawTexts } from './raw-texts.ts'

/** The headers of one message, folded. */
function HeadersTable({ headers }: { headers: Record<string, string> }) {
  const t = useTexts(rawTexts)
  const entries = Object.entries(headers)
  return (
    <Disclosure summary={t.headers(entries.length)}>
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

type Shown = {
  /** Whether the body is shown exactly as it is. */
  original: boolean
  onOriginal: (original: boolean) => void
}

type ResponseProps = Shown & { response: WireResponse; withStatus: boolean }

/** One response: status, body, headers. */
export function RawResponse({ response, withStatus, ...shown }: ResponseProps) {
  return (
    <>
      {withStatus ? (
        <p className={styles.startLine}>
          <code>HTTP {response.http_status}</code>
        </p>
      ) : null}
      <RawBody message={response} {...shown} />
      <HeadersTable headers={response.headers} />
    </>
  )
}

/** One request: method, URL, body, headers. */
export function RawRequest({ request, ...shown }: Shown & { request: WireRequest }) {
  const t = useTexts(rawTexts)
  return (
    <>
      <p className={styles.startLine}>
        <code>
          {request.method} <ExactText>{request.url}</ExactText>
        </code>
        <CopyButton text={request.url} label={t.copyUrl} />
      </p>
      <RawBody message={request} {...shown} />
      <HeadersTable headers={request.headers} />
    </>
  )
}
