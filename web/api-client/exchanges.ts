import { useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import type { Exchange } from '#contract/exchange'
import { useRead } from './api.ts'
import { refreshQueries } from './refresh.ts'

/** The query keys of the history: lists of exchanges, and single ones. */
export const LIST = 'exchanges'
export const ONE = 'exchange'

const POLL_WHILE_RUNNING_MS = 1000
const POLL_WHILE_UNRECORDED_MS = 5000

/** The schema of an exchange, loaded with the first response. */
export async function exchangeResponse() {
  return (await import('#contract/exchange')).exchangeSchema
}

/** One exchange, polled while it runs or is not recorded yet. */
export function useExchange(id: string | null, known?: Exchange) {
  return useRead([ONE, id], 'GET /api/exchanges/:id', {
    params: { id: id ?? '' },
    response: exchangeResponse,
    enabled: id !== null,
    ...(known && { initialData: known }),
    refetchInterval: ({ state: { data } }) =>
      data?.state === 'intent' || data?.state === 'sending'
        ? POLL_WHILE_RUNNING_MS
        : data?.recorded === false && POLL_WHILE_UNRECORDED_MS,
  })
}

/** Returns a function that refetches the history, after anything that adds to it or resolves a part of it. */
export function useRefreshExchanges(): () => void {
  const client = useQueryClient()
  return useCallback(() => {
    void refreshQueries(client, [LIST], [ONE])
  }, [client])
}
