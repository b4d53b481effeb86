import {
  type EventOutcome,
  type EventRejection,
  type EventSourceView,
  SHARED_LISTENING_MINUTES,
  type WebhookSettings,
} from '#contract/event-sources/event-source'
import type { JsonObject } from '#contract/json'
import type { Evidence, SeenVariant } from '../evidence/evidence.ts'
import type { ExchangeDeps } from '../feishu/exchange.ts'
import type { ProxySettings } from '../feishu/proxy.ts'
import type { QueryFailure } from '../feishu/queries/run-query.ts'
import type { SecretProfile } from '../feishu/secret-profile.ts'
import type { Log } from '../logging/log.ts'
import type { ProfileStore } from '../profiles/profiles.ts'
import type { Vault } from '../profiles/vault.ts'
import type { Results } from '../results/results.ts'
import type { Storage } from '../storage/storage.ts'
import { describeSource } from './describe-source.ts'
import {
  countListeners,
  createKeeper,
  type ListenerTiming,
  secretOf,
} from './long-connection/keep-listening.ts'
import { createPassOn } from './pass-on.ts'
import { createRejections } from './rejections.ts'
import { type SecretField, sourceTable } from './source-table.ts'
import { createTaker } from './take-event.ts'
import { signEvent, verifyEvent } from './verify-event.ts'

export type EventSourcesDeps = {
  storage: Storage
  vault: Vault
  profiles: Pick<ProfileStore, 'find'>
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
export type EventSources = {
  view: (profile: SecretProfile) => Promise<EventSourceView>
  /** Returns why nothing was saved: a URL that is not allowed, or a secret without a key to seal it. */
  saveWebhook: (
    profile: SecretProfile,
    settings: WebhookSettings,
  ) => Promise<{ path: SecretField | 'pass_on_url' } | null>
  /** Takes a request to the event URL. The event is stored when this resolves. */
  receive: (profile: SecretProfile, request: WebhookRequest) => Promise<WebhookResult>
  /** Takes events that another listener handed over. */
  handOver: (profile: SecretProfile, events: readonly unknown[]) => Promise<EventOutcome[]>
  /** Begins to listen; without `confirm` only if no other client of the app listens. */
  listen: (profile: SecretProfile, confirm: boolean) => Promise<ListenResult>
  stopListening: (profile: SecretProfile) => Promise<void>
  close: () => Promise<void>
}

const MINUTE_MS = 60_000
/** How long a request waits for the connection, so that its response can show how it went. */
const OPENING_MS = 3_000
const OPENING_STEP_MS = 50

/** The headers of the platform that a bot may need to verify an event. */
const PASSED_HEADERS = /^(?:x-(?:lark|tt|request)-.+|content-type|user-agent)$/

/** Creates the sources of events, and continues the long connections that people have asked for. */
export function createEventSources(deps: EventSourcesDeps): EventSources {
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

  async function view(profile: SecretProfile): Promise<EventSourceView> {
    const row = await table.find(profile)
    const received = await storage.read((db) =>
      db.selectFrom('event_counts').selectAll().where('profile', '=', profile.id).execute(),
    )
    return describeSource({
      profile,
      row,
      received,
      publicUrls,
      passOn: passOn.status(profile.id),
      rejected: rejections.list(profile.id),
      canListen: secretOf(profile) !== null,
    })
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
    async saveWebhook(profile, settings) {
      const url = settings.pass_on_url ? new URL(settings.pass_on_url) : null
      if (url && !passOn.allows(url)) return { path: 'pass_on_url' }
      const path = await table.save(profile, settings)
      return path === null ? null : { path }
    },
    async receive(profile, { text, value, headers }) {
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
    async handOver(profile, events) {
      const outcomes: EventOutcome[] = []
      // In their order, because one may change what the next one means.
      for (const event of events) outcomes.push(await take(profile, 'stdin', event))
      return outcomes
    },
    async listen(profile, confirm) {
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
    async close() {
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
