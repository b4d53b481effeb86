import { queryOptions, useQuery } from '@tanstack/react-query'
import type { Locale } from '#contract/locale'
import type { Profiles } from '#contract/profile'
import { useLocale } from '../i18n/locale-context.tsx'
import { answerWith } from './answer.ts'
import { request } from './request.ts'

const answer = answerWith<Profiles>('profiles')

export function profilesQuery(locale: Locale) {
  return queryOptions({
    queryKey: ['profiles'],
    queryFn: ({ signal }) => request('/api/profiles', answer, { locale, signal }),
  })
}

function useAnswer<T>(select: (answer: Profiles) => T) {
  const { locale } = useLocale()
  return useQuery({ ...profilesQuery(locale), select })
}

const onlyProfiles = ({ profiles }: Profiles) => profiles
const names = ({ profiles, removed }: Profiles) =>
  new Map([...removed, ...profiles].map(({ id, name }) => [id, name]))

/** The apps that this console can send as. */
export function useProfiles() {
  return useAnswer(onlyProfiles)
}

/** What a profile is called, by its id; also one that was removed since. */
export function useProfileName(): (id: string) => string {
  const { data } = useAnswer(names)
  return (id) => data?.get(id) ?? id
}
