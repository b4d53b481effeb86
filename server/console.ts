import { randomUUID } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { type AppDeps, createApp } from './app.ts'
import type { Config } from './env.ts'
import { systemClock } from './feishu/clock.ts'
import { createClockSkews, watchClock } from './feishu/clock-skew.ts'
import { createControlChannel } from './feishu/control-channel.ts'
import { createRateBudgets, WIDE_LIMITS } from './feishu/rate-budget.ts'
import { createTenantAccessTokens } from './feishu/tenant-access-token.ts'
import { createUpstream } from './feishu/upstream.ts'
import { loopbackHosts } from './http/allowed-hosts.ts'
import {
  closeGracefully,
  consoleListener,
  createConsoleServer,
  listen,
} from './http/console-server.ts'
import { builtPages, vitePages } from './http/pages.ts'
import { type RunningLedger, startLedger } from './ledger/start-ledger.ts'
import type { Log } from './logging/log.ts'
import { createConsoleMetrics } from './metrics/console-metrics.ts'
import { emulatorUrls } from './profiles/base-urls.ts'
import { createProfiles } from './profiles/create-profiles.ts'
import { environmentProfiles } from './profiles/environment-profiles.ts'
import { keySource } from './profiles/key-source.ts'
import { createPastedTokens } from './profiles/pasted-tokens.ts'
import { createVault, type Vault } from './profiles/vault.ts'
import { openStorage } from './storage/open-storage.ts'

/** A port cannot be used; `variable` names the setting that chooses another. */
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
  /** Accepts no more requests, and resolves when the running ones have finished. */
  close(): Promise<void>
}

type ConsoleOptions = { dev: boolean; log: Log }

const DIST_FOLDER = fileURLToPath(new URL('../dist', import.meta.url))

/** How much longer than one call a stop waits, so that the last outcome can be written. */
const STOP_MARGIN_MS = 2_000

/**
 * Starts the console and, unless it is switched off, its emulator.
 * @throws PortError if a port is taken, StorageStartError if the ledger cannot be opened; nothing
 *   keeps running then
 */
export async function startConsole(
  config: Config,
  options: ConsoleOptions,
): Promise<RunningConsole> {
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

type ServedParts = Pick<AppDeps, 'feishu' | 'skews' | 'storage' | 'retention' | 'metrics'> &
  RunningLedger & { vault: Vault }

async function serve(
  config: Config,
  { dev, log }: ConsoleOptions,
  { close, stop, vault, ...parts }: ServedParts,
): Promise<RunningConsole> {
  const { host, emulatorPort } = config
  const emulator = emulatorPort === null ? null : await startEmulator(config, emulatorPort)

  const server = createConsoleServer()
  const development = dev ? await vitePages(server) : null
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
      // Its port may have been chosen by the system.
      ...(emulator ? [emulator.url, ...emulatorUrls(Number(new URL(emulator.url).port))] : []),
    ]),
    clock: feishu.clock,
    newId: randomUUID,
  })
  const control = createControlChannel()
  const allowedHosts = new Set([...loopbackHosts(port), ...config.allowedHosts])
  const pages = development?.pages ?? builtPages(DIST_FOLDER)
  const closers: (() => Promise<void>)[] = []
  const app = createApp({
    ...parts,
    onClose: (closeOne) => closers.push(closeOne),
    keepLookups: config.keepLookups,
    profiles,
    allowedHosts,
    clock: feishu.clock,
    control,
    pages,
    log,
  })
  server.on('request', consoleListener(app))

  return {
    url: `http://${urlHost(host)}:${port}`,
    emulatorUrl: emulator?.url ?? null,
    async close() {
      stop()
      const work = Promise.all(closers.map((closeOne) => closeOne()))
      // First, because an open page holds connections: for its hot reload, or to follow the emulator.
      await Promise.all([development?.close(), control.close()])
      const drained = Promise.all([closeGracefully(server), work])
        .then(close)
        .then(() => feishu.upstream.close())
      const wait = (ms: number) => setTimeout(ms, undefined, { ref: false })
      await Promise.race([drained, wait(config.upstreamDeadlineMs + STOP_MARGIN_MS)])
      // A client that still reads, such as a download, is not waited for any longer.
      server.closeAllConnections()
      await Promise.race([drained, wait(STOP_MARGIN_MS)])
      parts.metrics?.close()
      await emulator?.close()
    },
  }
}

async function startEmulator({ host, allowedEventHosts }: Config, port: number) {
  // Imported only here: a console without it starts sooner and stays smaller.
  const { createEmulator } = await import('./emulator/emulator.ts')
  return createEmulator({ host, port, allowedEventHosts }).catch((error: unknown) => {
    throw new PortError('EMULATOR_PORT', port, error)
  })
}

/** The host for a URL that works on this machine. */
function urlHost(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1'
  if (host === '::') return '[::1]'
  return host.includes(':') ? `[${host}]` : host
}
