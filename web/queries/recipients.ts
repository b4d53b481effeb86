import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import {
  foundRecipientsSchema,
  type KeepRecipient,
  recipientSchema,
  recipientsSchema,
} from '#contract/recipient'
import { useLocale } from '../i18n/locale-context.tsx'
import { RECIPIENTS } from './keys.ts'
import { readAnew } from './read-anew.ts'
import { request } from './request.ts'

/** Whom this console has written to as a profile, or keeps: favourites first, then the latest. */
export function useRecipients(profile: string, query: string) {
  const { locale } = useLocale()
  return useQuery({
    queryKey: [RECIPIENTS, profile, query],
    queryFn: ({ signal }) =>
      request(`/api/recipients?${new URLSearchParams({ profile, query })}`, recipientsSchema, {
        locale,
        signal,
      }),
    select: (answer) => answer.recipients,
    placeholderData: keepPreviousData,
    staleTime: 0,
  })
}

/** Asks who an email, a mobile number or an id belongs to. Only on purpose: it may ask the platform. */
export function useFindRecipient(profile: string) {
  const { locale } = useLocale()
  return useMutation({
    mutationFn: (query: string) =>
      request(`/api/recipients/find?${new URLSearchParams({ profile })}`, foundRecipientsSchema, {
        method: 'POST',
        body: JSON.stringify({ query }),
        locale,
      }),
  })
}

/** Keeps a name or a star. */
export function useKeepRecipient(profile: string) {
  const { locale } = useLocale()
  const client = useQueryClient()
  return useMutation({
    mutationFn: (keep: KeepRecipient) =>
      request(`/api/recipients?${new URLSearchParams({ profile })}`, recipientSchema, {
        method: 'PUT',
        body: JSON.stringify(keep),
        locale,
      }),
    onSuccess: () => readAnew(client, [RECIPIENTS]),
  })
}
