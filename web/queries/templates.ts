import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import * as z from 'zod/mini'
import {
  type FollowUps,
  type NewTemplate,
  type TemplateChange,
  templateImportSchema,
  templateSchema,
  templatesSchema,
} from '#contract/template'
import { useLocale } from '../i18n/locale-context.tsx'
import { readAnew } from './read-anew.ts'
import { request } from './request.ts'

const path = (id: string) => `/api/templates/${encodeURIComponent(id)}`

/** The templates that match a search; the ones before stay until the new ones are there. */
export function useTemplates(query: string) {
  const { locale } = useLocale()
  return useQuery({
    queryKey: ['templates', 'list', query],
    queryFn: ({ signal }) =>
      request(`/api/templates?${new URLSearchParams({ query })}`, templatesSchema, {
        locale,
        signal,
      }),
    select: (answer) => answer.templates,
    placeholderData: keepPreviousData,
    staleTime: 0,
  })
}

/** One template with every version. */
export function useTemplate(id: string) {
  const { locale } = useLocale()
  return useQuery({
    queryKey: ['templates', 'one', id],
    queryFn: ({ signal }) => request(path(id), templateSchema, { locale, signal }),
    staleTime: 0,
  })
}

/** Everything that changes templates; each ends with fresh lists. */
export function useTemplateChanges() {
  const { locale } = useLocale()
  const client = useQueryClient()
  const onSuccess = () => readAnew(client, ['templates'])
  const post = <S extends z.ZodMiniType>(to: string, schema: S, value: unknown) =>
    request(to, schema, { method: 'POST', body: JSON.stringify(value), locale })

  return {
    create: useMutation({
      mutationFn: (template: NewTemplate) => post('/api/templates', templateSchema, template),
      onSuccess,
    }),
    addVersion: useMutation({
      mutationFn: ({ id, follow_ups }: { id: string; follow_ups: FollowUps }) =>
        post(`${path(id)}/versions`, templateSchema, { follow_ups }),
      onSuccess,
    }),
    change: useMutation({
      mutationFn: ({ id, ...change }: TemplateChange & { id: string }) =>
        request(path(id), templateSchema, {
          method: 'PATCH',
          body: JSON.stringify(change),
          locale,
        }),
      onSuccess,
    }),
    remove: useMutation({
      mutationFn: (id: string) =>
        request(path(id), z.object({ deleted: z.literal(true) }), { method: 'DELETE', locale }),
      // The one itself is still on the screen, and gone from the server.
      onSuccess: () => readAnew(client, ['templates', 'list']),
    }),
    restore: useMutation({
      mutationFn: (id: string) => post(`${path(id)}/restore`, templateSchema, {}),
      onSuccess,
    }),
    /** The file's text goes as it is: what is wrong with it is for the contract to say. */
    takeFile: useMutation({
      mutationFn: (text: string) =>
        request('/api/templates/import', templateImportSchema, {
          method: 'POST',
          body: text,
          locale,
        }),
      onSuccess,
    }),
  }
}
