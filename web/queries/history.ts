import {
  type InfiniteData,
  keepPreviousData,
  useInfiniteQuery,
  useQuery,
} from '@tanstack/react-query'
import type { Exchanges } from '#contract/exchanges'
import { useLocale } from '../i18n/locale-context.tsx'
import { answerWith } from './answer.ts'
import { LIST, ONE } from './exchanges.ts'
import { request } from './request.ts'

const exchangesAnswer = answerWith<Exchanges>('exchanges')
const repeatsAnswer = answerWith<Pick<Exchanges, 'exchanges'>>('exchanges')

/** The history, newest first, page by page; `filter` holds the parameters of `GET /api/exchanges`. */
export function useExchanges(filter: URLSearchParams) {
  const { locale } = useLocale()
  const parameters = filter.toString()
  return useInfiniteQuery({
    queryKey: [LIST, parameters],
    queryFn: ({ pageParam, signal }) => {
      const query = new URLSearchParams(parameters)
      if (pageParam !== null) query.set('cursor', pageParam)
      return request(`/api/exchanges?${query}`, exchangesAnswer, { locale, signal })
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ next_cursor }) => next_cursor,
    placeholderData: keepPreviousData,
    // All pages would be read anew, one after the other.
    refetchOnWindowFocus: ({ state: { data } }) =>
      (data as InfiniteData<Exchanges> | undefined)?.pages.length === 1,
  })
}

/** The deliberate repeats of an exchange, oldest first. */
export function useRepeats(id: string) {
  const { locale } = useLocale()
  return useQuery({
    queryKey: [ONE, id, 'repeats'],
    queryFn: ({ signal }) =>
      request(`/api/exchanges/${encodeURIComponent(id)}/repeats`, repeatsAnswer, {
        locale,
        signal,
      }),
    select: (answer) => answer.exchanges,
  })
}

/** When a message was sent, as far as this console sent it itself; `null` where it does not know. */
export function useMessageBirth(message_id: string | null) {
  const { locale } = useLocale()
  return useQuery({
    queryKey: [LIST, 'birth', message_id],
    queryFn: async ({ signal }) => {
      const query = new URLSearchParams({ query: message_id ?? '', outcome: 'answered', code: '0' })
      const answer = await request(`/api/exchanges?${query}`, exchangesAnswer, { locale, signal })
      const birth = answer.exchanges.find(
        (one) => one.endpoint === 'create_message' && one.message_id === message_id,
      )
      return birth?.started_at ?? null
    },
    enabled: message_id !== null,
  })
}

/** The address of the filtered history as a file. */
export function exportHref(filter: URLSearchParams, format: 'json' | 'csv'): string {
  const query = new URLSearchParams(filter)
  query.set('format', format)
  return `/api/exchanges/export?${query}`
}

/** The address of one exchange as a file for Feishu's support. */
export function receiptHref(id: string): string {
  return `/api/exchanges/${encodeURIComponent(id)}/receipt`
}
