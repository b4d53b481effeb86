import { type Context, Hono } from 'hono'
import { compress } from 'hono/compress'
import type { BlankEnv } from 'hono/types'
import * as z from 'zod/mini'
import type {
  EMULATOR_CALLS,
  EmulatorCall,
  EmulatorCallName,
  PathParams,
} from '#contract/emulator/calls'
import { CONTROL_CALLS, type ControlCall, USUAL_MAX_BYTES } from '#contract/emulator/control-calls'
import type { ControlChannel } from '../feishu/control-channel.ts'
import { refuse } from '../http/refusal.ts'
import { profileField, validated } from '../http/validated.ts'
import type { ProfileStore } from '../profiles/profiles.ts'

/** How long an emulator may take for one call, in milliseconds. */
const DEADLINE_MS = 5_000
/** The emulator sends a heartbeat every 15 s; after this silence it is considered gone. */
const STREAM_SILENCE_MS = 45_000

const ID = /^[A-Za-z0-9_-]{1,128}$/

/**
 * The control calls of the emulator behind a profile, from the contract's list; other upstreams have
 * none. The emulator validates what it is sent, and its responses pass through unchanged.
 */
export function emulatorRoutes(
  profiles: ProfileStore,
  channel: ControlChannel,
  onChange: (profile: string) => void = () => {},
) {
  const routes = new Hono()
  for (const [name, call] of Object.entries<ControlCall>(CONTROL_CALLS)) {
    const spec = specFor(call, name as EmulatorCallName, profiles)
    routes.on(call.method, call.path, compress(), validated(spec), async (c) => {
      const { id, brand, base_url } = c.get('profile')
      const url = brand === 'emulator' && controlUrl(base_url, call.path, c.req.param())
      if (!url) return refuse(c, 'not_found')
      const { profile: _, ...query } = c.req.valid('query') as Record<string, string | undefined>
      for (const [name, value] of Object.entries(query)) {
        if (value !== undefined) url.searchParams.set(name, value)
      }
      const response = await forward(c, channel, call, url)
      if (call.method !== 'GET') onChange(id)
      return response
    })
  }
  return routes as unknown as Hono<BlankEnv, ProxyRoutes>
}

function specFor(
  { summary, contentType, maxBytes = USUAL_MAX_BYTES }: ControlCall,
  name: EmulatorCallName,
  profiles: ProfileStore,
) {
  return {
    summary,
    access: { role: 'editor', per: 'profile' } as const,
    audit: false as const,
    profiles,
    forwardsBody: true as const,
    maxBytes: maxBytes.throughConsole,
    async schemas() {
      const { EMULATOR_CALLS } = await import('#contract/emulator/calls')
      const { query, body, response }: EmulatorCall = EMULATOR_CALLS[name]
      return {
        query: z.strictObject({ ...query?.shape, ...profileField }),
        ...(body && { body }),
        responses: {
          200: {
            description: 'The response of the emulator',
            schema: response,
            ...(contentType && { contentType }),
          },
        },
      }
    },
    refusals: ['invalid', 'not_found', 'emulator_unreachable'] as const,
  }
}

async function forward(
  c: Context,
  channel: ControlChannel,
  { method, contentType: stream }: ControlCall,
  url: URL,
): Promise<Response> {
  const contentType = stream ?? 'application/json'
  const response = await channel.open({
    method,
    url,
    body: c.get('bodyText') ?? null,
    locale: c.get('locale'),
    ...(stream ? { idleMs: STREAM_SILENCE_MS } : { idleMs: DEADLINE_MS, deadlineMs: DEADLINE_MS }),
  })
  if (!response) return refuse(c, 'emulator_unreachable')
  const { http_status } = response
  const [type] = response.content_type.toLowerCase().split(';')
  const redirects = http_status >= 300 && http_status < 400
  if (type !== contentType || redirects || (stream && http_status !== 200)) {
    await response.body.cancel()
    return refuse(c, 'emulator_unreachable')
  }
  return new Response(response.body, {
    status: http_status,
    headers: { 'content-type': contentType },
  })
}

/**
 * Returns the URL of a control call with the ids filled in, or null if an id is malformed or the
 * path would not be the intended one.
 */
export function controlUrl(
  base_url: string,
  template: string,
  ids: Readonly<Record<string, string>>,
): URL | null {
  if (!Object.values(ids).every((id) => ID.test(id))) return null
  const path = `/_emulator${template.replace(/:(\w+)/g, (_, name: string) => ids[name] ?? '')}`
  const url = new URL(path, base_url)
  return url.pathname === path ? url : null
}

type ListedCall = (typeof EMULATOR_CALLS)[keyof typeof EMULATOR_CALLS]

/** The types of the routes, for the typed client of the page. */
type ProxyRoutes = {
  [Path in ListedCall['path']]: {
    [Call in Extract<ListedCall, { path: Path }> as `$${Lowercase<Call['method']>}`]: {
      input: ProxyInput<Call>
      output: z.output<Call['response']>
      outputFormat: 'json'
      status: 200
    }
  }
}
type ProxyInput<Call extends ListedCall> = {
  query: { profile?: string } & (Call extends { query: infer Q extends z.ZodMiniType }
    ? z.input<Q>
    : Record<never, never>)
} & (Call extends { body: infer B extends z.ZodMiniType } ? { json: z.input<B> } : unknown) &
  (Call['path'] extends `${string}:${string}` ? { param: PathParams<Call['path']> } : unknown)
