import { useMutation } from '@tanstack/react-query'
import { type Resolved, resolvedSchema } from '#contract/exchanges'
import type { Verdict } from '#contract/ledger'
import { useLocale } from '../i18n/locale-context.tsx'
import { useRefreshExchanges } from './exchanges.ts'
import { request } from './request.ts'

type Word = { verdict: Verdict; note: string } | { repeat: true }

/** Settles an exchange of unknown outcome: by a person's word, or by one deliberate repeat. */
export function useResolve(id: string) {
  const { locale } = useLocale()
  const refresh = useRefreshExchanges()
  return useMutation({
    mutationFn: (word: Word): Promise<Resolved> =>
      request(`/api/exchanges/${encodeURIComponent(id)}/resolve`, resolvedSchema, {
        method: 'POST',
        body: JSON.stringify(word),
        headers: 'repeat' in word ? { 'Idempotency-Key': crypto.randomUUID() } : {},
        locale,
      }),
    onSettled: refresh,
  })
}
