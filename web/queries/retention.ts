import { useMutation, useQuery } from '@tanstack/react-query'
import { type Retention, retentionAnswerSchema, retentionSchema } from '#contract/retention'
import { useLocale } from '../i18n/locale-context.tsx'
import { useRefreshExchanges } from './exchanges.ts'
import { request } from './request.ts'

/** The limits that hold by themselves; they change only with the server's settings. */
export function useStandingRetention() {
  const { locale } = useLocale()
  return useQuery({
    queryKey: ['retention'],
    queryFn: ({ signal }) => request('/api/retention', retentionSchema, { locale, signal }),
    staleTime: Number.POSITIVE_INFINITY,
  })
}

/** Removes what is older or more than is to be kept; a dry run only tells what that would be. */
export function useRetention() {
  const { locale } = useLocale()
  const refresh = useRefreshExchanges()
  return useMutation({
    mutationFn: ({ dry_run, ...retention }: Retention & { dry_run: boolean }) =>
      request('/api/retention', retentionAnswerSchema, {
        method: 'POST',
        body: JSON.stringify({ ...retention, dry_run }),
        locale,
      }),
    onSuccess: ({ dry_run }) => {
      if (!dry_run) refresh()
    },
  })
}
