import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { auditCheckSchema, auditSchema } from '#contract/audit/audit'
import { apiUrl, useApi } from './api.ts'

export type AuditFilter = {
  actor?: string
  action?: string
  app?: string
  from?: string
  outcome?: 'done' | 'refused'
}

/** The events that match, newest first; more are read on demand. */
export function useAudit(filter: AuditFilter) {
  const api = useApi()
  return useInfiniteQuery({
    queryKey: ['audit', filter],
    queryFn: ({ pageParam, signal }) =>
      api('GET /api/audit', {
        query: { ...filter, limit: '50', ...(pageParam !== null && { cursor: pageParam }) },
        response: auditSchema,
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next_cursor }) => next_cursor,
    placeholderData: keepPreviousData,
    staleTime: 0,
  })
}

/** Whether any event was changed or removed; reads all of them. */
export function useAuditCheck() {
  const api = useApi()
  return useQuery({
    queryKey: ['audit-check'],
    queryFn: ({ signal }) => api('GET /api/audit/check', { response: auditCheckSchema, signal }),
    staleTime: 0,
  })
}

export function auditExportUrl(filter: AuditFilter, format: 'ndjson' | 'csv'): string {
  return apiUrl('GET /api/audit/export', { query: { ...filter, format } })
}
