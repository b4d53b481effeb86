import { randomUUID } from 'node:crypto'
import { type Handler, Hono } from 'hono'
import { compress } from 'hono/compress'
import type { Clock } from './feishu/clock.ts'
import type { ClockSkews } from './feishu/clock-skew.ts'
import type { ControlChannel } from './feishu/control-channel.ts'
import type { ExchangeDeps } from './feishu/exchange.ts'
import type { ConsoleEnv } from './http/console-env.ts'
import { type Log, mapErrors } from './http/error-mapper.ts'
import { hostGuard } from './http/host-guard.ts'
import { originGuard } from './http/origin-guard.ts'
import { refuse } from './http/refusal.ts'
import { securityHeaders } from './http/security-headers.ts'
import type { Ledger, Retention } from './ledger/ledger.ts'
import { createLedgerHealth } from './ledger/ledger-health.ts'
import type { Sender } from './ledger/sender.ts'
import type { ConsoleMetrics } from './metrics/console-metrics.ts'
import type { Profiles } from './profiles/profiles.ts'
import { createRecipients } from './recipients/create-recipients.ts'
import { budgetRoutes } from './routes/budget.ts'
import { chatRoutes } from './routes/chats.ts'
import { doctorRoutes } from './routes/doctor.ts'
import { emulatorRoutes } from './routes/emulator.ts'
import { errorCodeRoutes } from './routes/error-codes.ts'
import { exchangeRoutes } from './routes/exchanges.ts'
import { healthRoutes } from './routes/health.ts'
import { messageRoutes } from './routes/messages.ts'
import { messageWithFollowUpsRoutes } from './routes/messages-with-follow-ups.ts'
import { metricsRoutes } from './routes/metrics.ts'
import { preflightRoutes } from './routes/preflight.ts'
import { profileRoutes } from './routes/profiles.ts'
import { recipientRoutes } from './routes/recipients.ts'
import { retentionRoutes } from './routes/retention.ts'
import { templateRoutes } from './routes/templates.ts'
import type { Storage } from './storage/storage.ts'
import { createTemplates } from './templates/create-templates.ts'

export type AppDeps = {
  profiles: Profiles
  /** The way to the platform, for what is not a send. */
  feishu: ExchangeDeps
  /** How far the clocks of the upstreams are off, by what was answered. */
  skews: ClockSkews
  allowedHosts: ReadonlySet<string>
  clock: Clock
  storage: Storage
  ledger: Ledger
  sender: Sender
  /** What /metrics tells; left out where it is switched off. */
  metrics?: ConsoleMetrics | null
  /** The limits that hold by themselves. */
  retention: Retention
  /** The way to the emulators' own calls. */
  control: ControlChannel
  /** Serves everything outside /api: the built page, or the development server's. */
  pages: Handler<ConsoleEnv>
  log: Log
}

/** Assembles the console: guards first, then its API, then its page. */
export function createApp(deps: AppDeps) {
  const { profiles, feishu, skews, allowedHosts, clock, storage, ledger, sender } = deps
  const { retention, control, metrics = null, pages, log } = deps
  const recipients = createRecipients(storage)
  const reading = { feishu, skews, storage, ledger, recipients, control }
  const ledgerHealth = createLedgerHealth(storage.probe, clock.monotonic)
  return new Hono<ConsoleEnv>()
    .onError(mapErrors(log))
    .use(securityHeaders(), hostGuard(allowedHosts), originGuard(allowedHosts))
    .route('/api/health', healthRoutes(ledgerHealth))
    .route('/api/profiles', profileRoutes(profiles, feishu.tokens))
    .route('/api/error-codes', errorCodeRoutes())
    .route('/api/profiles', budgetRoutes(profiles, feishu.budgets))
    .route('/api/profiles', doctorRoutes(profiles, reading))
    .route('/api/messages', messageRoutes(profiles, sender))
    .route('/api/messages', preflightRoutes(profiles, reading))
    .route('/api/chats', chatRoutes(profiles, reading))
    .route('/api/recipients', recipientRoutes(profiles, reading))
    .route('/api/messages_with_follow_ups', messageWithFollowUpsRoutes(profiles, sender))
    .route('/api/exchanges', exchangeRoutes({ ledger, sender, profiles, clock }))
    .route('/api/retention', retentionRoutes(ledger, retention))
    .route(
      '/api/templates',
      templateRoutes(createTemplates(storage, { now: clock.wall, newId: randomUUID }), clock),
    )
    .route('/api/emulator', emulatorRoutes(profiles, control))
    .all('/api/*', (c) => refuse(c, 'not_found'))
    .route('/metrics', metricsRoutes(metrics, ledgerHealth))
    .get('*', compress(), pages)
    .notFound((c) => refuse(c, 'not_found'))
}
