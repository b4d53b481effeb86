import { randomUUID } from 'node:crypto'
import { type Handler, Hono } from 'hono'
import { compress } from 'hono/compress'
import type { RouterRoute } from 'hono/types'
import { createDeliveries } from './deliveries/create-deliveries.ts'
import type { DeliveryStore } from './deliveries/deliveries.ts'
import type { Clock } from './feishu/clock.ts'
import type { ClockSkews } from './feishu/clock-skew.ts'
import type { ControlChannel } from './feishu/control-channel.ts'
import type { ExchangeDeps } from './feishu/exchange.ts'
import { redactUnsent } from './feishu/redact.ts'
import type { SecretProfile } from './feishu/secret-profile.ts'
import { apiDocumentRoute } from './http/api-document.ts'
import { mapErrors } from './http/error-mapper.ts'
import { type ConsoleEnv, hostGuard, originGuard, securityHeaders } from './http/guards.ts'
import { redirectMovedPage } from './http/pages.ts'
import { refuse } from './http/refusal.ts'
import type { Ledger, RetentionLimits } from './ledger/ledger.ts'
import { createLedgerHealth } from './ledger/ledger-health.ts'
import { NO_CLEANUP, type RetentionStatus } from './ledger/retention.ts'
import type { LedgerSender } from './ledger/sender.ts'
import { createLists } from './lists/create-lists.ts'
import type { Log } from './logging/log.ts'
import type { ConsoleMetrics } from './metrics/console-metrics.ts'
import type { ProfileStore } from './profiles/profiles.ts'
import { createRecipients } from './recipients/create-recipients.ts'
import { chatRoutes } from './routes/chats.ts'
import { deliveryRoutes } from './routes/deliveries.ts'
import { emulatorRoutes } from './routes/emulator.ts'
import { errorCodeRoutes } from './routes/error-codes.ts'
import { eventRoutes } from './routes/events.ts'
import { exchangeRoutes } from './routes/exchanges.ts'
import { healthRoutes, metricsRoutes } from './routes/health.ts'
import { historyRoutes } from './routes/history.ts'
import { listRoutes } from './routes/lists.ts'
import { messageRoutes } from './routes/messages.ts'
import { messageWithFollowUpsRoutes } from './routes/messages-with-follow-ups.ts'
import { profileRoutes } from './routes/profiles.ts'
import { recipientRoutes } from './routes/recipients.ts'
import { retentionRoutes } from './routes/retention.ts'
import { templateRoutes } from './routes/templates.ts'
import type { Storage } from './storage/storage.ts'
import { createTemplates } from './templates/create-templates.ts'

export type AppDeps = {
  profiles: ProfileStore
  /** Calls the platform, for everything that is not a send. */
  feishu: ExchangeDeps
  /** The clock skew of each upstream, by its responses. */
  skews: ClockSkews
  allowedHosts: ReadonlySet<string>
  clock: Clock
  storage: Storage
  ledger: Ledger
  sender: LedgerSender
  /** The source of `/metrics`, unless it is switched off. */
  metrics?: ConsoleMetrics | null
  /** The limits of the automatic cleanup. */
  retention: RetentionLimits
  /** What the automatic cleanup does and waits for; by default it is not running. */
  retentionStatus?: () => RetentionStatus
  /** Whether the e-mail address or mobile number that a person was chosen by is kept; default true. */
  keepLookups?: boolean
  /** Calls the control API of emulators. */
  control: ControlChannel
  /** Serves everything outside /api: the built page, or the development server's. */
  pages: Handler<ConsoleEnv>
  log: Log
  /** Is given what has to be closed before the ledger: the work that goes on without a request. */
  onClose: (close: () => Promise<void>) => void
}

/** Creates the console's app: guards, then the API, then the page. */
export function createApp(deps: AppDeps) {
  const { profiles, feishu, skews, allowedHosts, clock, storage, ledger, sender } = deps
  const { retentionStatus = () => NO_CLEANUP } = deps
  const { retention, keepLookups = true, control, metrics = null, pages, log } = deps
  const recipients = createRecipients(storage)
  const reading = { feishu, skews, storage, ledger, recipients, control }
  const redact = (text: string, profile: SecretProfile) =>
    redactUnsent(text, feishu.tokens.secrets(profile))
  const own = { storage, now: clock.wall, newId: randomUUID, redact }
  const templates = createTemplates(storage, own)
  const deliveries = createDeliveries({
    ...own,
    keepLabels: keepLookups,
    sender,
    ledger,
    feishu,
    skews,
  })
  const { lists, close } = createLists({
    ...own,
    deliveries,
    profiles,
    feishu,
    log,
    removableBefore: () => retentionStatus().before_ms,
    keepLabels: keepLookups,
  })
  deps.onClose(close)
  const knownSecrets = async () => {
    const listed = await profiles.list(null)
    const all = await Promise.all(listed.profiles.map(({ id }) => profiles.find(id, null)))
    return all.flatMap((profile) => (profile ? feishu.tokens.secrets(profile) : []))
  }
  const forget: DeliveryStore['forget'] = async (...person) =>
    (await deliveries.forget(...person)) + (await lists.forget(...person))
  const ledgerHealth = createLedgerHealth(storage.probe, clock.monotonic)
  const app = new Hono<ConsoleEnv>()
    .onError(mapErrors(log))
    .use(securityHeaders(), hostGuard(allowedHosts), originGuard(allowedHosts))
    .route('/api/health', healthRoutes(ledgerHealth, retentionStatus))
    .route('/api/profiles', profileRoutes({ profiles, ...feishu, doctor: reading, log }))
    .route('/api/error-codes', errorCodeRoutes())
    .route('/api/messages', messageRoutes(profiles, sender, reading))
    .route('/api/chats', chatRoutes(profiles, reading))
    .route(
      '/api/recipients',
      recipientRoutes(profiles, {
        ...reading,
        keepLookups,
        now: clock.wall,
        deliveries: { forget },
      }),
    )
    .route('/api/messages_with_follow_ups', messageWithFollowUpsRoutes(profiles, deliveries))
    .route('/api/deliveries', deliveryRoutes({ deliveries, profiles, templates }))
    .route('/api/lists', listRoutes({ lists, profiles, templates, clock }))
    .route('/api/exchanges', exchangeRoutes({ ledger, sender, profiles, clock }))
    .route('/api/history', historyRoutes(storage, sender))
    .route('/api/events', eventRoutes(storage))
    .route('/api/retention', retentionRoutes(ledger, retention, { retentionStatus, log }))
    .route('/api/templates', templateRoutes({ templates, clock, log, knownSecrets }))
    .route('/api/emulator', emulatorRoutes(profiles, control))
    .route(
      '/api/openapi.json',
      apiDocumentRoute(() => routes),
    )
    .all('/api/*', (c) => refuse(c, 'not_found'))
    .route('/metrics', metricsRoutes(metrics, ledgerHealth))
    .get('*', redirectMovedPage, compress(), pages)
    .notFound((c) => refuse(c, 'not_found'))
  const routes: readonly RouterRoute[] = app.routes
  return app
}

/** The console's routes with the types of their parameters and bodies, for a typed client. */
export type ConsoleApp = ReturnType<typeof createApp>
