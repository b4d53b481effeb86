import { useQuery } from '@tanstack/react-query'
import { profilesSchema } from '#contract/profile'
import { useLocale } from '../i18n/locale-context.tsx'
import { request } from './request.ts'

/** The apps that this console can send as. They change only when the server starts anew. */
export function useProfiles() {
  const { locale } = useLocale()
  return useQuery({
    queryKey: ['profiles'],
    queryFn: ({ signal }) => request('/api/profiles', profilesSchema, { locale, signal }),
    staleTime: Number.POSITIVE_INFINITY,
    select: (answer) => answer.profiles,
  })
}
