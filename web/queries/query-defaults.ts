import type { QueryClientConfig } from '@tanstack/react-query'

export const QUERY_DEFAULTS: QueryClientConfig = {
  defaultOptions: { queries: { retry: 1, staleTime: 10_000 } },
}
