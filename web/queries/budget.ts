import { useQuery } from '@tanstack/react-query'
import type { RateBudget } from '#contract/rate-budget'
import { useLocale } from '../i18n/locale-context.tsx'
import { answerWith } from './answer.ts'
import { BUDGET } from './keys.ts'
import { request } from './request.ts'

const answer = answerWith<{ budget: RateBudget }>('budget')

const WHILE_USED_MS = 5_000

/** What is left of the platform's rate limit for pushes; looked at again only while something is used up. */
export function useBudget(profile: string) {
  const { locale } = useLocale()
  return useQuery({
    queryKey: [BUDGET, profile],
    queryFn: ({ signal }) =>
      request(`/api/profiles/${encodeURIComponent(profile)}/budget`, answer, {
        locale,
        signal,
      }),
    select: (answer) => answer.budget,
    staleTime: 0,
    refetchInterval: ({ state: { data } }) => data !== undefined && nextLook(data.budget),
  })
}

function nextLook({ per_minute, paused_until }: RateBudget): number | false {
  if (paused_until !== null) {
    return Math.min(Math.max(Date.parse(paused_until) - Date.now(), 250), WHILE_USED_MS)
  }
  return per_minute.left < per_minute.limit && WHILE_USED_MS
}
