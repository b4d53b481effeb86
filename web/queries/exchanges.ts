import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import type { Exchange } from '#contract/exchange'
import { useLocale } from '../i18n/locale-context.tsx'
import { exchangeAnswer } from './answer.ts'
import { readAnew } from './read-anew.ts'
import { request } from './request.ts'

/** The keys of what is read of the history: pages of it, and single rows. */
export const LIST = 'exchanges'
export const ONE = 'exchange'

/** How often a row that still changes is looked at again. */
const RUNNING_MS = 1000
const UNRECORDED_MS = 5000

/** One exchange, looked at again as long as it runs or is not recorded yet. */
export function useExchange(id: string | null, known?: Exchange) {
  const { locale } = useLocale()
  return useQuery({
    queryKey: [ONE, id],
    queryFn: ({ signal }) =>
      request(`/api/exchanges/${encodeURIComponent(id ?? '')}`, exchangeAnswer, {
        locale,
        signal,
      }),
    enabled: id !== null,
    ...(known && { initialData: known }),
    refetchInterval: ({ state: { data } }) =>
      data?.state === 'intent' || data?.state === 'sending'
        ? RUNNING_MS
        : data?.recorded === false && UNRECORDED_MS,
  })
}

/** Reads the history anew, after anything that adds to it or settles a part of it. */
export function useRefreshExchanges(): () => void {
  const client = useQueryClient()
  return useCallback(() => {
    void readAnew(client, [LIST], [ONE])
  }, [client])
}
