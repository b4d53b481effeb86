import { useQuery } from '@tanstack/react-query'
import { doctorSchema } from '#contract/doctor'
import { useLocale } from '../i18n/locale-context.tsx'
import { request } from './request.ts'

/** How a profile does. It asks the platform several things, so it is asked anew only on purpose. */
export function useDoctor(profile: string) {
  const { locale } = useLocale()
  return useQuery({
    queryKey: ['doctor', profile, locale],
    queryFn: ({ signal }) =>
      request(`/api/profiles/${encodeURIComponent(profile)}/doctor`, doctorSchema, {
        locale,
        signal,
      }),
    select: (answer) => answer.checks,
    // What was found the last time may have been mended since.
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  })
}
