import { randomUUID } from 'node:crypto'
import type { Server } from 'node:http'
import { setTimeout } from 'node:timers/promises'
import type { AppDeps } from './app.ts'
import type { Config } from './env.ts'
import { systemClock } from './feishu/clock.ts'
import { createClockSkews, watchClock } from './feishu/clock-skew.ts'
import { createControlChannel } from './feishu/control-channel.ts'
import { createRateBudgets, WIDE_LIMITS } from './feishu/rate-budget.ts'
import { createTenantAccessTokens } from './feishu/tenant-access-token.ts'
import { createUpstream } from './feishu/upstream.ts'
import { loopbackHosts } from './http/allowed-hosts.ts'
import { answerRequests } from './http/answer-requests.ts'
import { closeGracefully, createConsoleServer, listen } from './http/console-server.ts'
import type { Log } from './http/error-mapper.ts'
import { type RunningLedger, startLedger } from './ledger/start-ledger.ts'
import { createConsoleMetrics } from './metrics/console-metrics.ts'
import { emulatorUrls } from './profiles/base-urls.ts'
import { createProfiles } from './profiles/create-profiles.ts'
import { environmentProfiles } from './profiles/environment-profiles.ts'
import { keySource } from './profiles/key-source.ts'
import { createPastedTokens } from './profiles/pasted-tokens.ts'
import { createVault, type Vault } from './profiles/vault.ts'
import { pushDirectly } from './routes/push-directly.ts'
import { openStorage } from './storage/open-storage.ts'

/** A port could not be had; `variable` names the setting that chooses another. */
export class PortError extends Error {
  override readonly name = 'PortError'
  readonly variable: 'PORT' | 'EMULATOR_PORT'
  constructor(variable: 'PORT' | 'EMULATOR_PORT', port: number, cause: unknown) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause)
    const why = code === 'EADDRINUSE' ? 'is already in use' : `cannot be used (${code})`
    super(`Port ${port} ${why}: set ${variable} to another one.`)
    this.variable = variable
  }
}

export type RunningConsole = {
  url: string
  emulatorUrl: string | null
  /** Stops taking requests and lets the running ones finish, sends above all. */
  close(): Promise<void>
}

type Options = { dev: boolean; log: Log }

/** How much longer than one call a stop waits: what came of the last one has to be written. */
const MARGIN_MS = 2_000

/**
 * Starts the console and, unless it is left out, its emulator.
 * @throws PortError where a port is taken, StorageStartError where the ledger cannot be opened;
 *   nothing stays running then
 */
export async function startConsole(config: Config, options: Options): Promise<RunningConsole> {
  const { retention, upstreamDeadlineMs: deadlineMs } = config
  const clock = systemClock
  const metrics = config.metrics ? createConsoleMetrics() : null
  const log: Log = (entry) => {
    options.log(entry)
    metrics?.log(entry)
  }
  const skews = createClockSkews()
  const plain = createUpstream({ clock, deadlineMs })
  const upstream = watchClock(metrics?.watchUpstream(plain) ?? plain, skews)
  const tokens = createTenantAccessTokens(upstream, clock)
  const budgets = createRateBudgets({
    clock,
    ...(config.rateBudget ? {} : { limits: WIDE_LIMITS }),
  })
  const feishu = { upstream, tokens, clock, budgets }
  const opened = await openStorage(config.storage)
  const storage = metrics?.watchStorage(opened) ?? opened
  let close = () => storage.close()
  try {
    const vault = createVault(storage, keySource(config.consoleKey, config.storage))
    await vault.check({ forget: config.forgetSecrets })
    const ledger = await startLedger(storage, { feishu, newId: randomUUID, retention, log })
    close = ledger.close
    const parts = { feishu, skews, vault, storage, retention, metrics, ...ledger }
    return await serve(config, { ...options, log }, parts)
  } catch (error) {
    metrics?.close()
    await close()
    throw error
  }
}

type Parts = Pick<AppDeps, 'feishu' | 'skews' | 'storage' | 'retention' | 'metrics'> &
  RunningLedger & { vault: Vault }

async function serve(
  config: Config,
  { dev, log }: Options,
  { close, stop, vault, ...parts }: Parts,
): Promise<RunningConsole> {
  const { host, emulatorPort } = config
  const emulator = emulatorPort === null ? null : await startEmulator(config, emulatorPort)

  const server = createConsoleServer()
  const development = dev ? await startVite(server) : null
  let port: number
  try {
    port = await listen(server, host, config.port)
  } catch (error) {
    await Promise.all([development?.close(), emulator?.close()])
    throw new PortError('PORT', config.port, error)
  }

  const { storage, feishu } = parts
  const profiles = createProfiles({
    fixed: environmentProfiles(config.realProfile, emulator?.url ?? null),
    storage,
    vault,
    tokens: feishu.tokens,
    pasted: createPastedTokens(feishu.clock),
    allowedBaseUrls: new Set([
      ...config.allowedBaseUrls,
      // Its port may be one that nobody chose.
      ...(emulator ? [emulator.url, ...emulatorUrls(Number(new URL(emulator.url).port))] : []),
    ]),
    clock: feishu.clock,
    newId: randomUUID,
  })
  const control = createControlChannel()
  const allowedHosts = new Set([...loopbackHosts(port), ...config.allowedHosts])
  const pushing = { profiles, sender: parts.sender, allowedHosts, log }
  const requests = answerRequests({
    takes: pushDirectly(pushing),
    async load() {
      const { appListener } = await import('./app-listener.ts')
      const { pages } = development ?? {}
      return appListener({ ...parts, ...pushing, clock: feishu.clock, control, pages })
    },
    log,
  })
  server.on('request', requests)

  return {
    url: `http://${nameOf(host)}:${port}`,
    emulatorUrl: emulator?.url ?? null,
    async close() {
      stop()
      // First, because an open page would keep the server from draining: its hot reload, or the phone.
      await Promise.all([development?.close(), control.close()])
      const drained = closeGracefully(server)
        .then(close)
        .then(() => feishu.upstream.close())
      const wait = (ms: number) => setTimeout(ms, undefined, { ref: false })
      await Promise.race([drained, wait(config.upstreamDeadlineMs + MARGIN_MS)])
      // Whoever has not taken an answer by now, a download for one, keeps nobody any longer.
      server.closeAllConnections()
      await Promise.race([drained, wait(MARGIN_MS)])
      parts.metrics?.close()
      await emulator?.close()
    },
  }
}

async function startVite(server: Server) {
  const { vitePages } = await import('./http/vite-pages.ts')
  return vitePages(server)
}

async function startEmulator({ host, allowedEventHosts }: Config, port: number) {
  // Loaded here alone: a console without it starts sooner and stays smaller.
  const { createEmulator } = await import('./emulator/emulator.ts')
  return createEmulator({ host, port, allowedEventHosts }).catch((error: unknown) => {
    throw new PortError('EMULATOR_PORT', port, error)
  })
}

/** The name under which whoever sits at this machine finds what listens there. */
function nameOf(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1'
  if (host === '::') return '[::1]'
  return host.includes(':') ? `[${host}]` : host
}
