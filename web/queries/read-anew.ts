import type { QueryClient, QueryKey } from '@tanstack/react-query'

/**
 * Reads anew what a change has made old. An answer that is still on its way may have been given
 * before the change: it is asked for once more.
 */
export async function readAnew(client: QueryClient, ...keys: QueryKey[]): Promise<void> {
  await Promise.all(
    keys.map(async (queryKey) => {
      // Where nothing was read before, an invalidation alone would be content with that answer.
      await client.cancelQueries({ queryKey })
      await client.invalidateQueries({ queryKey })
    }),
  )
}
