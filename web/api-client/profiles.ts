import { queryOptions, useQuery } from '@tanstack/react-query'
import type { Locale } from '#contract/locale'
import type { Profile, ProfileList, RateBudget } from '#contract/profile'
import { useLocale } from '../i18n/locale-context.tsx'
import { api, trustedResponse, useRead } from './api.ts'
import { BUDGET } from './refresh.ts'

const profilesResponse = trustedResponse<ProfileList>('profiles')
const budgetResponse = trustedResponse<{ budget: RateBudget }>('budget')

const BUDGET_POLL_MS = 5_000

/** The query of {@link useProfiles}, for prefetching. */
export function profilesQuery(locale: Locale) {
  return queryOptions({
    queryKey: ['profiles'],
    queryFn: ({ signal }) =>
      api('GET /api/profiles', { response: profilesResponse, signal }, locale),
  })
}

type Select<T> = (response: ProfileList) => T

function useProfilesQuery<T>(select: Readonly<Record<Locale, Select<T>>>) {
  const { locale } = useLocale()
  return useQuery({ ...profilesQuery(locale), select: select[locale] })
}

/** The server names the built-in emulator in English; the names that people gave are not translated. */
function translateEmulator({ profiles, removed }: ProfileList): ProfileList {
  const isBuiltIn = ({ id, source }: Profile) => id === 'emulator' && source === 'environment'
  return {
    profiles: profiles.map((one) => (isBuiltIn(one) ? { ...one, name: '模拟器' } : one)),
    removed,
  }
}

// Outside of the hooks, so that their results keep their identity.
function inBoth<T>(select: Select<T>) {
  return { en: select, zh: (response: ProfileList) => select(translateEmulator(response)) }
}
const onlyProfiles = inBoth(({ profiles }) => profiles)
const namesById = inBoth(
  ({ profiles, removed }) => new Map([...removed, ...profiles].map(({ id, name }) => [id, name])),
)

/** The apps that this console can send as. */
export function useProfiles() {
  return useProfilesQuery(onlyProfiles)
}

/** Returns a function from a profile's id to its name; it knows removed profiles too. */
export function useProfileName(): (id: string) => string {
  const { data } = useProfilesQuery(namesById)
  return (id) => data?.get(id) ?? id
}

/** What is left of the platform's rate limit for pushes; polled only while some of it is used. */
export function useBudget(profile: string) {
  return useRead([BUDGET, profile], 'GET /api/profiles/:id/budget', {
    params: { id: profile },
    response: budgetResponse,
    select: ({ budget }) => budget,
    staleTime: 0,
    refetchInterval: ({ state: { data } }) => data !== undefined && pollInterval(data.budget),
  })
}

function pollInterval({ per_minute, paused_until }: RateBudget): number | false {
  if (paused_until !== null) {
    return Math.min(Math.max(Date.parse(paused_until) - Date.now(), 250), BUDGET_POLL_MS)
  }
  return per_minute.left < per_minute.limit && BUDGET_POLL_MS
}
