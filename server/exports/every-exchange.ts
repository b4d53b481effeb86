import type { Exchange } from '#contract/exchange'
import { type ExchangeFilter, PAGE } from '#contract/exchanges'
import type { Ledger } from '../ledger/ledger.ts'

/** Every exchange that the filter lets through, newest first, read page by page as it is asked for. */
export async function* everyExchange(
  ledger: Pick<Ledger, 'list'>,
  filter: ExchangeFilter,
): AsyncGenerator<Exchange> {
  let cursor: string | undefined
  do {
    const page = await ledger.list(filter, { limit: PAGE.max, cursor })
    yield* page.exchanges
    cursor = page.next_cursor ?? undefined
  } while (cursor !== undefined)
}
