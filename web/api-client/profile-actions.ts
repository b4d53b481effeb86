import { useMutation, useQueryClient } from '@tanstack/react-query'
import * as z from 'zod/mini'
import { doctorSchema } from '#contract/checks'
import { profileSchema } from '#contract/profile'
import {
  type NewProfile,
  type PasteToken,
  type ProfileChange,
  ticketResendSchema,
} from '#contract/profile-change'
import { useLocale } from '../i18n/locale-context.tsx'
import { useApi, useRead } from './api.ts'
import { refreshQueries } from './refresh.ts'

function useProfileMutation<Variables, Result>(
  mutationFn: (variables: Variables) => Promise<Result>,
) {
  const client = useQueryClient()
  return useMutation({
    mutationFn,
    onSettled: () => refreshQueries(client, ['profiles']),
    // The variables may hold a secret.
    gcTime: 0,
  })
}

/** Adds a profile (`id` is null) or changes one. */
export function useSaveProfile(id: string | null) {
  const api = useApi()
  return useProfileMutation((profile: NewProfile | ProfileChange) => {
    // The server reports what is missing, so a form may send less than a whole profile.
    const call = { bodyText: JSON.stringify(profile), response: profileSchema }
    return id === null
      ? api('POST /api/profiles', call)
      : api('PATCH /api/profiles/:id', { params: { id }, ...call })
  })
}

export function useRemoveProfile(id: string) {
  const api = useApi()
  return useProfileMutation(() =>
    api('DELETE /api/profiles/:id', { params: { id }, response: z.null() }),
  )
}

/** Stores a token on the server for this browser session. */
export function usePasteToken(id: string) {
  const api = useApi()
  return useProfileMutation((token: PasteToken) =>
    api('PUT /api/profiles/:id/pasted_token', {
      params: { id },
      body: token,
      response: profileSchema,
    }),
  )
}

export function useDropToken(id: string) {
  const api = useApi()
  return useProfileMutation(() =>
    api('DELETE /api/profiles/:id/pasted_token', { params: { id }, response: z.null() }),
  )
}

/** Asks the platform to resend the app_ticket of a store app. */
export function useResendTicket(id: string) {
  const api = useApi()
  return useMutation({
    mutationFn: () =>
      api('POST /api/profiles/:id/app_ticket_resend', {
        params: { id },
        response: ticketResendSchema,
      }),
  })
}

/** Tests the connection of a profile. It makes several calls to the platform, so it is never refetched automatically. */
export function useDoctor(profile: string) {
  const { locale } = useLocale()
  return useRead(['doctor', profile, locale], 'GET /api/profiles/:id/doctor', {
    params: { id: profile },
    response: doctorSchema,
    select: ({ checks }) => checks,
    // What failed the last time may be fixed by now.
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  })
}
