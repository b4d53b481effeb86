import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import * as z from 'zod/mini'
import {
  type Connection,
  connectionResponseSchema,
  connectionsSchema,
  type NewConnection,
} from '#contract/connections/connection'
import { useLocale } from '../i18n/locale-context.tsx'
import { useApi, useRead } from './api.ts'
import { refreshQueries } from './refresh.ts'
import { may } from './rights.ts'

const CONNECTIONS = 'connections'
/** The state changes on the server, which polls the platform every few seconds. */
const POLL_MS = 1_500

const isWaiting = ({ state }: Connection) => state === 'waiting'

/** The apps that are connected by scan, the newest first; polled while one waits. */
export function useConnections() {
  const { locale } = useLocale()
  const client = useQueryClient()
  const query = useRead([CONNECTIONS, locale], 'GET /api/connections', {
    response: connectionsSchema,
    select: ({ connections }) => connections,
    // Others may not see the links.
    enabled: may.everywhere('admin'),
    staleTime: 0,
    refetchInterval: ({ state: { data } }) => data?.connections.some(isWaiting) && POLL_MS,
  })
  const approved = query.data?.filter(({ state }) => state === 'approved').length
  // Each approval has added or changed an app.
  useEffect(() => {
    if (approved) void refreshQueries(client, ['profiles'])
  }, [approved, client])
  return query
}

/** Starts to connect an app, or to add scopes to one. */
export function useConnect() {
  const api = useApi()
  const client = useQueryClient()
  return useMutation({
    mutationFn: async (body: NewConnection) => {
      const { connection } = await api('POST /api/connections', {
        body,
        response: connectionResponseSchema,
      })
      // Shown before the list is read again.
      await refreshQueries(client, [CONNECTIONS])
      return connection
    },
  })
}

/** Cancels a connection, or forgets an ended one. */
export function useCancelConnection() {
  const api = useApi()
  const client = useQueryClient()
  return useMutation({
    mutationFn: (id: string) =>
      api('DELETE /api/connections/:id', { params: { id }, response: z.null() }),
    onSettled: () => refreshQueries(client, [CONNECTIONS]),
  })
}
