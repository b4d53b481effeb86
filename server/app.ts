import { randomUUID } from 'node:crypto'
import { type Handler, Hono } from 'hono'
import { compress } from 'hono/compress'
import type { RouterRoute } from 'hono/types'
import { authenticate } from './access/authenticate.ts'
import { createAppLookup } from './access/caller.ts'
import type { Access } from './access/create-access.ts'
import { createApprovalChanges } from './approvals/approval-changes.ts'
import { createApprovals } from './approvals/approvals.ts'
import { holdLists } from './approvals/hold-lists.ts'
import { createHoldSends } from './approvals/hold-send.ts'
import { createAuditLog } from './audit/audit-log.ts'
import { auditRequests } from './audit/audit-requests.ts'
import { createConnections } from './connections/create-connections.ts'
import { createDeliveries } from './deliveries/create-deliveries.ts'
import type { DeliveryStore } from './deliveries/deliveries.ts'
import { collectEvidence } from './evidence/about-exchanges.ts'
import { createEvidence } from './evidence/evidence.ts'
import type { Clock } from './feishu/clock.ts'
import type { ClockSkews } from './feishu/clock-skew.ts'
import type { ControlChannel } from './feishu/control-channel.ts'
import type { ExchangeDeps } from './feishu/exchange.ts'
import type { ProxySettings } from './feishu/proxy.ts'
import type { Schedule } from './feishu/rate-queue.ts'
import { redactUnsent } from './feishu/redact.ts'
import type { SecretProfile } from './feishu/secret-profile.ts'
import { apiDocumentRoute } from './http/api-document.ts'
import { mapErrors } from './http/error-mapper.ts'
import { type ConsoleEnv, hostGuard, originGuard, securityHeaders, streams } from './http/guards.ts'
import { redirectMovedPage } from './http/pages.ts'
import { refuse } from './http/refusal.ts'
import {
  basePathGuard,
  clientInfo,
  NO_REVERSE_PROXY,
  pathWithoutBase,
  type ReverseProxySettings,
} from './http/reverse-proxy.ts'
import type { Ledger, RetentionLimits } from './ledger/ledger.ts'
import { createLedgerHealth } from './ledger/ledger-health.ts'
import { NO_CLEANUP, type RetentionStatus } from './ledger/retention.ts'
import type { SendLimits } from './ledger/send-limits.ts'
import type { LedgerSender } from './ledger/sender.ts'
import { createLists } from './lists/create-lists.ts'
import type { Log } from './logging/log.ts'
import type { ConsoleMetrics } from './metrics/console-metrics.ts'
import type { ProfileStore } from './profiles/profiles.ts'
import type { Vault } from './profiles/vault.ts'
import { createRecipients } from './recipients/create-recipients.ts'
import { createResults } from './results/create-results.ts'
import { approvalRoutes } from './routes/approvals.ts'
import { auditRoutes } from './routes/audit.ts'
import { connectionRoutes } from './routes/connections.ts'
import { deliveryRoutes } from './routes/deliveries.ts'
import { emulatorRoutes } from './routes/emulator.ts'
import { errorCodeRoutes } from './routes/error-codes.ts'
import { eventSourceRoutes, evidenceRoutes, platformEventRoutes } from './routes/event-sources.ts'
import { exchangeRoutes, historyRoutes } from './routes/exchanges.ts'
import { healthRoutes, metricsRoutes } from './routes/health.ts'
import { listRoutes } from './routes/lists.ts'
import { chatRoutes, messageRoutes, messageWithFollowUpsRoutes } from './routes/messages.ts'
import { peopleRoutes } from './routes/people.ts'
import { profileRoutes } from './routes/profiles.ts'
import { recipientRoutes } from './routes/recipients.ts'
import { resultFileRoutes, resultRoutes } from './routes/results.ts'
import { eventRoutes, retentionRoutes } from './routes/retention.ts'
import { sessionRoutes } from './routes/session.ts'
import { templateRoutes } from './routes/templates.ts'
import { tokenRoutes } from './routes/tokens.ts'
import { createEventSources } from './sources/event-sources.ts'
import type { ListenerTiming } from './sources/long-connection/keep-listening.ts'
import type { Storage } from './storage/storage.ts'
import { createTemplates } from './templates/create-templates.ts'

export type AppDeps = {
  profiles: ProfileStore
  /** Seals what a connection by scan waits with. */
  vault: Vault
  /** Calls the platform, for everything that is not a send. */
  feishu: ExchangeDeps
  /** The clock skew of each upstream, by its responses. */
  skews: ClockSkews
  allowedHosts: ReadonlySet<string>
  /** How people sign in; by default the console asks for no sign-in. */
  access?: Access | null
  /** The console is open beyond this machine without a sign-in. */
  openWithoutSignIn?: boolean
  /** How a proxy in front of the console publishes it; by default there is none. */
  reverseProxy?: ReverseProxySettings
  clock: Clock
  storage: Storage
  ledger: Ledger
  sender: LedgerSender
  /** The source of `/metrics`, unless it is switched off. */
  metrics?: ConsoleMetrics | null
  /** The limits of the automatic cleanup. */
  retention: RetentionLimits
  /** How often one person may be sent to, and may send; by default there is no limit. */
  sendLimits?: SendLimits
  /** What the automatic cleanup does and waits for; by default it is not running. */
  retentionStatus?: () => RetentionStatus
  /** Whether the e-mail address or mobile number that a person was chosen by is kept; default true. */
  keepLookups?: boolean
  /** The proxy for calls of the platform, which long connections go through too. */
  proxy?: ProxySettings | null
  /** The hosts that events may be passed on to, besides this machine. */
  passOnHosts?: readonly string[]
  /** How often long connections are looked after. */
  listenerTiming?: Partial<ListenerTiming>
  /** Runs what watches chats later; timers by default. */
  watchSchedule?: Schedule
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
  const { profiles, feishu, skews, allowedHosts, clock, storage } = deps
  const { retentionStatus = () => NO_CLEANUP, reverseProxy = NO_REVERSE_PROXY } = deps
  const { access = null, openWithoutSignIn = false } = deps
  const { retention, keepLookups = true, control, metrics = null, pages, log } = deps
  const { watchSchedule: schedule } = deps
  const watching = { storage, profiles, feishu, skews, clock, log, ...(schedule && { schedule }) }
  const results = createResults(watching)
  deps.onClose(results.close)
  const evidence = createEvidence({ storage, now: clock.wall, log })
  deps.onClose(evidence.close)
  const collecting = collectEvidence(deps.sender, evidence, skews)
  const { sender, ledger } = results.follow(collecting, deps.ledger)
  const recipients = createRecipients(storage)
  const reading = { feishu, skews, storage, ledger, recipients, control }
  const redact = (text: string, profile: SecretProfile) =>
    redactUnsent(text, feishu.tokens.secrets(profile))
  const own = { storage, now: clock.wall, newId: randomUUID, redact }
  const templates = createTemplates(storage, own)
  const deliveries = createDeliveries({
    ...own,
    keepLabels: keepLookups,
    ...(deps.sendLimits && { sendLimits: deps.sendLimits }),
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
  const { upstream } = feishu
  const scanning = { vault: deps.vault, upstream, clock, profiles, recipients, log }
  const connections = createConnections({ ...own, ...scanning })
  deps.onClose(connections.close)
  const sources = createEventSources({
    ...{ storage, vault: deps.vault, profiles, feishu, log },
    results,
    evidence,
    proxy: deps.proxy ?? null,
    passOnHosts: deps.passOnHosts ?? [],
    publicUrls: publicUrls(allowedHosts, reverseProxy.basePath),
    ...(deps.listenerTiming && { timing: deps.listenerTiming }),
  })
  deps.onClose(sources.close)
  const knownSecrets = async () => {
    const listed = await profiles.list(null)
    const all = await Promise.all(listed.profiles.map(({ id }) => profiles.find(id, null)))
    return all.flatMap((profile) => (profile ? feishu.tokens.secrets(profile) : []))
  }
  const forget: DeliveryStore['forget'] = async (...person) => {
    const [{ profile }, { receive_id }] = person
    const removed = await approvals.forget(profile, receive_id)
    return removed + (await deliveries.forget(...person)) + (await lists.forget(...person))
  }
  const audit = createAuditLog(storage, clock.wall)
  const approvals = createApprovals({ ...own, keepLabels: keepLookups })
  const changes = createApprovalChanges(storage.bus)
  const holding = createHoldSends({ approvals, changes, now: clock.wall })
  const ledgerHealth = createLedgerHealth(storage.probe, clock.monotonic)
  const app = new Hono<ConsoleEnv>({ getPath: pathWithoutBase(reverseProxy.basePath) })
    .onError(mapErrors(log))
    .use(
      securityHeaders(),
      streams(),
      clientInfo(reverseProxy, log),
      hostGuard(allowedHosts, log),
      originGuard(allowedHosts, log),
      basePathGuard(reverseProxy),
      auditRequests(audit, clock.monotonic),
      authenticate(access, createAppLookup(profiles, storage)),
    )
    .route('/api/health', healthRoutes(ledgerHealth, retentionStatus))
    .route('/api/session', sessionRoutes({ access, openWithoutSignIn, log }))
    .route('/api/people', peopleRoutes(access, lists))
    .route('/api/tokens', tokenRoutes(access))
    .route('/api/profiles', profileRoutes({ profiles, ...feishu, doctor: reading, results, log }))
    .route('/api/connections', connectionRoutes(connections))
    .route('/api/error-codes', errorCodeRoutes())
    .route('/api/messages', messageRoutes(profiles, sender, reading, holding))
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
    .route(
      '/api/messages_with_follow_ups',
      messageWithFollowUpsRoutes(profiles, deliveries, holding),
    )
    .route('/api/deliveries', deliveryRoutes({ deliveries, profiles, templates, holding }))
    .route(
      '/api/lists',
      listRoutes({
        lists,
        profiles,
        templates,
        clock,
        holding: holdLists(holding, lists, profiles),
      }),
    )
    .route('/api/exchanges', exchangeRoutes({ ledger, sender, profiles, clock, holding }))
    .route('/api/history', historyRoutes(storage, sender))
    .route('/api/events', eventRoutes(storage))
    .route('/api/events', platformEventRoutes({ profiles, sources }))
    .route('/api/event-sources', eventSourceRoutes({ profiles, sources, feishu }))
    .route('/api/evidence', evidenceRoutes(evidence, clock.wall))
    .route(
      '/api/approvals',
      approvalRoutes({
        ...{ approvals, changes, profiles, sender, deliveries, lists },
        access,
        now: clock.wall,
      }),
    )
    .route('/api/audit', auditRoutes(audit, clock.wall))
    .route('/api/results', resultRoutes({ results, profiles, approvals: changes }))
    .route('/api/results.csv', resultFileRoutes({ storage, clock }))
    .route('/api/retention', retentionRoutes(ledger, retention, { retentionStatus, log }))
    .route('/api/templates', templateRoutes({ templates, clock, log, knownSecrets }))
    .route('/api/emulator', emulatorRoutes(profiles, control, results.lookSoon))
    .route(
      '/api/openapi.json',
      apiDocumentRoute(() => routes),
    )
    .all('/api/*', (c) => refuse(c, 'not_found'))
    .route('/metrics', metricsRoutes(metrics, ledgerHealth, reverseProxy.metricsToken))
    .get('*', redirectMovedPage, compress(), pages)
    .notFound((c) => refuse(c, 'not_found'))
  const routes: readonly RouterRoute[] = app.routes
  return app
}

/** The addresses that the platform could reach: those of the allowed hosts that are not this machine. */
function publicUrls(allowedHosts: ReadonlySet<string>, basePath: string): string[] {
  const hosts = [...allowedHosts].filter((host) => !/^(?:127\.|localhost\b|\[::1\])/.test(host))
  return hosts.map((host) => `https://${host}${basePath}`)
}

/** The console's routes with the types of their parameters and bodies, for a typed client. */
export type ConsoleApp = ReturnType<typeof createApp>
