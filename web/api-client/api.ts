import { type QueryKey, type UseQueryOptions, useQuery } from '@tanstack/react-query'
import type { ExtractSchema } from 'hono/types'
import type { Locale } from '#contract/locale'
import type { Refusal } from '#contract/refusal'
import type { ConsoleApp } from '../../server/app.ts'
import { useLocale } from '../i18n/locale-context.tsx'

/** Where a proxy publishes the console, such as `/console`; empty at the root. */
export const BASE_PATH = globalThis.document?.documentElement.dataset.base ?? ''

type Routes = ExtractSchema<ConsoleApp>
type ApiPath = keyof Routes & `/api/${string}`

/** Every route of the console's API, for example `GET /api/exchanges/:id`, read from the server's type. */
export type ApiRoute = {
  [Path in ApiPath]: {
    [Method in keyof Routes[Path] & `$${string}`]: Method extends '$all'
      ? never
      : Method extends `$${infer Name}`
        ? `${Uppercase<Name>} ${Path}`
        : never
  }[keyof Routes[Path] & `$${string}`]
}[ApiPath]

type InputOf<Route extends ApiRoute> = Route extends `${infer Method} ${infer Path extends ApiPath}`
  ? Routes[Path] extends Record<`$${Lowercase<Method>}`, { input: infer Input }>
    ? Input
    : never
  : never

type UrlOptions<Route extends ApiRoute> = (InputOf<Route> extends { param: infer Params }
  ? { params: Params }
  : { params?: never }) &
  (InputOf<Route> extends { query: infer Query }
    ? Record<never, never> extends Query
      ? { query?: Query }
      : { query: Query }
    : { query?: Readonly<Record<string, string | undefined>> })

type BodyOptions<Route extends ApiRoute> =
  | { body?: InputOf<Route> extends { json: infer Body } ? Body : unknown; bodyText?: never }
  /** JSON text, sent byte for byte and checked by the server only. */
  | { body?: never; bodyText: string }

/** The part of a schema of `#contract/*` that a response is validated with. */
export type ResponseSchema<T> = {
  safeParse: (value: unknown) => { success: true; data: T } | { success: false }
}

/** A function is called when the response has arrived, so that the schema is loaded only then. */
type SchemaSource<T> = ResponseSchema<T> | (() => Promise<ResponseSchema<T>>)

export type CallOptions<Route extends ApiRoute, T> = UrlOptions<Route> &
  BodyOptions<Route> & {
    response: SchemaSource<T>
    /** One for each press of Send: the server sends one key only once. */
    idempotencyKey?: string
    signal?: AbortSignal | undefined
  }

/** The console rejected the request; nothing reached an upstream. */
export class RefusedError extends Error {
  readonly httpStatus: number
  readonly refusal: Refusal
  constructor(httpStatus: number, refusal: Refusal) {
    super(refusal.message)
    this.name = 'RefusedError'
    this.httpStatus = httpStatus
    this.refusal = refusal
  }
}

/** The console's server returned no response that its contract knows. */
export class NoResponseError extends Error {
  override readonly name = 'NoResponseError'
  /** Whether something in front of the console asked to sign in, so that this request did not reach it. */
  readonly signIn: boolean
  constructor(message: string, signIn = false) {
    super(message)
    this.signIn = signIn
  }
}

/**
 * Calls a route of the console's API and validates the response. Misspelt routes, parameters and
 * body fields do not compile.
 * @example await api('GET /api/exchanges/:id', { params: { id }, response: exchangeSchema }, locale)
 * @throws RefusedError, NoResponseError (the outcome is unknown), or the signal's reason
 */
export function api<Route extends ApiRoute, T>(
  route: Route,
  options: CallOptions<Route, T>,
  locale: Locale,
): Promise<T>
export async function api(route: ApiRoute, options: object, locale: Locale): Promise<unknown> {
  const { body, bodyText, response: schema, idempotencyKey, signal } = options as UntypedOptions
  const text = body === undefined ? bodyText : JSON.stringify(body)
  const headers = new Headers({ 'Accept-Language': locale === 'zh' ? 'zh-CN' : 'en' })
  if (text !== undefined) headers.set('Content-Type', 'application/json')
  if (idempotencyKey !== undefined) headers.set('Idempotency-Key', idempotencyKey)
  const method = route.slice(0, route.indexOf(' '))
  let response: Response | null = null
  let value: unknown
  try {
    response = await fetch(urlOf(route, options), {
      method,
      headers,
      body: text ?? null,
      signal: signal ?? null,
      credentials: 'same-origin',
      // The console redirects no call; what does is a sign-in page in front of it.
      redirect: method === 'GET' ? 'follow' : 'manual',
    })
    value = response.status === 204 ? null : await response.json()
  } catch (error) {
    if (signal?.aborted) throw error
    const signIn = response !== null && asksToSignIn(response)
    throw new NoResponseError('the console did not respond with JSON', signIn)
  }
  const result = (await loadSchema(schema)).safeParse(value)
  if (result.success) return result.data
  const refusal = (await loadSchema(refusalSchema)).safeParse(value)
  if (refusal.success) throw new RefusedError(response.status, refusal.data)
  const unknown = 'the response of the console does not match its contract'
  throw new NoResponseError(unknown, response.status === 401 || response.status === 403)
}

/** Whether a response that is not JSON comes from a sign-in page instead of the console. */
function asksToSignIn({ type, ok, status, headers }: Response): boolean {
  if (type === 'opaqueredirect' || status === 401 || status === 403) return true
  return ok && headers.get('content-type')?.startsWith('text/html') === true
}

/** Returns {@link api} in the language of the page. */
export function useApi() {
  const { locale } = useLocale()
  return <Route extends ApiRoute, T>(route: Route, options: CallOptions<Route, T>): Promise<T> =>
    api(route, options, locale)
}

/**
 * Queries a route in the language of the page; takes the options of `useQuery` too.
 * @example useRead(['people'], 'GET /api/people', { response: peopleSchema, enabled })
 */
export function useRead<Route extends ApiRoute, T, Selected = T>(
  queryKey: QueryKey,
  route: Route,
  options: CallOptions<Route, T> &
    Omit<UseQueryOptions<T, Error, Selected>, 'queryKey' | 'queryFn'>,
) {
  const call = useApi()
  return useQuery({
    ...options,
    queryKey,
    queryFn: ({ signal }) => call(route, { ...options, signal } as CallOptions<Route, T>),
  })
}

/** Returns the URL of a route, for a link. */
export function apiUrl<Route extends ApiRoute>(route: Route, options: UrlOptions<Route>): string
export function apiUrl(route: ApiRoute, options: object): string {
  return urlOf(route, options)
}

type UntypedUrlOptions = {
  params?: Readonly<Record<string, string>>
  query?: Readonly<Record<string, string | undefined>>
}

type UntypedOptions = UntypedUrlOptions & {
  body?: unknown
  bodyText?: string | undefined
  response: SchemaSource<unknown>
  idempotencyKey?: string
  signal?: AbortSignal | undefined
}

function urlOf(route: ApiRoute, { params = {}, query = {} }: UntypedUrlOptions): string {
  const path =
    BASE_PATH +
    route
      .slice(route.indexOf(' ') + 1)
      .replaceAll(/:(\w+)/g, (_, name) => encodeURIComponent(params[name] ?? ''))
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) search.set(name, value)
  }
  return search.size === 0 ? path : `${path}?${search}`
}

async function refusalSchema() {
  return (await import('#contract/refusal')).refusalSchema
}

async function loadSchema<T>(schema: SchemaSource<T>): Promise<ResponseSchema<T>> {
  if (typeof schema !== 'function') return schema
  try {
    return await schema()
  } catch {
    throw new NoResponseError('the schema of the response could not be loaded')
  }
}

/**
 * Recognizes a response by one of its fields instead of validating it with its schema. Only for the
 * requests of the first screen: zod and their schemas are 12.8 kB gzipped (9.9 % of its script) and
 * would be loaded between the first response and the first rendering. The page and its server are of one
 * build, so their contract cannot differ. To remove it, pass the schema of `#contract/*` instead.
 */
export function trustedResponse<T extends object>(field: keyof T): ResponseSchema<T> {
  const is = (value: unknown): value is T =>
    typeof value === 'object' && value !== null && Object.hasOwn(value, field)
  return {
    safeParse: (value) => (is(value) ? { success: true, data: value } : { success: false }),
  }
}
