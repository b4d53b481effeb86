import { memo } from 'react'
import { Link } from 'wouter'
import type { Exchange } from '#contract/exchange'
import { sentTexts } from '#contract/texts/sent-texts'
import { me } from '../../api-client/rights.ts'
import { exchangeStatus, STATUS_LOOKS } from '../../features/exchange-view/exchange-status.ts'
import { ResolutionBadge } from '../../features/exchange-view/resolution-badge.tsx'
import { formatDuration, localeTag } from '../../i18n/format.ts'
import { useLocale } from '../../i18n/locale-context.tsx'
import { useTexts } from '../../i18n/texts.ts'
import { Badge } from '../../ui/callout/callout.tsx'
import styles from './history-list.module.css'
import {
  BubbleResultCell,
  CallTexts,
  CodeMeaning,
  ReplayCell,
  RowTime,
  sameRow,
} from './row-cells.tsx'
import { texts } from './texts.ts'
import { type Recipient, RecipientName } from './use-recipient-name.tsx'

type Props = {
  exchange: Exchange
  /** Whether it is a row under its delivery, which shows the recipient. */
  inDelivery: boolean
  /** Whether it is the row in the Tab order. */
  active: boolean
  chosen: boolean
  /** The name of the app. */
  app: string
  recipient: Recipient | null
  onFocus: (id: string) => void
  onOpen: (id: string) => void
  onChoose: (id: string) => void
}

/** One exchange in a row. The whole row is a link, named by its cells. */
export const ExchangeRow = memo(function ExchangeRow(props: Props) {
  const { exchange, inDelivery, active, chosen, app, onFocus, onOpen, onChoose } = props
  const t = useTexts(texts)
  const { locale } = useLocale()
  const { id, message_id, endpoint, attempts, actor, response, duration_ms, log_id } = exchange
  const tag = localeTag(locale, navigator.languages)
  const shown = sentTexts(exchange.body)
  const what = shown[0] ?? message_id ?? id
  const tabIndex = active ? 0 : -1
  const cell = (name: string) => `${id}-${name}`
  return (
    <tr className={`${styles.row} ${inDelivery ? styles.inner : ''}`}>
      <td className={styles.choose}>
        <label>
          <input
            type="checkbox"
            tabIndex={tabIndex}
            checked={chosen}
            onChange={() => onChoose(id)}
            onFocus={() => onFocus(id)}
          />
          <span className="visually-hidden">{t.compare(what)}</span>
        </label>
      </td>
      <td className={styles.time}>
        <Link
          id={cell('time')}
          href={`/history/${id}`}
          className={styles.link}
          data-row={id}
          tabIndex={tabIndex}
          aria-labelledby={['time', 'recipient', 'call', 'result', 'bubbles'].map(cell).join(' ')}
          onFocus={() => onFocus(id)}
          onClick={() => onOpen(id)}
        >
          <RowTime iso={exchange.started_at} tag={tag} />
        </Link>
      </td>
      {inDelivery ? (
        <td className={styles.figures} id={cell('recipient')} colSpan={2}>
          {response ? <span>HTTP {response.http_status}</span> : null}
          <span>{formatDuration(duration_ms, tag)}</span>
          {log_id ? <span className={styles.logId}>log_id {log_id}</span> : null}
        </td>
      ) : (
        <>
          <td className={styles.recipient} id={cell('recipient')}>
            <RecipientName recipient={props.recipient} />
          </td>
          <td className={styles.template}>
            <span className={styles.none}>–</span>
          </td>
        </>
      )}
      <td className={styles.actor}>
        <bdi>{me.nameOf(actor)}</bdi>
      </td>
      <td className={styles.call} id={cell('call')} title={inDelivery ? undefined : app}>
        <CallTexts kind={t.calls[endpoint]} shown={endpoint === 'recall_message' ? null : shown} />
        {attempts.length > 1 ? <Badge>{t.attempts(attempts.length)}</Badge> : null}
      </td>
      <td className={styles.result} id={cell('result')}>
        <ExchangeResult exchange={exchange} />
      </td>
      <BubbleResultCell id={cell('bubbles')} push={exchange} />
      <ReplayCell
        push={endpoint === 'push_follow_up' ? exchange : undefined}
        what={what}
        tabIndex={tabIndex}
        onFocus={() => onFocus(id)}
      />
    </tr>
  )
}, sameRow)

/** Status, code and its short meaning. */
function ExchangeResult({ exchange }: { exchange: Exchange }) {
  const t = useTexts(texts)
  const { code, resolution } = exchange
  const status = exchangeStatus(exchange)
  const { icon: Icon, tone } = STATUS_LOOKS[status]
  const rejected = code !== null && code !== 0
  return (
    <>
      <span className={`${styles.status} ${styles[tone]}`}>
        <Icon size={15} aria-hidden="true" />
        {t.statuses[status]}
      </span>
      {code === null ? null : <code>{code}</code>}
      {rejected ? <CodeMeaning exchange={exchange} /> : null}
      {resolution ? <ResolutionBadge verdict={resolution.verdict} /> : null}
      {exchange.recorded ? null : <Badge tone="warn">{t.notRecorded}</Badge>}
      {exchange.attempt_of ? <Badge>{t.repeat}</Badge> : null}
    </>
  )
}
