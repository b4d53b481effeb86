import { useMemo, useState } from 'react'
import { Link } from 'wouter'
import type { ErrorCode } from '#contract/catalogue/error-code'
import type { ListRow } from '#contract/deliveries/list'
import type { Locale } from '#contract/locale'
import { useDeliveryCalls } from '../../../api-client/deliveries.ts'
import { useErrorCodes } from '../../../api-client/error-codes.ts'
import { shortMeaning } from '../../../features/exchange-view/explain.ts'
import { describeResult } from '../../../features/results/describe-result.ts'
import { useLocale } from '../../../i18n/locale-context.tsx'
import { useTexts } from '../../../i18n/texts.ts'
import { useAnnounce } from '../../../ui/announcer.tsx'
import { Button } from '../../../ui/button/button.tsx'
import { IsolatedText } from '../../../ui/text/isolated-text.tsx'
import styles from './list.module.css'
import { type ListTexts, listTexts } from './texts.ts'

const MARKS: Readonly<Record<ListRow['state'], string>> = {
  ready: '·',
  invalid: '–',
  waiting: '·',
  running: '◌',
  sent: '✓',
  message_only: '◐',
  refused: '✕',
  not_sent: '✕',
  unknown: '?',
  stopped: '■',
}

const NO_CODES: readonly ErrorCode[] = []

type Props = {
  rows: readonly ListRow[]
  /** Returns the name of a row's recipient, if it is known. */
  nameOf: (row: ListRow) => string | null
  /** Whether the person may finish rows. */
  canSend: boolean
  /** Called after a row was finished by hand. */
  onFinished: () => void
}

/** The rows of a list that was started: what became of each. */
export function ResultTable({ rows, nameOf, canSend, onFinished }: Props) {
  const t = useTexts(listTexts)
  const { locale } = useLocale()
  const { data: codes = NO_CODES } = useErrorCodes()
  const times = useMemo(() => new Intl.DateTimeFormat(locale, { timeStyle: 'medium' }), [locale])
  return (
    <table className={styles.table} data-kind="result">
      <thead>
        <tr>
          <th scope="col">{t.number}</th>
          <th scope="col">{t.result}</th>
          <th scope="col">{t.recipient}</th>
          <th scope="col">{t.time}</th>
          <th scope="col">{t.details}</th>
          <th scope="col">
            <span className="visually-hidden">{t.action}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.n} data-state={row.state}>
            <td className={styles.number}>{row.n}</td>
            <td className={styles.check}>
              <span data-tone={row.state}>
                {MARKS[row.state]} {t.rowStates[row.state]}
              </span>
            </td>
            <td className={styles.recipient} data-label={t.recipient}>
              <RowRecipient row={row} name={nameOf(row)} />
            </td>
            <td className={styles.time} data-label={t.time}>
              {row.sent_at ? times.format(new Date(row.sent_at)) : ''}
            </td>
            <td className={styles.details} data-label={t.details}>
              <RowResult row={row} text={rowDetail(row, codes, t, locale)} />
            </td>
            <td className={styles.action}>
              {canSend ? <RowAction row={row} onFinished={onFinished} /> : null}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** The recipient of a row; once the row was sent, a link to its delivery. */
function RowRecipient({ row, name }: { row: ListRow; name: string | null }) {
  const { typed, recipient, delivery_id } = row
  const text = <IsolatedText text={name ?? recipient?.label ?? typed} oneLine />
  return delivery_id === null ? text : <Link href={`/history/delivery/${delivery_id}`}>{text}</Link>
}

/** What became of a row: of its bubbles, if it was sent. */
function RowResult({ row: { result, state }, text }: { row: ListRow; text: string }) {
  const { locale } = useLocale()
  // A result may arrive before the row is read again.
  if (!result || state === 'running') return text
  const { short, tone, notes } = describeResult(result, locale)
  return (
    <span className={styles.bubbles} data-tone={tone} title={notes.join('\n')}>
      <IsolatedText text={short} />
    </span>
  )
}

/** Says what became of a row, with the platform's code if it returned one. */
export function rowDetail(
  row: ListRow,
  codes: readonly ErrorCode[],
  t: ListTexts,
  locale: Locale,
): string {
  const { state, code, msg, issues } = row
  if (state === 'invalid') {
    const kinds = issues.filter(({ blocking }) => blocking).map(({ kind }) => t.issues[kind])
    return kinds.length > 0 ? kinds.join(t.list) : t.detail.invalid
  }
  if (code === null || code === 0) return t.detail[state]
  const endpoint = state === 'message_only' ? 'push_follow_up' : 'create_message'
  const meaning =
    codes.find((one) => one.code === code && one.endpoints.includes(endpoint)) ??
    codes.find((one) => one.code === code && one.endpoints.includes('any')) ??
    null
  const short = shortMeaning({ endpoint, code, outcome: 'answered', meaning }, locale)
  return `${code} ${short ?? msg ?? t.detail[state]}`
}

/** The one safe step that is left for a row; it never sends anything twice. */
function RowAction({ row, onFinished }: { row: ListRow; onFinished: () => void }) {
  const t = useTexts(listTexts)
  const announce = useAnnounce()
  const calls = useDeliveryCalls()
  const [busy, setBusy] = useState(false)
  const [note, setNote] = useState('')
  const { delivery_id, state } = row
  if (delivery_id === null || (state !== 'unknown' && state !== 'message_only')) return null
  const finish = async () => {
    if (busy) return
    setBusy(true)
    const end = await calls.continue(delivery_id)
    setBusy(false)
    onFinished()
    if (end.end === 'delivery') {
      announce(`${row.n}: ${t.rowStates[stateOf(end.delivery.state)]}`)
      setNote(end.delivery.state === state ? t.finishFailed : '')
    } else {
      setNote(
        end.end === 'refused'
          ? end.refusal.issues[0]?.message || end.refusal.message
          : t.refusedByConsole,
      )
    }
  }
  return (
    <>
      <Button aria-disabled={busy} onClick={() => void finish()}>
        {busy ? t.finishing : state === 'unknown' ? t.finish : t.addBubbles}
      </Button>
      <span role="status" className={styles.issue}>
        {note}
      </span>
    </>
  )
}

function stateOf(state: ListRow['state'] | 'recalled'): ListRow['state'] {
  return state === 'recalled' ? 'sent' : state
}
