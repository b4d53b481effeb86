import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { auditCheckSchema, auditSchema } from '#contract/audit/audit'
import { apiUrl, useApi, useRead } from './api.ts'

export type AuditFilter = {
  actor?: string
  action?: string
  app?: string
  from?: string
  outcome?: 'done' | 'refused' | 'unknown'
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
  return useRead(['audit-check'], 'GET /api/audit/check', {
    response: auditCheckSchema,
    staleTime: 0,
  })
}

export function auditExportUrl(filter: AuditFilter, format: 'ndjson' | 'csv'): string {
  return apiUrl('GET /api/audit/export', { query: { ...filter, format } })
}
