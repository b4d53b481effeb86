import { useMutation, useQueryClient } from '@tanstack/react-query'
import * as z from 'zod/mini'
import type { Locale } from '#contract/locale'
import { useLocale } from '../i18n/locale-context.tsx'
import { readAnew } from './read-anew.ts'
import { request } from './request.ts'

export type ControlCall = {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  /** Below `/_emulator`; each id in it is encoded by {@link idPath}. */
  path: string
  body?: unknown
}

/**
 * The page is told by the state what a call has changed, so the answer is only told from a refusal,
 * which alone has an `error`.
 */
const answerSchema = z.looseObject({ error: z.optional(z.undefined()) })

/** Puts ids into a path, for example `` idPath`/users/${open_id}/clicks` ``. */
export function idPath(parts: TemplateStringsArray, ...ids: string[]): string {
  return String.raw({ raw: parts }, ...ids.map(encodeURIComponent))
}

/**
 * Makes one of the emulator's own calls through the console.
 * @throws RefusedError, NoAnswerError
 */
export function callEmulator(
  profile: string,
  { method, path, body }: ControlCall,
  locale: Locale,
): Promise<Record<string, unknown>> {
  const url = `/api/emulator/control${path}?${new URLSearchParams({ profile })}`
  return request(url, answerSchema, {
    method,
    locale,
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
}

/** One of the emulator's own calls, with what it has come to; whatever shows the emulator is read anew. */
export function useControl(profile: string) {
  const { locale } = useLocale()
  const client = useQueryClient()
  return useMutation({
    mutationFn: (call: ControlCall) => callEmulator(profile, call, locale),
    onSettled: () => readAnew(client, ['phone-state', profile], ['emulator-state', profile]),
  })
}
