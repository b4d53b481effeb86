import { keepPreviousData, useMutation, useQueries, useQueryClient } from '@tanstack/react-query'
import {
  type Directory,
  directoryResponseSchema,
  foundRecipientsSchema,
  type KeepRecipient,
  reachableSchema,
  recipientSchema,
  recipientsSchema,
} from '#contract/recipients'
import { useApi, useRead } from './api.ts'
import { RECIPIENTS, refreshQueries } from './refresh.ts'

/** The recent and favorite recipients of a profile: favorites first, then the latest. */
export function useRecipients(profile: string, query: string) {
  return useRead([RECIPIENTS, profile, query], 'GET /api/recipients', {
    query: { profile, query },
    response: recipientsSchema,
    select: ({ recipients }) => recipients,
    placeholderData: keepPreviousData,
    staleTime: 0,
  })
}

/** Returns a function from a profile and the ID of a user or chat to its name; null if it has none. */
export function useRecipientNames(
  profiles: readonly string[],
): (profile: string, ids: readonly (string | null)[]) => string | null {
  const api = useApi()
  const lists = useQueries({
    queries: profiles.map((profile) => ({
      queryKey: [RECIPIENTS, profile, ''],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        api('GET /api/recipients', {
          query: { profile, query: '' },
          response: recipientsSchema,
          signal,
        }),
    })),
  })
  return (profile, ids) => {
    const known = lists[profiles.indexOf(profile)]?.data?.recipients ?? []
    const named = known.find(
      ({ name, receive_id, chat_id }) =>
        name !== null && (ids.includes(receive_id) || (chat_id !== null && ids.includes(chat_id))),
    )
    return named?.name ?? null
  }
}

/** Finds the user of an email, a mobile number or an id. It may call the platform, so it runs on demand only. */
export function useFindRecipient(profile: string) {
  const api = useApi()
  return useMutation({
    mutationFn: (query: string) =>
      api('POST /api/recipients/find', {
        query: { profile },
        body: { query },
        response: foundRecipientsSchema,
      }),
  })
}

/** Whether the app is available to a user, as far as the platform tells; disabled for null. */
export function useReachable(profile: string, open_id: string | null) {
  return useRead(['reachable', profile, open_id], 'GET /api/recipients/reachable', {
    query: { profile, open_id: open_id ?? '' },
    response: reachableSchema,
    enabled: open_id !== null,
    staleTime: 60_000,
    retry: false,
  })
}

/** Saves a display name or a favorite. */
export function useKeepRecipient(profile: string) {
  const api = useApi()
  const client = useQueryClient()
  return useMutation({
    mutationFn: (keep: KeepRecipient) =>
      api('PUT /api/recipients', { query: { profile }, body: keep, response: recipientSchema }),
    onSuccess: () => refreshQueries(client, [RECIPIENTS]),
  })
}

/** Saves the names of many recipients; a dry run only tells what would change. */
export function useImportDirectory(profile: string) {
  const api = useApi()
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: Directory) =>
      api('POST /api/recipients/directory', {
        query: { profile },
        body,
        response: directoryResponseSchema,
      }),
    onSuccess: ({ dry_run }) => {
      if (!dry_run) void refreshQueries(client, [RECIPIENTS])
    },
  })
}
