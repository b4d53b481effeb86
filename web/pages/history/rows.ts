import type { DeliverySummary, HistoryRow } from '#contract/deliveries/delivery'
import type { Exchange } from '#contract/exchange'

/** A row of the table: a delivery, an exchange of an open delivery, or an exchange of its own. */
export type TableRow =
  | { kind: 'delivery'; id: string; delivery: DeliverySummary; exchanges: Exchange[] }
  | { kind: 'exchange'; id: string; delivery: DeliverySummary | null; exchange: Exchange }

/** Returns the rows of the table; those of an open delivery follow it, oldest first. */
export function tableRows(history: readonly HistoryRow[], open: readonly string[]): TableRow[] {
  return history.flatMap(({ delivery, exchanges }) => {
    const own = exchanges.map(
      (exchange): TableRow => ({ kind: 'exchange', id: exchange.id, delivery, exchange }),
    )
    if (!delivery) return own
    const { id } = delivery
    return [{ kind: 'delivery', id, delivery, exchanges }, ...(open.includes(id) ? own : [])]
  })
}

/** Returns the exchanges of a row, oldest first. */
export function exchangesOf(row: TableRow): readonly Exchange[] {
  return row.kind === 'delivery' ? row.exchanges : [row.exchange]
}

/** Returns what a row opens in the editor: its last push, if it has one. */
export function pushOf(exchanges: readonly Exchange[]): Exchange | undefined {
  return exchanges.findLast(({ endpoint }) => endpoint === 'push_follow_up')
}

/** Returns the exchange that decided the state of a delivery; null if none alone did. */
export function decisiveExchange(
  { state }: Pick<DeliverySummary, 'state'>,
  exchanges: readonly Exchange[],
): Exchange | null {
  const last = (endpoint: Exchange['endpoint']) =>
    exchanges.findLast((exchange) => exchange.endpoint === endpoint)
  const push = last('push_follow_up')
  switch (state) {
    case 'running':
    case 'unknown':
      return null
    case 'recalled':
      return last('recall_message') ?? null
    case 'sent':
      // Without a success it was confirmed by a person or by 230008 of a retry.
      return push?.code === 0 ? push : null
    default:
      return push ?? last('create_message') ?? null
  }
}
