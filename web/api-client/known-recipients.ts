import type { Recipient } from '#contract/recipients'
import { trustedResponse, useRead } from './api.ts'
import { RECIPIENTS } from './refresh.ts'

const response = trustedResponse<{ recipients: Recipient[] }>('recipients')
const NONE: readonly Recipient[] = []

/** The recent and favorite recipients of a profile, for their names; apart from `useRecipients`, which needs zod. */
export function useKnownRecipients(profile: string): readonly Recipient[] {
  const { data } = useRead([RECIPIENTS, profile, ''], 'GET /api/recipients', {
    query: { profile, query: '' },
    response,
    select: ({ recipients }) => recipients,
    enabled: profile !== '',
  })
  return data ?? NONE
}
