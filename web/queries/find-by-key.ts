import type { Exchange } from '#contract/exchange'
import { exchangesSchema } from '#contract/exchanges'
import type { Locale } from '#contract/locale'
import { request } from './request.ts'

/**
 * What became of the send with this key.
 * @returns `null` where the ledger has no such send
 * @throws RefusedError, NoAnswerError
 */
export async function findByKey(
  idempotency_key: string,
  options: { locale: Locale },
): Promise<Exchange | null> {
  const query = new URLSearchParams({ idempotency_key })
  const { exchanges } = await request(`/api/exchanges?${query}`, exchangesSchema, options)
  return exchanges[0] ?? null
}
