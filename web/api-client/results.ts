import {
  type InfiniteData,
  keepPreviousData,
  type QueryClient,
  type QueryKey,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query'
import { useMemo } from 'react'
import type { ResultChange } from '#contract/results/result'
import { apiUrl, useApi, useRead } from './api.ts'
import { createRefresher, type StreamStatus, useEventStream } from './event-stream.ts'
import { LIST, ONE } from './exchanges.ts'

const RESULTS = 'results'
const WATCHING = 'watching'
/** Sums are read at most this often while results arrive. */
const SUMS_PAUSE_MS = 1000

/** Which pushes are counted, as the query of `GET /api/results`. */
export type ResultsSelection = {
  [Name in 'profile' | 'template' | 'list' | 'from' | 'to']?: string
}

/** The results of all pushes of a selection, counted. */
export function useResults(selection: ResultsSelection) {
  return useRead([RESULTS, selection], 'GET /api/results', {
    query: { ...selection },
    response: async () => (await import('#contract/results/summary')).resultsSummarySchema,
    placeholderData: keepPreviousData,
  })
}

/** Returns the URL of the results of a selection as a file, one line for each push. */
export function resultsCsvHref(selection: ResultsSelection): string {
  return apiUrl('GET /api/results.csv', { query: { ...selection } })
}

/**
 * Keeps the results on the page up to date while `active`. A change is put into what the page has
 * already; only the sums are read again.
 * @returns whether changes arrive, or are read regularly instead
 */
export function useLiveResults(active: boolean): StreamStatus {
  const client = useQueryClient()
  const refreshSums = useMemo(
    () => createRefresher(() => client.invalidateQueries({ queryKey: [RESULTS] }), SUMS_PAUSE_MS),
    [client],
  )
  const readAgain = useMemo(
    () => createRefresher(() => refetchHolders(client), SUMS_PAUSE_MS),
    [client],
  )
  const { link } = useEventStream({
    href: active ? apiUrl('GET /api/results/stream', {}) : null,
    event: 'result',
    onEvent: async (data) => {
      const { resultChangeSchema } = await import('#contract/results/result')
      const change = resultChangeSchema.safeParse(JSON.parse(data))
      if (!change.success) return
      if (applyChange(client, change.data)) readAgain()
      refreshSums()
    },
    // What changed before the connection is in no event; a response that comes later has it. Many
    // pages would be read one after the other.
    onOpen: () =>
      void client.invalidateQueries({
        predicate: ({ queryKey, state }) =>
          READ_ON_OPEN.has(String(queryKey[0])) &&
          state.data !== undefined &&
          !hasPages(state.data),
      }),
  })
  return link
}

/** Whether a query has more than one page. */
function hasPages(data: unknown): boolean {
  return ((data as Partial<InfiniteData<unknown>> | null)?.pages?.length ?? 0) > 1
}

/**
 * Puts a changed result into every cached query that contains its push. Returns whether a response is
 * under way that may be older than the change.
 */
function applyChange(client: QueryClient, change: ResultChange): boolean {
  const holders = client.getQueryCache().findAll({ predicate: isHolder })
  for (const { queryKey, state } of holders) {
    client.setQueryData(queryKey, withResult(state.data, change), {
      updatedAt: state.dataUpdatedAt,
    })
  }
  return holders.some(({ state }) => state.fetchStatus === 'fetching')
}

async function refetchHolders(client: QueryClient): Promise<void> {
  // Without data, a query would accept the response that is under way.
  await client.cancelQueries({
    predicate: (query) => isHolder(query) && query.state.data === undefined,
  })
  await client.invalidateQueries({
    predicate: (query) => isHolder(query) && !hasPages(query.state.data),
  })
}

function isHolder({ queryKey }: { queryKey: QueryKey }): boolean {
  return HOLDERS.has(String(queryKey[0]))
}
/** The other ones poll anyway. */
const READ_ON_OPEN: ReadonlySet<string> = new Set([LIST, ONE, RESULTS])
const HOLDERS: ReadonlySet<string> = new Set([LIST, ONE, 'deliveries', 'lists'])

/** Returns a value with the result of a push changed; the same value if it does not contain the push. */
export function withResult(value: unknown, change: ResultChange): unknown {
  if (typeof value !== 'object' || value === null) return value
  const { exchange_id, delivery, result } = change
  const isPush = 'endpoint' in value && 'id' in value && value.id === exchange_id
  const isListRow = delivery !== null && 'delivery_id' in value && value.delivery_id === delivery
  if (isPush || isListRow) return { ...value, result: result ?? undefined }
  if (Array.isArray(value)) {
    const items = value.map((item) => withResult(item, change))
    return items.some((item, at) => item !== value[at]) ? items : value
  }
  const entries = Object.entries(value).map(([name, item]) => [name, withResult(item, change)])
  const isChanged = entries.some(
    ([name, item]) => item !== (value as Record<string, unknown>)[String(name)],
  )
  return isChanged ? Object.fromEntries(entries) : value
}

/** Whether the chats of an app are read after a push, and how to change it. */
export function useWatching(profile: string) {
  const call = useApi()
  const client = useQueryClient()
  const queryKey = [WATCHING, profile]
  const params = { profile }
  const query = useRead(queryKey, 'GET /api/results/watching/:profile', {
    params,
    response: watchingResponse,
  })
  const change = useMutation({
    mutationFn: (polling: boolean) =>
      call('PUT /api/results/watching/:profile', {
        params,
        body: { polling },
        response: watchingResponse,
      }),
    onSuccess: (watching) => client.setQueryData(queryKey, watching),
  })
  return { query, change }
}

async function watchingResponse() {
  return (await import('#contract/results/summary')).watchingSchema
}
