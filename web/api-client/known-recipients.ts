import { useQuery } from '@tanstack/react-query'
import type { Recipient } from '#contract/recipients'
import { useApi } from './api.ts'
import { RECIPIENTS } from './refresh.ts'
import { trustedResponse } from './trusted-response.ts'

const response = trustedResponse<{ recipients: Recipient[] }>('recipients')
const NONE: readonly Recipient[] = []

/** The recent and favorite recipients of a profile, for their names; apart from `useRecipients`, which needs zod. */
export function useKnownRecipients(profile: string): readonly Recipient[] {
  const api = useApi()
  const { data } = useQuery({
    queryKey: [RECIPIENTS, profile, ''],
    queryFn: ({ signal }) =>
      api('GET /api/recipients', { query: { profile, query: '' }, response, signal }),
    select: ({ recipients }) => recipients,
    enabled: profile !== '',
  })
  return data ?? NONE
}
