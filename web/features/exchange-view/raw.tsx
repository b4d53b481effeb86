import { KeyRound, LockKeyhole } from 'lucide-react'
import { useId, useState } from 'react'
import type { Exchange, ExchangeAttempt, WireRequest, WireResponse } from '#contract/exchange'
import { MESSAGE_ID } from '#contract/ids'
import { formatDuration } from '../../i18n/format.ts'
import { useLocale } from '../../i18n/locale-context.tsx'
import { useTexts } from '../../i18n/texts.ts'
import { CopyButton } from '../../ui/button/copy-button.tsx'
import { Badge } from '../../ui/callout/callout.tsx'
import { Disclosure } from '../../ui/disclosure.tsx'
import { Segmented } from '../../ui/form/segmented.tsx'
import { ExactText } from '../../ui/text/exact-text.tsx'
import styles from './raw.module.css'
import { RawBody } from './raw-body.tsx'
import { rawTexts } from './raw-texts.ts'

/** The raw request and response of each call of the exchange. */
export function Raw({ exchange }: { exchange: Exchange }) {
  const t = useTexts(rawTexts)
  const [side, setSide] = useState<'response' | 'request'>('response')
  const [index, setIndex] = useState(() => decisiveAttempt(exchange))
  const [original, setOriginal] = useState(false)
  const { attempts } = exchange
  const { request, response } = attempts[index] ?? exchange
  const copied = side === 'request' ? request.body : response?.body
  const shared = { original, onOriginal: setOriginal }
  return (
    <section className={styles.raw} aria-label={t.title}>
      <header className={styles.header}>
        <Segmented
          legend={t.side}
          value={side}
          options={[
            { value: 'response', label: t.response },
            { value: 'request', label: t.request },
          ]}
          onChange={setSide}
        />
        {copied ? <CopyButton text={copied} label={t.copyBody} /> : null}
      </header>
      {attempts.length > 1 ? (
        <Attempts
          attempts={attempts}
          renewed={exchange.notes.includes('token_renewed')}
          chosen={index}
          onChoose={setIndex}
        />
      ) : null}
      {side === 'request' ? (
        <RawRequest key={`request ${index}`} request={request} {...shared} />
      ) : response ? (
        <RawResponse
          key={`response ${index}`}
          response={response}
          // Otherwise it is shown with the exchange.
          withStatus={attempts.length > 1}
          {...shared}
        />
      ) : (
        <p className={styles.nothing}>{t.noResponse}</p>
      )}
    </section>
  )
}

type AttemptsProps = {
  attempts: readonly ExchangeAttempt[]
  /** Whether the token was renewed between the calls. */
  renewed: boolean
  chosen: number
  onChoose: (index: number) => void
}

/** The calls of one exchange, to select the one that is shown. */
function Attempts({ attempts, renewed, chosen, onChoose }: AttemptsProps) {
  const t = useTexts(rawTexts)
  const { tag } = useLocale()
  const name = useId()
  return (
    <fieldset className={styles.attempts}>
      <legend className={styles.legend}>{t.calls}</legend>
      <ol className={styles.list}>
        {attempts.map((attempt, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the calls of an exchange never change
          <li key={index}>
            {renewed && index > 0 ? (
              <p className={styles.between}>
                <KeyRound size={13} aria-hidden="true" /> {t.tokenRenewed}
              </p>
            ) : null}
            <label className={styles.attempt}>
              <input
                type="radio"
                name={name}
                checked={index === chosen}
                onChange={() => onChoose(index)}
              />
              <span className={styles.words}>
                <span>{t.call(index + 1)}</span>
                <CodeBadge attempt={attempt} />
                <span className={styles.duration}>{formatDuration(attempt.duration_ms, tag)}</span>
                <code className={styles.path}>
                  <ExactText>{shortPath(attempt.request.url)}</ExactText>
                </code>
              </span>
            </label>
          </li>
        ))}
      </ol>
    </fieldset>
  )
}

function CodeBadge({ attempt: { code } }: { attempt: ExchangeAttempt }) {
  const t = useTexts(rawTexts)
  if (code === null) return <Badge tone="unsure">{t.noCode}</Badge>
  return <Badge tone={code === 0 ? 'good' : 'bad'}>code {code}</Badge>
}

/**
 * The index of the attempt that decided the exchange: the last one with the exchange's URL. After a
 * failed token renewal that is not the last attempt.
 */
export function decisiveAttempt({ attempts, request }: Exchange): number {
  const index = attempts.findLastIndex((attempt) => attempt.request.url === request.url)
  return Math.max(index, 0)
}

/** The last two segments of a path, without message ids. */
export function shortPath(url: string): string {
  const segments = URL.parse(url)?.pathname.split('/') ?? [url]
  return segments
    .filter((segment) => !MESSAGE_ID.test(segment))
    .slice(-2)
    .join('/')
}

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
function RawResponse({ response, withStatus, ...shown }: ResponseProps) {
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
function RawRequest({ request, ...shown }: Shown & { request: WireRequest }) {
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
