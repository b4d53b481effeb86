import { type QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import * as z from 'zod/mini'
import {
  createdTokenSchema,
  invitedPersonSchema,
  peopleNamesSchema,
  peopleSchema,
  personSchema,
  sessionsSchema,
  tokensSchema,
} from '#contract/access/people'
import {
  type Session,
  sessionSchema,
  setupOfSchema,
  startedSignInSchema,
} from '#contract/access/session'
import type { Locale } from '#contract/locale'
import { api, RefusedError, useApi, useRead } from './api.ts'
import { refreshQueries } from './refresh.ts'

const SESSION = ['session']

/** Reads who is signed in. */
export function readSession(locale: Locale): Promise<Session> {
  return api('GET /api/session', { response: sessionSchema }, locale)
}

export function rememberSession(client: QueryClient, session: Session): void {
  client.setQueryData(SESSION, session)
}

/** Who is signed in, as it was read before the page was rendered. */
export function useSession() {
  const api = useApi()
  return useQuery({
    queryKey: SESSION,
    queryFn: () => api('GET /api/session', { response: sessionSchema }),
    staleTime: Number.POSITIVE_INFINITY,
  })
}

/** Calls `onEnd` once a request was refused because the session has ended. */
export function watchSession(client: QueryClient, onEnd: () => void): void {
  const isEnd = (error: unknown) =>
    error instanceof RefusedError && error.refusal.error === 'not_signed_in'
  client.getQueryCache().subscribe(({ query }) => {
    if (isEnd(query.state.error)) onEnd()
  })
  client.getMutationCache().subscribe(({ mutation }) => {
    if (isEnd(mutation?.state.error)) onEnd()
  })
}

type NewPassword = { token: string; name?: string; password: string }

/** The calls of the sign-in page. */
export function useSignIn() {
  const api = useApi()
  return {
    local: (body: { name: string; password: string }) =>
      api('POST /api/session/local', { body, response: sessionSchema }),
    readSetup: (token: string) =>
      api('POST /api/session/setup/read', { body: { token }, response: setupOfSchema }),
    setUp: (body: NewPassword) => api('POST /api/session/setup', { body, response: sessionSchema }),
    start: (way: 'feishu' | 'oidc', return_to: string) =>
      api('POST /api/session/start', { body: { way, return_to }, response: startedSignInSchema }),
  }
}

/** Ends this session, or all of the person. */
export function useSignOut() {
  const api = useApi()
  return useMutation({
    mutationFn: (everywhere: boolean) =>
      api('POST /api/session/sign_out', { body: { everywhere }, response: z.null() }),
  })
}

/** Changes the own password; this session goes on under a new secret. */
export function useChangePassword() {
  const api = useApi()
  return useMutation({
    mutationFn: (body: { current: string; password: string }) =>
      api('POST /api/session/password', { body, response: z.null() }),
  })
}

export function usePeople(enabled = true) {
  return useRead(['people'], 'GET /api/people', {
    response: peopleSchema,
    select: ({ people }) => people,
    enabled,
  })
}

/** Reads the names of everyone whom the history may name, by id. */
export async function readActorNames(locale: Locale): Promise<ReadonlyMap<string, string>> {
  return toNames(await api('GET /api/people/names', { response: peopleNamesSchema }, locale))
}

/** The names of the people and tokens that are named as actor, by id. */
export function useActorNames(enabled: boolean): ReadonlyMap<string, string> {
  const { data } = useRead(['people-names'], 'GET /api/people/names', {
    response: peopleNamesSchema,
    select: toNames,
    enabled,
  })
  return data ?? NO_NAMES
}

const NO_NAMES: ReadonlyMap<string, string> = new Map()

function toNames({ people }: z.infer<typeof peopleNamesSchema>) {
  return new Map(people.map(({ id, name }) => [id, name]))
}

type Grants = z.infer<typeof personSchema>['grants']
export type PersonChange = { name?: string; grants?: Grants; disabled?: boolean }

/** Every change of people; each refetches the list. */
export function usePeopleChanges() {
  const api = useApi()
  const client = useQueryClient()
  const onSuccess = () =>
    refreshQueries(client, ['people'], ['people-names'], ['tokens'], ['sessions'])
  const nothing = z.null()
  return {
    add: useMutation({
      mutationFn: (body: { sign_in_name: string; name?: string; grants: Grants }) =>
        api('POST /api/people', { body, response: invitedPersonSchema }),
      onSuccess,
    }),
    change: useMutation({
      mutationFn: ({ id, ...body }: PersonChange & { id: string }) =>
        api('PATCH /api/people/:id', { params: { id }, body, response: personSchema }),
      onSuccess,
    }),
    remove: useMutation({
      mutationFn: (id: string) =>
        api('DELETE /api/people/:id', { params: { id }, response: nothing }),
      onSuccess,
    }),
    link: useMutation({
      mutationFn: (id: string) =>
        api('POST /api/people/:id/link', {
          params: { id },
          response: z.pick(invitedPersonSchema, { link: true, link_ends_at: true }),
        }),
    }),
    endSessions: useMutation({
      mutationFn: (id: string) =>
        api('DELETE /api/people/:id/sessions', { params: { id }, response: nothing }),
      onSuccess,
    }),
  }
}

/** The open sessions of a person. */
export function useSessions(id: string) {
  return useRead(['sessions', id], 'GET /api/people/:id/sessions', {
    params: { id },
    response: sessionsSchema,
    select: ({ sessions }) => sessions,
  })
}

/** The own API tokens, for an admin everyone's. */
export function useTokens() {
  return useRead(['tokens'], 'GET /api/tokens', {
    response: tokensSchema,
    select: ({ tokens }) => tokens,
  })
}

export function useTokenChanges() {
  const api = useApi()
  const client = useQueryClient()
  const onSuccess = () => refreshQueries(client, ['tokens'])
  return {
    create: useMutation({
      mutationFn: (body: { name: string; grants: Grants; days: number }) =>
        api('POST /api/tokens', { body, response: createdTokenSchema }),
      onSuccess,
    }),
    revoke: useMutation({
      mutationFn: (id: string) =>
        api('DELETE /api/tokens/:id', { params: { id }, response: z.null() }),
      onSuccess,
    }),
  }
}
