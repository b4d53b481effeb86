import { memo } from 'react'
import type { Exchange } from '#contract/exchange'
import { sentTexts } from '#contract/texts/sent-texts'
import { exchangeStatus, STATUS_LOOKS } from '../../features/exchange-view/exchange-status.ts'
import { ResolutionBadge } from '../../features/exchange-view/resolution-badge.tsx'
import { formatDuration } from '../../i18n/format.ts'
import { useLocale } from '../../i18n/locale-context.tsx'
import { useTexts } from '../../i18n/texts.ts'
import { Badge } from '../../ui/callout/callout.tsx'
import styles from './history-list.module.css'
import { RecordRow, sameRow } from './record-row.tsx'
import { texts } from './texts.ts'
import type { Recipient } from './use-recipient-name.tsx'

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

/** One exchange in a row. It leads to its details. */
export const ExchangeRow = memo(function ExchangeRow(props: Props) {
  const { exchange, inDelivery, active, chosen, app, onFocus, onOpen, onChoose } = props
  const { id, message_id, endpoint, attempts, resolution } = exchange
  const t = useTexts(texts)
  const shown = sentTexts(exchange.body)
  const status = exchangeStatus(exchange)
  return (
    <RecordRow
      id={id}
      className={inDelivery ? styles.inner : undefined}
      active={active}
      first={
        <td className={styles.choose}>
          <label>
            <input
              type="checkbox"
              tabIndex={active ? 0 : -1}
              checked={chosen}
              onChange={() => onChoose(id)}
              onFocus={() => onFocus(id)}
            />
            <span className="visually-hidden">{t.compare(shown[0] ?? message_id ?? id)}</span>
          </label>
        </td>
      }
      time={exchange.started_at}
      opener={{ href: `/history/${id}` }}
      recipient={props.recipient}
      figures={inDelivery ? <Figures exchange={exchange} /> : null}
      template={null}
      actor={exchange.actor}
      call={t.calls[endpoint]}
      shown={endpoint === 'recall_message' ? null : shown}
      callTitle={inDelivery ? undefined : app}
      callBadge={attempts.length > 1 ? <Badge>{t.attempts(attempts.length)}</Badge> : null}
      look={STATUS_LOOKS[status]}
      status={t.statuses[status]}
      decisive={exchange}
      resultBadges={
        <>
          {resolution ? <ResolutionBadge verdict={resolution.verdict} /> : null}
          {exchange.recorded ? null : <Badge tone="warn">{t.notRecorded}</Badge>}
          {exchange.attempt_of ? <Badge>{t.repeat}</Badge> : null}
        </>
      }
      push={endpoint === 'push_follow_up' ? exchange : undefined}
      onFocus={onFocus}
      onOpen={() => onOpen(id)}
    />
  )
}, sameRow)

function Figures({ exchange }: { exchange: Exchange }) {
  const { tag } = useLocale()
  const { response, duration_ms, log_id } = exchange
  return (
    <>
      {response ? <span>HTTP {response.http_status}</span> : null}
      <span>{formatDuration(duration_ms, tag)}</span>
      {log_id ? <span className={styles.logId}>log_id {log_id}</span> : null}
    </>
  )
}
