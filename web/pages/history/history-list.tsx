import { Fragment, type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { useLocation } from 'wouter'
import type { DeliverySummary } from '#contract/deliveries/delivery'
import { useProfileName } from '../../api-client/profiles.ts'
import { useTexts } from '../../i18n/texts.ts'
import { DeliveryPanel } from './delivery-panel.tsx'
import { DeliveryRow } from './delivery-row.tsx'
import { ExchangeRow } from './exchange-row.tsx'
import styles from './history-list.module.css'
import { foldAfterKey, REPLAY_KEY, rowAfterKey } from './list-keys.ts'
import { replayHref } from './record-row.tsx'
import { exchangesOf, pushOf, type TableRow } from './rows.ts'
import { texts } from './texts.ts'
import type { RecipientOf } from './use-recipient-name.tsx'

type Props = {
  rows: readonly TableRow[]
  /** The ids of the open deliveries. */
  unfolded: readonly string[]
  /** Whether these are still the rows of the previous filter. */
  stale: boolean
  /** The id of the row to focus first: the exchange opened last. */
  focused: string | null
  chosen: readonly string[]
  recipientOf: RecipientOf
  templateName: (id: string) => string | null
  onOpen: (id: string) => void
  onChoose: (id: string) => void
  onFold: (id: string, open: boolean) => void
  /** Called when ↓ is pressed on the last row. */
  onEnd: () => void
}

/** The table of deliveries and requests: one row is in the Tab order, arrow keys move to the others. */
export function HistoryList(props: Props) {
  const { rows, unfolded, stale, focused, chosen, onOpen, onChoose, onFold, onEnd } = props
  const t = useTexts(texts)
  const table = useRef<HTMLTableElement>(null)
  const [, navigate] = useLocation()
  const [current, setCurrent] = useState(focused)
  const active = rows.some(({ id }) => id === current) ? current : rows[0]?.id
  const profileName = useProfileName()

  const cameFrom = useRef(focused)
  useEffect(() => {
    if (cameFrom.current !== null) focusRow(table.current, cameFrom.current)
    cameFrom.current = null
  }, [])

  const moveTo = (row: TableRow | undefined) => {
    if (!row) return
    setCurrent(row.id)
    focusRow(table.current, row.id)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return
    const at = rows.findIndex(({ id }) => id === active)
    const row = rows[at]
    if (!row) return
    if (event.key.toUpperCase() === REPLAY_KEY) {
      const push = pushOf(exchangesOf(row))
      if (push) navigate(replayHref(push))
      return
    }
    const open = foldAfterKey(event.key)
    const { delivery } = row
    if (open !== null && delivery) {
      event.preventDefault()
      onFold(delivery.id, open)
      // The rows of a closed delivery disappear.
      if (!open) moveTo(rows.find(({ id }) => id === delivery.id))
      return
    }
    const to = rowAfterKey(event.key, at, rows.length)
    if (to === null) return
    event.preventDefault()
    if (to === at && event.key === 'ArrowDown') onEnd()
    moveTo(rows[to])
  }
  const templateOf = ({ template }: DeliverySummary) => template && props.templateName(template.id)
  const columns = ['time', 'recipient', 'template', 'actor', 'call', 'result', 'bubbles'] as const
  return (
    <table
      ref={table}
      className={`${styles.table} ${stale ? styles.stale : ''}`}
      aria-label={t.list}
      onKeyDown={onKeyDown}
    >
      <thead className={styles.head}>
        <tr className={styles.columns}>
          <th scope="col">
            <span className="visually-hidden">{t.columns.compare}</span>
          </th>
          {columns.map((column) => (
            <th key={column} scope="col" className={styles[column]}>
              {t.columns[column]}
            </th>
          ))}
          <th scope="col">
            <span className="visually-hidden">{t.replay}</span>
          </th>
        </tr>
      </thead>
      <tbody className={styles.body}>
        {rows.map((row) => {
          const { id, delivery } = row
          const recipient = props.recipientOf(delivery, exchangesOf(row))
          const shared = { recipient, active: id === active, onFocus: setCurrent }
          return row.kind === 'delivery' ? (
            <Fragment key={id}>
              <DeliveryRow
                {...shared}
                delivery={row.delivery}
                exchanges={row.exchanges}
                open={unfolded.includes(id)}
                template={templateOf(row.delivery)}
                onFold={onFold}
              />
              {unfolded.includes(id) ? (
                <tr className={styles.panel}>
                  <td>
                    <DeliveryPanel
                      id={id}
                      recipient={recipient}
                      template={templateOf(row.delivery)}
                    />
                  </td>
                </tr>
              ) : null}
            </Fragment>
          ) : (
            <ExchangeRow
              key={id}
              {...shared}
              exchange={row.exchange}
              inDelivery={delivery !== null}
              chosen={chosen.includes(id)}
              app={profileName(row.exchange.profile)}
              onOpen={onOpen}
              onChoose={onChoose}
            />
          )
        })}
      </tbody>
    </table>
  )
}

function focusRow(table: HTMLElement | null, id: string): void {
  table?.querySelector<HTMLElement>(`[data-row="${CSS.escape(id)}"]`)?.focus()
}
