import { randomUUID } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { AccessSettings } from './access/settings.ts'
import { type AppDeps, createApp } from './app.ts'
import type { Config } from './env.ts'
import { systemClock } from './feishu/clock.ts'
import { createClockSkews, watchClock } from './feishu/clock-skew.ts'
import { createControlChannel } from './feishu/control-channel.ts'
import { createRateBudgets, WIDE_LIMITS } from './feishu/rate-budget.ts'
import { createTenantAccessTokens } from './feishu/tenant-access-token.ts'
import { createUpstream } from './feishu/upstream.ts'
import {
  closeGracefully,
  consoleListener,
  createConsoleServer,
  listen,
} from './http/console-server.ts'
import { loopbackHosts } from './http/guards.ts'
import { builtPages, vitePages } from './http/pages.ts'
import { type RunningLedger, startLedger } from './ledger/start-ledger.ts'
import type { Log } from './logging/log.ts'
import { createConsoleMetrics } from './metrics/console-metrics.ts'
import { emulatorUrls } from './profiles/base-urls.ts'
import { createProfiles } from './profiles/create-profiles.ts'
import { registerEmulator } from './profiles/emulator-registry.ts'
import { environmentProfiles } from './profiles/environment-profiles.ts'
import { keySource } from './profiles/key-source.ts'
import { createPastedTokens } from './profiles/pasted-tokens.ts'
import { profileTable } from './profiles/profile-table.ts'
import { createSharedPastedTokens } from './profiles/shared-pasted-tokens.ts'
import { createVault, type Vault } from './profiles/vault.ts'
import { openStorage } from './storage/open-storage.ts'
import { createSharedRate } from './storage/postgres-rate.ts'
import type { Storage } from './storage/storage.ts'

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

/** The settings do not fit together, or not with the stored data. The message is one line. */
export class SettingError extends Error {
  override readonly name = 'SettingError'
}

export type RunningConsole = {
  url: string
  emulatorUrl: string | null
  /** The one-time link that makes the first admin; null if there is one, or no local accounts. */
  setupUrl: string | null
  /** Accepts no more requests, and resolves when the running ones have finished. */
  close(): Promise<void>
}

type ConsoleOptions = { dev: boolean; log: Log }

const DIST_FOLDER = fileURLToPath(new URL('../dist', import.meta.url))

/** How much longer than one call a stop waits, so that the last outcome can be written. */
const STOP_MARGIN_MS = 2_000

/**
 * Starts the console and, unless it is switched off, its emulator.
 * @throws PortError if a port is taken, StorageStartError if the ledger cannot be opened,
 *   SettingError if there is nothing to send as; nothing keeps running then
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
  const plain = createUpstream({ clock, deadlineMs, proxy: config.proxy })
  const upstream = watchClock(metrics?.watchUpstream(plain) ?? plain, skews)
  const opened = await openStorage(config.storage, metrics?.databaseWait)
  const storage = metrics?.watchStorage(opened) ?? opened
  const shared = createSharedRate(storage)
  const tokens = createTenantAccessTokens(upstream, clock, shared)
  const limits = config.rateBudget ? { shared } : { limits: WIDE_LIMITS }
  const budgets = createRateBudgets({ clock, ...limits })
  const feishu = { upstream, tokens, clock, budgets }
  let close = () => storage.close()
  try {
    const vault = createVault(storage, keySource(config.consoleKey, config.storage))
    await vault.check({ forget: config.forgetSecrets })
    await requireApp(config, storage)
    const ledger = await startLedger(storage, {
      ...{ feishu, newId: randomUUID, retention, log },
      sendLimits: config.sendLimits,
    })
    close = ledger.close
    const parts = { feishu, skews, vault, storage, retention, metrics, ...ledger }
    return await serve(config, { ...options, log }, parts)
  } catch (error) {
    metrics?.close()
    await close()
    throw error
  }
}

/** @throws SettingError without the emulator, an app of the environment and a stored one */
async function requireApp(config: Config, storage: Storage): Promise<void> {
  if (config.emulatorPort !== null || config.realProfile) return
  if ((await profileTable(storage).all()).length > 0) return
  throw new SettingError(
    'EMULATOR: without it there is no app to send as. Set FEISHU_APP_ID and FEISHU_APP_SECRET, or add an app on the page Apps first.',
  )
}

type ServedParts = Pick<AppDeps, 'feishu' | 'skews' | 'storage' | 'retention' | 'metrics'> &
  RunningLedger & { vault: Vault }

async function serve(
  config: Config,
  { dev, log }: ConsoleOptions,
  { close, stop, vault, ...parts }: ServedParts,
): Promise<RunningConsole> {
  const { host, emulatorPort } = config
  const emulator = emulatorPort === null ? null : await startEmulator(config, emulatorPort, log)

  const server = createConsoleServer()
  const development = dev
    ? await vitePages(server, {
        basePath: config.reverseProxy.basePath,
        asksToSignIn: config.access !== null,
      })
    : null
  let port: number
  try {
    port = await listen(server, host, config.port)
  } catch (error) {
    await Promise.all([development?.close(), emulator?.close()])
    throw new PortError('PORT', config.port, error)
  }

  const { storage, feishu } = parts
  // Without CONSOLE_KEY nothing of a token may leave this process.
  const pasted =
    storage.kind === 'postgres' && config.consoleKey
      ? createSharedPastedTokens(storage, vault, feishu.clock)
      : createPastedTokens(feishu.clock)
  const allowedBaseUrls = new Set([
    ...config.allowedBaseUrls,
    // Its port may have been chosen by the system.
    ...(emulator ? [emulator.url, ...emulatorUrls(Number(new URL(emulator.url).port))] : []),
  ])
  const emulators = await registerEmulator(
    storage,
    emulator && { console: `${urlHost(host)}:${port}`, url: emulator.url },
  )
  const profiles = createProfiles({
    fixed: () => environmentProfiles(config.realProfile, emulators.all()),
    explainMissing: emulators.explainMissing,
    storage,
    vault,
    tokens: feishu.tokens,
    pasted,
    allowedBaseUrls: { has: (url) => allowedBaseUrls.has(url) || emulators.hasUrl(url) },
    clock: feishu.clock,
    newId: randomUUID,
  })
  const access = config.access && (await startAccess(config.access, { ...parts, profiles, log }))
  const control = createControlChannel()
  const allowedHosts = new Set([...loopbackHosts(port), ...config.allowedHosts])
  const pages = development?.pages ?? builtPages(DIST_FOLDER)
  const closers: (() => Promise<void>)[] = []
  const app = createApp({
    ...parts,
    onClose: (closeOne) => closers.push(closeOne),
    keepLookups: config.keepLookups,
    profiles,
    vault,
    allowedHosts,
    access: access?.access ?? null,
    openWithoutSignIn: config.openWithoutSignIn,
    reverseProxy: config.reverseProxy,
    sendLimits: config.sendLimits,
    proxy: config.proxy,
    passOnHosts: config.passOnHosts,
    clock: feishu.clock,
    control,
    pages,
    log,
  })
  const { listener, idle } = consoleListener(app)
  server.on('request', listener)

  const url = `http://${urlHost(host)}:${port}${config.reverseProxy.basePath}`
  return {
    url,
    setupUrl: access?.link ? `${url}${access.link.path}` : null,
    emulatorUrl: emulator?.url ?? null,
    async close() {
      stop()
      pasted.close()
      const work = Promise.all([emulators.close(), ...closers.map((closeOne) => closeOne())])
      // First, because an open page holds connections: for its hot reload, or to follow the emulator.
      await Promise.all([development?.close(), control.close()])
      const drained = Promise.all([closeGracefully(server), work])
        .then(idle)
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

type AccessParts = Pick<AppDeps, 'feishu' | 'storage' | 'profiles' | 'log'>

/**
 * Starts the sign-in; without an admin among the local accounts it has a link that makes the first one.
 * @throws SettingError if there is no app to sign in with
 */
async function startAccess(settings: AccessSettings, { feishu, ...parts }: AccessParts) {
  // Imported only here: a console without sign-in starts as before.
  const { createAccess } = await import('./access/create-access.ts')
  const { upstream, clock } = feishu
  const app = settings.feishu && (await parts.profiles.find(settings.feishu.profile, null))
  if (settings.feishu && app?.credential.kind !== 'custom') {
    throw new SettingError('FEISHU_SIGN_IN_APP: there is no app with this ID and an App Secret.')
  }
  const access = createAccess({ ...parts, settings, upstream, clock })
  return { access, link: (await access.local?.firstAdminLink()) ?? null }
}

async function startEmulator(config: Config, port: number, log: Log) {
  // Imported only here: a console without it starts sooner and stays smaller.
  const { createEmulator } = await import('./emulator/emulator.ts')
  return createEmulator({
    port,
    host: config.emulatorHost,
    allowedHosts: config.emulatorAllowedHosts,
    allowedEventHosts: config.allowedEventHosts,
    warn: (warning) => log({ event: 'emulator', warning }),
  }).catch((error: unknown) => {
    throw new PortError('EMULATOR_PORT', port, error)
  })
}

/** The host for a URL that works on this machine. */
function urlHost(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1'
  if (host === '::') return '[::1]'
  return host.includes(':') ? `[${host}]` : host
}
