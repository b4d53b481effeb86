import { type QueryClient, type QueryKey, useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'

/** The query keys of what a send changes. They are apart from the queries, which are loaded when they are used. */
export const BUDGET = 'budget'
export const CHAT_MESSAGES = 'chat-messages'
export const PREFLIGHT = 'preflight'
export const RECIPIENTS = 'recipients'

/**
 * Refetches the queries of these keys after a change. A response that is still under way may be older
 * than the change, so its request is repeated.
 */
export async function refreshQueries(client: QueryClient, ...keys: QueryKey[]): Promise<void> {
  await Promise.all(
    keys.map(async (queryKey) => {
      // For a query without data, invalidation alone would accept the response that is under way.
      await client.cancelQueries({ queryKey })
      await client.invalidateQueries({ queryKey })
    }),
  )
}

/** Returns a function that refetches what a send changes: pre-check, chat, recipients and rate limit. */
export function useRefreshTarget(): () => void {
  const client = useQueryClient()
  return useCallback(() => {
    void refreshQueries(client, [PREFLIGHT], [CHAT_MESSAGES], [RECIPIENTS], [BUDGET])
  }, [client])
}
