import { randomUUID } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { type AppDeps, createApp } from './app.ts'
import { createEmulator } from './emulator/emulator.ts'
import type { Config } from './env.ts'
import { systemClock } from './feishu/clock.ts'
import { createClockSkews, watchClock } from './feishu/clock-skew.ts'
import { createControlChannel } from './feishu/control-channel.ts'
import { createRateBudgets } from './feishu/rate-budget.ts'
import { createTenantAccessTokens } from './feishu/tenant-access-token.ts'
import { createUpstream } from './feishu/upstream.ts'
import { loopbackHosts } from './http/allowed-hosts.ts'
import { builtPages } from './http/built-pages.ts'
import { consoleListener } from './http/console-listener.ts'
import { closeGracefully, createConsoleServer, listen } from './http/console-server.ts'
import type { Log } from './http/error-mapper.ts'
import { vitePages } from './http/vite-pages.ts'
import { type RunningLedger, startLedger } from './ledger/start-ledger.ts'
import { emulatorUrls } from './profiles/base-urls.ts'
import { createProfiles } from './profiles/create-profiles.ts'
import { environmentProfiles } from './profiles/environment-profiles.ts'
import { keySource } from './profiles/key-source.ts'
import { createPastedTokens } from './profiles/pasted-tokens.ts'
import { createVault, type Vault } from './profiles/vault.ts'
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

/** How long a stop waits for running sends: as long as one call may take. */
const GRACE_MS = 15_000
const DIST_FOLDER = fileURLToPath(new URL('../dist', import.meta.url))

/**
 * Starts the console and, unless it is left out, its emulator.
 * @throws PortError where a port is taken, StorageStartError where the ledger cannot be opened;
 *   nothing stays running then
 */
export async function startConsole(config: Config, { dev, log }: Options): Promise<RunningConsole> {
  const { retention, upstreamDeadlineMs: deadlineMs } = config
  const clock = systemClock
  const skews = createClockSkews()
  const upstream = watchClock(createUpstream({ clock, deadlineMs }), skews)
  const tokens = createTenantAccessTokens(upstream, clock)
  const budgets = createRateBudgets({ clock })
  const feishu = { upstream, tokens, clock, budgets }
  const storage = await openStorage(config.storage)
  let close = () => storage.close()
  try {
    const vault = createVault(storage, keySource(config.consoleKey, config.storage))
    await vault.check({ forget: config.forgetSecrets })
    const ledger = await startLedger(storage, { feishu, newId: randomUUID, retention, log })
    close = ledger.close
    return await serve(
      config,
      { dev, log },
      { feishu, skews, vault, storage, retention, ...ledger },
    )
  } catch (error) {
    await close()
    throw error
  }
}

type Parts = Pick<AppDeps, 'feishu' | 'skews' | 'storage' | 'retention'> &
  RunningLedger & { vault: Vault }

async function serve(
  config: Config,
  { dev, log }: Options,
  { close, vault, ...parts }: Parts,
): Promise<RunningConsole> {
  const { host, emulatorPort, allowedEventHosts } = config
  const emulator =
    emulatorPort === null
      ? null
      : await createEmulator({ host, port: emulatorPort, allowedEventHosts }).catch(
          (error: unknown) => {
            throw new PortError('EMULATOR_PORT', emulatorPort, error)
          },
        )

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
      // Its port may be one that nobody chose.
      ...(emulator ? [emulator.url, ...emulatorUrls(Number(new URL(emulator.url).port))] : []),
    ]),
    clock: feishu.clock,
    newId: randomUUID,
  })
  const control = createControlChannel()
  const app = createApp({
    ...parts,
    clock: feishu.clock,
    profiles,
    allowedHosts: loopbackHosts(port),
    retention: config.retention,
    control,
    pages: development?.pages ?? builtPages(DIST_FOLDER),
    log,
  })
  server.on('request', consoleListener(app))

  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${port}`,
    emulatorUrl: emulator?.url ?? null,
    async close() {
      // First, because an open page would keep the server from draining: its hot reload, or the phone.
      await Promise.all([development?.close(), control.close()])
      const drained = closeGracefully(server)
        .then(close)
        .then(() => feishu.upstream.close())
      await Promise.race([drained, setTimeout(GRACE_MS, undefined, { ref: false })])
      // What still runs then is found unfinished at the next start, and called unknown.
      server.closeAllConnections()
      await emulator?.close()
    },
  }
}
