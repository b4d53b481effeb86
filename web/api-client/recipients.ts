import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import {
  foundRecipientsSchema,
  type KeepRecipient,
  recipientSchema,
  recipientsSchema,
} from '#contract/recipients'
import { useApi } from './api.ts'
import { RECIPIENTS, refreshQueries } from './refresh.ts'

/** The recent and favorite recipients of a profile: favorites first, then the latest. */
export function useRecipients(profile: string, query: string) {
  const api = useApi()
  return useQuery({
    queryKey: [RECIPIENTS, profile, query],
    queryFn: ({ signal }) =>
      api('GET /api/recipients', {
        query: { profile, query },
        response: recipientsSchema,
        signal,
      }),
    select: ({ recipients }) => recipients,
    placeholderData: keepPreviousData,
    staleTime: 0,
  })
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
