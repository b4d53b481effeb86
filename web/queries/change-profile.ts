import { useMutation, useQueryClient } from '@tanstack/react-query'
import * as z from 'zod/mini'
import { profileSchema } from '#contract/profile'
import {
  type NewProfile,
  type PasteToken,
  type ProfileChange,
  ticketResendSchema,
} from '#contract/profile-change'
import { useLocale } from '../i18n/locale-context.tsx'
import { readAnew } from './read-anew.ts'
import { request } from './request.ts'

const path = (id: string) => `/api/profiles/${encodeURIComponent(id)}`

/** Sends something about a profile, and looks at all of them anew, whatever came of it. */
function useAsk<Asked, Answer>(ask: (asked: Asked) => Promise<Answer>) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ask,
    onSettled: () => readAnew(queries, ['profiles']),
    // What was asked for may hold a secret.
    gcTime: 0,
  })
}

/** Adds a profile, or changes the one of that id. */
export function useSaveProfile(id: string | null) {
  const { locale } = useLocale()
  return useAsk((profile: NewProfile | ProfileChange) =>
    request(id === null ? '/api/profiles' : path(id), profileSchema, {
      method: id === null ? 'POST' : 'PATCH',
      body: JSON.stringify(profile),
      locale,
    }),
  )
}

export function useRemoveProfile(id: string) {
  const { locale } = useLocale()
  return useAsk(() => request(path(id), z.null(), { method: 'DELETE', locale }))
}

/** Gives the server a token for this browser session. */
export function usePasteToken(id: string) {
  const { locale } = useLocale()
  return useAsk((token: PasteToken) =>
    request(`${path(id)}/pasted_token`, profileSchema, {
      method: 'PUT',
      body: JSON.stringify(token),
      locale,
    }),
  )
}

export function useDropToken(id: string) {
  const { locale } = useLocale()
  return useAsk(() => request(`${path(id)}/pasted_token`, z.null(), { method: 'DELETE', locale }))
}

/** Asks the platform to send a store app its ticket again. */
export function useResendTicket(id: string) {
  const { locale } = useLocale()
  return useMutation({
    mutationFn: () =>
      request(`${path(id)}/app_ticket_resend`, ticketResendSchema, { method: 'POST', locale }),
  })
}
