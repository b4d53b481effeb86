import { useQuery, useQueryClient } from '@tanstack/react-query'
import { MESSAGE_ID } from '#contract/message-id'
import { useLocale } from '../i18n/locale-context.tsx'
import { PREFLIGHT } from './keys.ts'
import { request } from './request.ts'

async function preflightAnswer() {
  return (await import('#contract/preflight')).preflightSchema
}

/** From here on what was found may have changed: a chat goes on. */
const FRESH_MS = 30_000

/** Whether a push under this message would work, as far as reading can tell; `null` is not asked about. */
export function usePreflight(profile: string, message_id: string | null) {
  const { locale } = useLocale()
  return useQuery({
    queryKey: [PREFLIGHT, profile, message_id, locale],
    queryFn: ({ signal }) =>
      request(
        `/api/messages/${encodeURIComponent(message_id ?? '')}/preflight?${new URLSearchParams({ profile })}`,
        preflightAnswer,
        { locale, signal },
      ),
    enabled: message_id !== null && MESSAGE_ID.test(message_id),
    staleTime: FRESH_MS,
    retry: false,
  })
}

/** Stops the checks that are on their way; what was found before stays. */
export function useCancelPreflight(): () => Promise<void> {
  const client = useQueryClient()
  return () => client.cancelQueries({ queryKey: [PREFLIGHT] })
}
