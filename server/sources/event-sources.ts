import {
  type EventOutcome,
  type EventRejection,
  type EventSourceView,
  SHARED_LISTENING_MINUTES,
  type WebhookSettings,
} from '#contract/event-sources/event-source'
import type { JsonObject } from '#contract/json'
import type { KeptSecret } from '#contract/profile'
import type { Evidence, SeenVariant } from '../evidence/evidence.ts'
import type { ExchangeDeps } from '../feishu/exchange.ts'
import type { ProxySettings } from '../feishu/proxy.ts'
import type { QueryFailure } from '../feishu/queries/run-query.ts'
import type { SecretProfile } from '../feishu/secret-profile.ts'
import { isoTime } from '../iso-time.ts'
import type { Log } from '../logging/log.ts'
import type { ProfileStore } from '../profiles/profiles.ts'
import type { Vault } from '../profiles/vault.ts'
import type { Results } from '../results/results.ts'
import type { Storage } from '../storage/storage.ts'
import {
  countListeners,
  createKeeper,
  type ListenerTiming,
  secretOf,
} from './long-connection/keep-listening.ts'
import { createPassOn } from './pass-on.ts'
import { type SecretField, sourceTable } from './source-table.ts'
import { createTaker } from './take-event.ts'
import { signEvent, verifyEvent } from './verify-event.ts'

export type EventSourcesDeps = {
  storage: Storage
  vault: Vault
  profiles: Pick<ProfileStore, 'find' | 'storeTicket'>
  feishu: ExchangeDeps
  results: Pick<Results, 'observe'>
  evidence: Evidence
  proxy: ProxySettings | null
  /** The hosts that events may be passed on to, besides this machine. */
  passOnHosts: readonly string[]
  /** The addresses of the console that the platform could reach, with the base path. */
  publicUrls: readonly string[]
  log: Log
  timing?: Partial<ListenerTiming>
}

export type WebhookRequest = {
  /** The exact text of the body. */
  text: string
  value: JsonObject
  headers: Readonly<Record<string, string>>
}

export type WebhookResult =
  | { is: 'event'; outcome: EventOutcome }
  | { is: 'challenge'; challenge: string }
  | { is: 'rejected'; why: EventRejection }
  /** The app has no webhook here. */
  | { is: 'unknown' }

export type ListenResult =
  | { listening: true }
  /** Only a custom app with an App Secret can have a long connection. */
  | { listening: false; why: 'impossible' }
  /** Other clients would lose events; their number is null if it could not be read. */
  | { listening: false; why: 'others'; online: number | null; failure: QueryFailure | null }

/** How the events of an app reach the consoles. Every method may throw {@link StorageError}. */
export type EventSources = ReturnType<typeof createEventSources>

const MINUTE_MS = 60_000
/** How long a request waits for the connection, so that its response can show how it went. */
const OPENING_MS = 3_000
const OPENING_STEP_MS = 50

/** The headers of the platform that a bot may need to verify an event. */
const PASSED_HEADERS = /^(?:x-(?:lark|tt|request)-.+|content-type|user-agent)$/

/** Creates the sources of events, and continues the long connections that people have asked for. */
export function createEventSources(deps: EventSourcesDeps) {
  const { storage, vault, feishu, log, publicUrls, timing } = deps
  const { clock, upstream } = feishu
  const now = clock.wall
  const table = sourceTable(storage, vault, now)
  const take = createTaker({ ...deps, now })
  const passOn = createPassOn({ upstream, clock, log, allowedHosts: deps.passOnHosts })
  const rejections = createRejections(now, log)
  const keeper = createKeeper({
    ...deps,
    now,
    monotonic: clock.monotonic,
    take: (profile, event, parts) =>
      take(profile, 'long_connection', event, [
        { assumption: 'connection_frames', variant: parts > 1 ? 'parts' : 'whole' },
      ]),
    ...(timing && { timing }),
  })

  /** Describes the sources of an app for the page; of a secret only fingerprint and date. */
  async function view(profile: SecretProfile): Promise<EventSourceView> {
    const row = await table.find(profile)
    const received = await storage.read((db) =>
      db.selectFrom('event_counts').selectAll().where('profile', '=', profile.id).execute(),
    )
    const path = `/api/events/${encodeURIComponent(profile.id)}`
    const isOn = row?.listening === 1 || row?.state === 'refused'
    return {
      webhook: {
        path,
        urls: publicUrls.map((url) => url + path),
        verification_token: toKept(row?.token_fingerprint, row?.token_set_at_ms),
        encrypt_key: toKept(row?.key_fingerprint, row?.key_set_at_ms),
        pass_on: row?.pass_on_url ? { url: row.pass_on_url, ...passOn.status(profile.id) } : null,
        rejected: rejections.list(profile.id),
      },
      long_connection: {
        possible: secretOf(profile) !== null,
        state: isOn ? row.state : 'off',
        since: isOn && row.state_at_ms !== null ? isoTime(row.state_at_ms) : null,
        ends_at: isOn && row.ends_at_ms !== null ? isoTime(row.ends_at_ms) : null,
        failure: isOn ? row.failure : null,
      },
      received: received.map(({ source, outcome, count, last_at_ms }) => ({
        ...{ source, outcome, count, last_at: isoTime(last_at_ms) },
      })),
    }
  }

  /** Waits until the connection is open or refused, but not for long. */
  async function opened(profile: SecretProfile): Promise<void> {
    const end = clock.monotonic() + OPENING_MS
    while (clock.monotonic() < end) {
      const row = await table.find(profile)
      if (row?.state === 'listening' || row?.state === 'refused' || row?.failure) return
      await new Promise((go) => setTimeout(go, OPENING_STEP_MS))
    }
  }

  return {
    view,
    /** Returns why nothing was saved: a URL that is not allowed, or a secret without a key to seal it. */
    async saveWebhook(
      profile: SecretProfile,
      settings: WebhookSettings,
    ): Promise<{ path: SecretField | 'pass_on_url' } | null> {
      const url = settings.pass_on_url ? new URL(settings.pass_on_url) : null
      if (url && !passOn.allows(url)) return { path: 'pass_on_url' }
      const path = await table.save(profile, settings)
      return path === null ? null : { path }
    },
    /** Takes a request to the event URL. The event is stored when this resolves. */
    async receive(
      profile: SecretProfile,
      { text, value, headers }: WebhookRequest,
    ): Promise<WebhookResult> {
      const row = await table.find(profile)
      const secrets = row && (await table.secrets(profile, row))
      if (!row || !secrets) return { is: 'unknown' }
      const header = (name: string) => headers[name]
      const verified = verifyEvent({ text, value, header }, secrets, {
        app_id: profile.app_id,
        // The clock of an emulator can be moved.
        now_ms: profile.brand === 'emulator' ? null : now(),
      })
      if (verified.is === 'rejected') rejections.add(profile.id, verified.why)
      if (verified.is !== 'event') return verified
      const seen = secrets.encrypt_key === null ? [aboutSignature(text, headers)] : []
      const outcome = await take(profile, 'webhook', verified.event, seen)
      if (row.pass_on_url !== null && outcome !== 'duplicate') {
        const passed = Object.entries(headers).filter(([name]) => PASSED_HEADERS.test(name))
        passOn.send(profile.id, row.pass_on_url, { text, headers: Object.fromEntries(passed) })
      }
      return { is: 'event', outcome }
    },
    /** Takes events that another listener handed over. */
    async handOver(profile: SecretProfile, events: readonly unknown[]): Promise<EventOutcome[]> {
      const outcomes: EventOutcome[] = []
      // In their order, because one may change what the next one means.
      for (const event of events) outcomes.push(await take(profile, 'stdin', event))
      return outcomes
    },
    /** Begins to listen; without `confirm` only if no other client of the app listens. */
    async listen(profile: SecretProfile, confirm: boolean): Promise<ListenResult> {
      if (secretOf(profile) === null) return { listening: false, why: 'impossible' }
      const row = await table.find(profile)
      const isOn = row?.listening === 1 && (!confirm || row.confirmed === 1)
      if (!isOn) {
        const counted = confirm ? null : await countListeners(feishu, profile)
        const online = counted?.ok ? counted.value : null
        if (counted && online !== 0 && row?.state !== 'listening') {
          const failure = counted.ok ? null : counted.failure
          return { listening: false, why: 'others', online, failure }
        }
        if (row?.listening === 1) await stop(profile)
        const ends_at_ms = confirm ? now() + SHARED_LISTENING_MINUTES * MINUTE_MS : null
        const started = { state: 'connecting', state_at_ms: now(), failure: null } as const
        await table.change(profile, {
          ...started,
          listening: 1,
          confirmed: confirm ? 1 : 0,
          ends_at_ms,
        })
        await keeper.wake()
        await opened(profile)
      }
      return { listening: true }
    },
    stopListening: stop,
    async close(): Promise<void> {
      await Promise.all([keeper.close(), passOn.close()])
    },
  }

  async function stop(profile: SecretProfile): Promise<void> {
    const off = { listening: 0, confirmed: 0, ends_at_ms: null, failure: null }
    await table.change(profile, { ...off, state: 'off', state_at_ms: now() })
    await keeper.wake()
  }
}

/** Whether an event for an app without an Encrypt Key is signed, as one with an empty key would be. */
function aboutSignature(text: string, headers: WebhookRequest['headers']): SeenVariant {
  const signature = headers['x-lark-signature']
  const parts = {
    timestamp: headers['x-lark-request-timestamp'] ?? '',
    nonce: headers['x-lark-request-nonce'] ?? '',
  }
  const isEmptyKey = signature === signEvent({ ...parts, encrypt_key: '', text })
  const variant = signature === undefined ? 'none' : isEmptyKey ? 'empty_key' : 'another'
  return { assumption: 'plain_event_signature', variant }
}

function toKept(fingerprint: string | null = null, at_ms: number | null = null): KeptSecret | null {
  return fingerprint === null
    ? null
    : { fingerprint, set_at: at_ms === null ? null : isoTime(at_ms) }
}

type Rejection = EventSourceView['webhook']['rejected'][number]

/** Anyone can send requests to an event URL: more lines would only fill the log. */
const LOG_EVERY_MS = 10_000

/** Counts the rejected requests of event URLs since this console started, and logs some of them. */
function createRejections(now: () => number, log: Log) {
  const counts = new Map<string, Map<EventRejection, Rejection & { logged_at: number }>>()
  return {
    add(profile: string, why: EventRejection): void {
      const own = counts.get(profile) ?? new Map()
      counts.set(profile, own)
      const { count = 0, logged_at = Number.NEGATIVE_INFINITY } = own.get(why) ?? {}
      const isLogged = now() - logged_at >= LOG_EVERY_MS
      if (isLogged) log({ event: 'event_rejected', profile, why, count: count + 1 })
      const last_at = new Date(now()).toISOString()
      own.set(why, { why, count: count + 1, last_at, logged_at: isLogged ? now() : logged_at })
    },
    list: (profile: string): Rejection[] =>
      [...(counts.get(profile)?.values() ?? [])].map(({ logged_at: _, ...rejection }) => rejection),
  }
}
