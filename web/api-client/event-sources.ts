import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { WebhookSettings } from '#contract/event-sources/event-source'
import { apiUrl, useApi } from './api.ts'

const SOURCE = 'event_source'
/** While a page shows them: events arrive at any time. */
const REFRESH_MS = 3_000

/** Where the events of an app come from, and how to change it. */
export function useEventSource(profile: string) {
  const call = useApi()
  const client = useQueryClient()
  const queryKey = [SOURCE, profile]
  const query = { profile }
  const onSuccess = (source: unknown) => client.setQueryData(queryKey, source)
  const source = useQuery({
    queryKey,
    queryFn: ({ signal }) =>
      call('GET /api/event-sources', { query, response: sourceResponse, signal }),
    refetchInterval: REFRESH_MS,
  })
  const save = useMutation({
    mutationFn: (body: WebhookSettings) =>
      call('PUT /api/event-sources/webhook', { query, body, response: sourceResponse }),
    onSuccess,
    // The variables may hold a secret.
    gcTime: 0,
  })
  const listen = useMutation({
    mutationFn: (confirm: boolean) =>
      call('POST /api/event-sources/long_connection', {
        query,
        body: { confirm },
        response: sourceResponse,
      }),
    onSuccess,
  })
  const stop = useMutation({
    mutationFn: () =>
      call('DELETE /api/event-sources/long_connection', { query, response: sourceResponse }),
    onSuccess,
  })
  return { source, save, listen, stop }
}

/** How many clients of the app listen now; the platform is asked once. */
export function useListeners(profile: string, enabled: boolean) {
  const call = useApi()
  return useQuery({
    queryKey: ['listeners', profile],
    queryFn: ({ signal }) =>
      call('GET /api/event-sources/listeners', {
        query: { profile },
        response: async () =>
          (await import('#contract/event-sources/event-source')).listenersSchema,
        signal,
      }),
    enabled,
    gcTime: 0,
    retry: false,
  })
}

async function sourceResponse() {
  return (await import('#contract/event-sources/event-source')).eventSourceSchema
}

/** What was seen of undocumented rules. */
export function useEvidence() {
  const call = useApi()
  return useQuery({
    queryKey: ['evidence'],
    queryFn: ({ signal }) =>
      call('GET /api/evidence', {
        response: async () => (await import('#contract/event-sources/evidence')).evidenceListSchema,
        signal,
      }),
    select: ({ evidence }) => evidence,
  })
}

/** Returns the URL of what was seen as a file. */
export function evidenceHref(): string {
  return apiUrl('GET /api/evidence', { query: { download: '1' } })
}
