import {
  type InfiniteData,
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
} from '@tanstack/react-query'
import type { History } from '#contract/deliveries/delivery'
import type { Exchange } from '#contract/exchange'
import type { Resolved, RetentionPolicy } from '#contract/exchanges'
import type { ResolutionVerdict } from '#contract/ledger'
import type { Locale } from '#contract/locale'
import { useLocale } from '../i18n/locale-context.tsx'
import { api, apiUrl, useApi, useRead } from './api.ts'
import { LIST, ONE, useRefreshExchanges } from './exchanges.ts'

// Loaded with the first response, so that the history is requested without waiting for them.
const exchangesResponse = async () => (await import('#contract/exchanges')).exchangesSchema
const repeatsResponse = async () => (await import('#contract/exchanges')).repeatsSchema

/** The history, newest first, page by page; `filter` holds the parameters of `GET /api/history`. */
export function useHistory(filter: URLSearchParams) {
  const api = useApi()
  return useInfiniteQuery({
    queryKey: [LIST, 'rows', filter.toString()],
    queryFn: ({ pageParam, signal }) =>
      api('GET /api/history', {
        query: { ...Object.fromEntries(filter), ...(pageParam !== null && { cursor: pageParam }) },
        response: async () => (await import('#contract/deliveries/delivery')).historySchema,
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next_cursor }) => next_cursor,
    placeholderData: keepPreviousData,
    // Otherwise every page would be refetched, one after the other.
    refetchOnWindowFocus: ({ state: { data } }) =>
      (data as InfiniteData<History> | undefined)?.pages.length === 1,
  })
}

/** The delivery of an exchange; disabled for null. */
export function useDeliveryById(id: string | null) {
  return useRead([ONE, 'delivery', id], 'GET /api/deliveries/:id', {
    params: { id: id ?? '' },
    response: async () => (await import('#contract/deliveries/delivery')).deliveryResponseSchema,
    select: ({ delivery }) => delivery,
    enabled: id !== null,
  })
}

/** The deliberate repeats of an exchange, oldest first. */
export function useRepeats(id: string) {
  return useRead([ONE, id, 'repeats'], 'GET /api/exchanges/:id/repeats', {
    params: { id },
    response: repeatsResponse,
    select: ({ exchanges }) => exchanges,
  })
}

/** When a message was sent (ISO 8601), or null if this console did not send it. */
export function useMessageBirth(message_id: string | null) {
  const api = useApi()
  return useQuery({
    queryKey: [LIST, 'birth', message_id],
    queryFn: async ({ signal }) => {
      const { exchanges } = await api('GET /api/exchanges', {
        query: { query: message_id ?? '', outcome: 'answered', code: '0' },
        response: exchangesResponse,
        signal,
      })
      const created = exchanges.find(
        (one) => one.endpoint === 'create_message' && one.message_id === message_id,
      )
      return created?.started_at ?? null
    },
    enabled: message_id !== null,
  })
}

/**
 * Returns the exchange with this idempotency key, or null if the ledger has none.
 * @throws RefusedError, NoResponseError
 */
export async function findByKey(
  idempotency_key: string,
  { locale }: { locale: Locale },
): Promise<Exchange | null> {
  const { exchanges } = await api(
    'GET /api/exchanges',
    { query: { idempotency_key }, response: exchangesResponse },
    locale,
  )
  return exchanges[0] ?? null
}

/** What resolves an unknown outcome: what a person saw, or one deliberate repeat. */
type ResolveRequest = { verdict: ResolutionVerdict; note: string } | { repeat: true }

/** Resolves an exchange of unknown outcome. */
export function useResolve(id: string) {
  const { locale } = useLocale()
  return useMutation({
    mutationFn: (resolution: ResolveRequest) =>
      resolveExchange(id, resolution, { locale, key: crypto.randomUUID() }),
    onSettled: useRefreshExchanges(),
  })
}

/** @throws RefusedError, NoResponseError (the outcome of a repeat is unknown) */
export function resolveExchange(
  id: string,
  resolution: ResolveRequest,
  { locale, key }: { locale: Locale; key: string },
): Promise<Resolved> {
  return api(
    'POST /api/exchanges/:id/resolve',
    {
      params: { id },
      body: resolution,
      response: async () => (await import('#contract/exchanges')).resolvedSchema,
      ...('repeat' in resolution && { idempotencyKey: key }),
    },
    locale,
  )
}

/** The limits of the automatic cleanup, and what it holds back. */
export function useAutomaticRetention() {
  return useRead(['retention'], 'GET /api/retention', {
    response: async () => (await import('#contract/exchanges')).automaticRetentionSchema,
  })
}

/** Deletes exchanges beyond the limits; a dry run only returns what would be deleted. */
export function useRetention() {
  const api = useApi()
  const refresh = useRefreshExchanges()
  return useMutation({
    mutationFn: (body: RetentionPolicy & { dry_run: boolean }) =>
      api('POST /api/retention', {
        body,
        response: async () => (await import('#contract/exchanges')).retentionResponseSchema,
      }),
    onSuccess: ({ dry_run }) => {
      if (!dry_run) refresh()
    },
  })
}

/** Returns the URL of the filtered history as a file. */
export function exportHref(filter: URLSearchParams, format: 'json' | 'csv'): string {
  return apiUrl('GET /api/exchanges/export', { query: { ...Object.fromEntries(filter), format } })
}

/** Returns the URL of one exchange as a file for Feishu's support. */
export function receiptHref(id: string): string {
  return apiUrl('GET /api/exchanges/:id/receipt', { params: { id } })
}
