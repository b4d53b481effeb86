import { gunzipSync } from 'node:zlib'
import * as z from 'zod/mini'
import { type EmulatorRegistration, REGISTRATION_LIFE_S } from '#contract/emulator/state'
import { parseJson } from '#contract/json'

type RegisteredApp = { app_id: string; app_secret: string }

type Registration = EmulatorRegistration & {
  device_code: string
  polled_at_ms: number
  app: RegisteredApp | null
  tenant_brand: 'feishu' | 'lark'
  /** What a poll has returned already: that the tenant is on Lark, and the secret. */
  returned: { brand: boolean; secret: boolean }
}

export type Registrations = ReturnType<typeof createRegistrations>

/** The older ones are dropped. */
const MAX_REGISTRATIONS = 50
/** Without characters that look like others; 32, so that each byte chooses one evenly. */
const ALPHABET = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'

type RegistrationOptions = {
  /** How long a client waits between two polls, in seconds. */
  interval: number
  now: () => number
  /** Whether the clock stands still, so that it cannot show that a client polls too often. */
  isFrozen: () => boolean
  randomHex: (bytes: number) => string
  /** Whether the secret is returned to a second poll too. */
  repeatsSecret: () => boolean
}

/**
 * The device flow by which a scan creates an app or adds scopes to one.
 * @see https://github.com/larksuite/node-sdk#app-registration
 */
export function createRegistrations({
  interval,
  now,
  isFrozen,
  randomHex,
  repeatsSecret,
}: RegistrationOptions) {
  const registrations = new Map<string, Registration>()

  const stateOf = ({ state, expires_at_ms }: Registration) =>
    state === 'pending' && now() >= expires_at_ms ? 'expired' : state

  function find(user_code: string): Registration | undefined {
    return registrations.get(user_code)
  }

  return {
    find,
    stateOf,
    /** Returns the body of the response to `action=begin`. */
    begin(origin: string): Record<string, unknown> {
      const bytes = Buffer.from(randomHex(8), 'hex')
      const letters = Array.from(bytes, (byte) => ALPHABET[byte % ALPHABET.length])
      const user_code = `${letters.slice(0, 4).join('')}-${letters.slice(4).join('')}`
      const device_code = randomHex(20)
      const created_at_ms = now()
      registrations.set(user_code, {
        user_code,
        device_code,
        state: 'pending',
        created_at_ms,
        expires_at_ms: created_at_ms + REGISTRATION_LIFE_S * 1000,
        polled_at_ms: Number.NEGATIVE_INFINITY,
        link: null,
        app_id: null,
        open_id: null,
        app: null,
        tenant_brand: 'feishu',
        returned: { brand: false, secret: false },
      })
      const [oldest = ''] = registrations.keys()
      if (registrations.size > MAX_REGISTRATIONS) registrations.delete(oldest)
      const verification_uri = `${origin}/page/launcher`
      return {
        device_code,
        user_code,
        verification_uri,
        verification_uri_complete: `${verification_uri}?user_code=${user_code}`,
        interval,
        expires_in: REGISTRATION_LIFE_S,
      }
    },
    /** Returns the response to `action=poll`: the app, or an OAuth error with HTTP status 400. */
    poll(device_code: string): { http_status: 200 | 400; body: Record<string, unknown> } {
      const failed = (error: string) => ({
        http_status: 400 as const,
        body: { error, error_description: `The emulator answers ${error}.` },
      })
      const one = [...registrations.values()].find((each) => each.device_code === device_code)
      if (!one) return failed('invalid_grant')
      const since = now() - one.polled_at_ms
      one.polled_at_ms = now()
      const state = stateOf(one)
      if (state === 'denied') return failed('access_denied')
      if (state === 'expired') return failed('expired_token')
      if (!one.app) {
        const tooSoon = since < interval * 1000 && !isFrozen()
        return failed(tooSoon ? 'slow_down' : 'authorization_pending')
      }
      const user_info = { open_id: one.open_id, tenant_brand: one.tenant_brand }
      if (one.tenant_brand === 'lark' && !one.returned.brand) {
        one.returned.brand = true
        return { http_status: 200, body: { user_info } }
      }
      if (one.returned.secret && !repeatsSecret()) return failed('expired_token')
      one.returned.secret = true
      const { app_id: client_id, app_secret: client_secret } = one.app
      return { http_status: 200, body: { client_id, client_secret, user_info } }
    },
    /** Remembers what an opened link asks for. */
    open(one: Registration, url: URL): void {
      one.link = readLink(url)
    },
    approve(
      one: Registration,
      approved: { app: RegisteredApp; open_id: string; tenant_brand: 'feishu' | 'lark' },
    ): void {
      const { app_id } = approved.app
      Object.assign(one, approved, { state: 'approved', app_id })
    },
    deny(one: Registration, open_id: string): void {
      Object.assign(one, { state: 'denied', open_id })
    },
    /** Returns what everyone may see, the newest last. */
    describe: (): EmulatorRegistration[] => [...registrations.values()].map(describeOne),
    describeOne,
    reset: () => registrations.clear(),
  }

  function describeOne(one: Registration): EmulatorRegistration {
    const { user_code, created_at_ms, expires_at_ms, link, app_id, open_id } = one
    return { user_code, state: stateOf(one), created_at_ms, expires_at_ms, link, app_id, open_id }
  }
}

const names = z.catch(z.array(z.string()), [])
const items = z.catch(z.optional(z.object({ tenant: names })), undefined)
const addonsSchema = z.object({
  preset: z.catch(z.optional(z.boolean()), undefined),
  scopes: items,
  events: z.catch(z.optional(z.object({ items })), undefined),
})

const MAX_ADDONS_BYTES = 64 * 1024
/** Shown for each link, so that a long one does not make the state huge. */
const MAX_NAMES = 200

/** Reads what a link asks for; addons that cannot be read count as missing. */
export function readLink({ searchParams }: URL): NonNullable<EmulatorRegistration['link']> {
  const addons = addonsSchema.safeParse(decodeAddons(searchParams.get('addons') ?? ''))
  const { preset = true, scopes, events } = addons.data ?? {}
  const create_only = searchParams.get('createOnly') === 'true'
  return {
    preset,
    scopes: (scopes?.tenant ?? []).slice(0, MAX_NAMES),
    events: (events?.items?.tenant ?? []).slice(0, MAX_NAMES),
    create_only,
    // The page ignores it for a link that only creates apps.
    client_id: create_only ? null : searchParams.get('clientID'),
    name: searchParams.get('name')?.slice(0, 100) || null,
  }
}

/** Returns the JSON value of gzipped and base64url-encoded text; undefined if it is none. */
function decodeAddons(text: string): unknown {
  try {
    const bytes = gunzipSync(Buffer.from(text, 'base64url'), { maxOutputLength: MAX_ADDONS_BYTES })
    return parseJson(bytes.toString('utf8'))
  } catch {
    return undefined
  }
}
