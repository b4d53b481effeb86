import type { WireRequest, WireResponse } from '#contract/exchange'
import { useTexts } from '../i18n/texts.ts'
import { CopyButton } from '../ui/copy-button.tsx'
import { ExactText } from '../ui/exact-text.tsx'
import { HeadersTable } from './headers-table.tsx'
import { RawBody } from './raw-body.tsx'
import styles from './raw-message.module.css'
import { rawTexts } from './raw-texts.ts'

type Layout = { pretty: boolean; onPrettyChange: (pretty: boolean) => void }

/** One answer as it came: status, bytes, headers. */
export function RawResponse({ response, ...layout }: Layout & { response: WireResponse }) {
  const t = useTexts(rawTexts)
  return (
    <>
      <p className={styles.startLine}>
        <code>HTTP {response.http_status}</code>
      </p>
      <RawBody message={response} exactly={t.asReceived} {...layout} />
      <HeadersTable headers={response.headers} />
    </>
  )
}

/** One call as it left: method, address, bytes, headers. */
export function RawRequest({ request, ...layout }: Layout & { request: WireRequest }) {
  const t = useTexts(rawTexts)
  return (
    <>
      <p className={styles.startLine}>
        <code>
          {request.method} <ExactText>{request.url}</ExactText>
        </code>
        <CopyButton text={request.url} label={t.copyUrl} />
      </p>
      <RawBody message={request} exactly={t.asWritten} {...layout} />
      <HeadersTable headers={request.headers} />
    </>
  )
}
