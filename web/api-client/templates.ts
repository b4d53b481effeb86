import { keepPreviousData, useMutation, useQueryClient } from '@tanstack/react-query'
import * as z from 'zod/mini'
import {
  type NewTemplate,
  type NewVersion,
  type TemplateChange,
  templateImportSchema,
  templateSchema,
  templatesSchema,
} from '#contract/template'
import { apiUrl, useApi, useRead } from './api.ts'
import { refreshQueries } from './refresh.ts'

/** The templates that match a search, polled if asked for; the previous results stay until the new ones have arrived. */
export function useTemplates(query: string, pollMs: number | false = false) {
  return useRead(['templates', 'list', query], 'GET /api/templates', {
    query: { query },
    response: templatesSchema,
    select: ({ templates }) => templates,
    placeholderData: keepPreviousData,
    staleTime: 0,
    refetchInterval: pollMs,
  })
}

/** The names of the templates by their ids. */
export function useTemplateNames(): ReadonlyMap<string, string> {
  const { data } = useRead(['templates', 'list', ''], 'GET /api/templates', {
    query: { query: '' },
    response: templatesSchema,
    select: namesById,
  })
  return data ?? NO_NAMES
}

const NO_NAMES: ReadonlyMap<string, string> = new Map()

function namesById({ templates }: { templates: { id: string; name: string }[] }) {
  return new Map(templates.map(({ id, name }) => [id, name]))
}

/** One template with every version. */
export function useTemplate(id: string) {
  return useRead(['templates', 'one', id], 'GET /api/templates/:id', {
    params: { id },
    response: templateSchema,
    staleTime: 0,
  })
}

/** Every mutation of templates; each refetches the lists. */
export function useTemplateChanges() {
  const api = useApi()
  const client = useQueryClient()
  const onSuccess = () => refreshQueries(client, ['templates'])

  return {
    create: useMutation({
      mutationFn: (template: NewTemplate) =>
        api('POST /api/templates', { body: template, response: templateSchema }),
      onSuccess,
    }),
    addVersion: useMutation({
      /** Fails with `version_conflict` if `base_version` is no longer the newest. */
      mutationFn: ({ id, ...version }: NewVersion & { id: string }) =>
        api('POST /api/templates/:id/versions', {
          params: { id },
          body: version,
          response: templateSchema,
        }),
      onSettled: onSuccess,
    }),
    change: useMutation({
      mutationFn: ({ id, ...change }: TemplateChange & { id: string }) =>
        api('PATCH /api/templates/:id', { params: { id }, body: change, response: templateSchema }),
      onSuccess,
    }),
    remove: useMutation({
      mutationFn: (id: string) =>
        api('DELETE /api/templates/:id', {
          params: { id },
          response: z.object({ deleted: z.literal(true) }),
        }),
      // The template itself is still on the screen, and gone from the server.
      onSuccess: () => refreshQueries(client, ['templates', 'list']),
    }),
    restore: useMutation({
      mutationFn: (id: string) =>
        api('POST /api/templates/:id/restore', {
          params: { id },
          body: {},
          response: templateSchema,
        }),
      onSuccess,
    }),
    /** Imports a file. Its text is sent unchanged: the server reports what is wrong with it. */
    takeFile: useMutation({
      mutationFn: (text: string) =>
        api('POST /api/templates/import', { bodyText: text, response: templateImportSchema }),
      onSuccess,
    }),
  }
}

/** Returns the URL of one template, or of all, as a file. */
export function templatesExportHref(id?: string): string {
  return apiUrl('GET /api/templates/export', { query: { ...(id !== undefined && { id }) } })
}
