import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query'
import { useMemo } from 'react'
import {
  type DeliveryList,
  type ListIssueKind,
  type ListRow,
  type ListRowChange,
  type ListRowState,
  type ListSchedule,
  listResponseSchema,
  listsSchema,
  type NewList,
} from '#contract/deliveries/list'
import { LIST_LIMITS } from '#contract/deliveries/list-limits'
import type { Locale } from '#contract/locale'
import { useLocale } from '../i18n/locale-context.tsx'
import { api, useApi, useRead } from './api.ts'
import { refreshQueries } from './refresh.ts'

const LISTS = 'lists'
const ALL = 'all'
const ONE = 'one'

const SLOW_POLL_MS = 10_000
const RUNNING_POLL_MS = 1200
const CHECKING_POLL_MS = 700
const SOON_MS = 100

/** The newest lists. */
export function useLists() {
  return useRead([LISTS, ALL], 'GET /api/lists', {
    response: listsSchema,
    select: ({ lists }) => lists,
    staleTime: 0,
    refetchInterval: SLOW_POLL_MS,
  })
}

/** Which rows of a list are shown: groups of states, one group after the other. */
export type RowSelection = {
  groups: readonly (readonly ListRowState[])[]
  issue: ListIssueKind | null
}

/** One list with its rows, page by page, polled while something happens. */
export function useList(id: string, { groups, issue }: RowSelection) {
  const call = useApi()
  const query = useInfiniteQuery({
    queryKey: [LISTS, ONE, id, groups, issue],
    initialPageParam: { group: 0, after: 0 },
    queryFn: ({ pageParam: { group, after }, signal }) =>
      call('GET /api/lists/:id', {
        params: { id },
        query: {
          state: (groups[group] ?? []).join(','),
          ...(issue !== null && { issue }),
          after: String(after),
        },
        response: listResponseSchema,
        signal,
      }),
    getNextPageParam: ({ list }, _pages, { group }) => {
      if (list.next_after !== null) return { group, after: list.next_after }
      const rest = groups.findIndex(
        (states, at) => at > group && states.some((state) => list.counts[state] > 0),
      )
      return rest < 0 ? null : { group: rest, after: 0 }
    },
    placeholderData: keepPreviousData,
    staleTime: 0,
    refetchInterval: ({ state: { data } }) => {
      // The pages are read one after the other, so an earlier one may be older than the end of the check.
      const lists = data?.pages.map(({ list }) => list) ?? []
      if (lists.length === 0) return false
      if (lists.some(({ checking }) => checking)) return CHECKING_POLL_MS
      // Requests under way end after a pause or a stop too.
      const isBusy = ({ state, counts }: (typeof lists)[number]) =>
        state === 'running' || counts.running > 0
      const busy = lists.filter(isBusy).length
      if (busy === 0) return SLOW_POLL_MS
      // It ended while the pages were read.
      if (busy < lists.length) return SOON_MS
      return RUNNING_POLL_MS * Math.max(1, (data?.pages.length ?? 1) / 3)
    },
  })
  const pages = query.data?.pages
  const rows = useMemo(() => {
    // A row that changed its state between two requests is on two pages; the later one is newer.
    const byNumber = new Map<number, ListRow>()
    for (const { list } of pages ?? []) for (const row of list.rows) byNumber.set(row.n, row)
    return [...byNumber.values()]
  }, [pages])
  return { ...query, list: pages?.at(-1)?.list, rows }
}

/** The rows of a list by state. */
export function useListCounts(id: string, enabled: boolean) {
  return useRead([LISTS, ONE, id, 'counts'], 'GET /api/lists/:id', {
    params: { id },
    query: { limit: '1' },
    response: listResponseSchema,
    select: ({ list }) => list.counts,
    enabled,
  })
}

export type ListStep =
  | { step: 'start'; schedule?: ListSchedule }
  | { step: 'pause' | 'stop' | 'resume' | 'check' }

/** Makes a list of rows; nothing is sent before it is started. */
export function useCreateList() {
  const call = useApi()
  const client = useQueryClient()
  return useMutation({
    mutationFn: (create: { body: NewList; idempotencyKey: string }) =>
      call('POST /api/lists', { ...create, response: listResponseSchema }),
    onSuccess: () => refreshQueries(client, [LISTS, ALL]),
  })
}

/** The calls on one list; each refetches it. */
export function useListCalls(id: string) {
  const call = useApi()
  const client = useQueryClient()
  const onSettled = () => refreshQueries(client, [LISTS])
  const response = listResponseSchema
  return {
    step: useMutation({
      mutationFn: (step: ListStep) => {
        const params = { id }
        if (step.step === 'start') {
          const { schedule } = step
          const body = schedule ? { schedule } : {}
          return call('POST /api/lists/:id/start', { params, body, response })
        }
        return call(`POST /api/lists/:id/${step.step}`, { params, body: {}, response })
      },
      onSettled,
    }),
    /** Makes a new list of the rows that failed; the same key makes no second one. */
    again: useMutation({
      mutationFn: (idempotencyKey: string) =>
        call('POST /api/lists/:id/again', { params: { id }, body: {}, idempotencyKey, response }),
      onSettled,
    }),
    /** Changes rows one after the other, and returns each as it is then. */
    changeRows: useMutation({
      mutationFn: async (changes: readonly { n: number; change: ListRowChange }[]) => {
        const changed: ListRow[] = []
        for (const { n, change } of changes) {
          const { list } = await call('PATCH /api/lists/:id/rows/:n', {
            params: { id, n: String(n) },
            body: change,
            response,
          })
          changed.push(...list.rows)
        }
        return changed
      },
      onSettled,
    }),
  }
}

/** Reads every row of a list, or those of some states or with an issue. */
export async function readAllRows(
  id: string,
  locale: Locale,
  selection: { state?: ListRowState; issue?: ListIssueKind } = {},
): Promise<{ list: DeliveryList; rows: ListRow[] }> {
  const rows: ListRow[] = []
  let after = 0
  for (;;) {
    const query = {
      ...selection,
      after: String(after),
      limit: String(LIST_LIMITS.page.max),
    }
    const { list } = await api(
      'GET /api/lists/:id',
      { params: { id }, query, response: listResponseSchema },
      locale,
    )
    rows.push(...list.rows)
    if (list.next_after === null) return { list, rows }
    after = list.next_after
  }
}

/** Returns {@link readAllRows} in the language of the page. */
export function useReadAllRows() {
  const { locale } = useLocale()
  return (id: string, selection?: { state?: ListRowState; issue?: ListIssueKind }) =>
    readAllRows(id, locale, selection)
}
