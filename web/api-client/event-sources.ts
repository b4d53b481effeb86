import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { WebhookSettings } from '#contract/event-sources/event-source'
import { apiUrl, useApi, useRead } from './api.ts'

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
  const source = useRead(queryKey, 'GET /api/event-sources', {
    query,
    response: sourceResponse,
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
  return useRead(['listeners', profile], 'GET /api/event-sources/listeners', {
    query: { profile },
    response: async () => (await import('#contract/event-sources/event-source')).listenersSchema,
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
  return useRead(['evidence'], 'GET /api/evidence', {
    response: async () => (await import('#contract/event-sources/event-source')).evidenceListSchema,
    select: ({ evidence }) => evidence,
  })
}

/** Returns the URL of what was seen as a file. */
export function evidenceHref(): string {
  return apiUrl('GET /api/evidence', { query: { download: '1' } })
}
