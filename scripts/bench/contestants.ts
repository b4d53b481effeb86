import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ensureServer } from '../ensure-server.ts'
import { type ServerProcess, startServer } from './server-process.ts'

const here = (name: string) => fileURLToPath(new URL(`./servers/${name}.ts`, import.meta.url))

export function startUpstream(): Promise<ServerProcess> {
  return startServer(here('upstream'), { side: 'driving' })
}

/** One of the servers in servers/, before the given upstream. */
export function startContestant(
  name: 'push-route' | 'plain-proxy' | 'hono-sdk',
  upstream: ServerProcess,
): Promise<ServerProcess> {
  return startServer(here(name), { env: { UPSTREAM: upstream.url }, side: 'measured' })
}

/** The settings of a console that sends to the given upstream and to nobody else. */
export function consoleSettings(upstream: { url: string }, folder: string): Record<string, string> {
  return {
    PORT: '0',
    DATA_DIR: folder,
    EMULATOR: 'off',
    RATE_BUDGET: 'off',
    EMULATOR_PORT: new URL(upstream.url).port,
    FEISHU_BASE_URL: upstream.url,
    FEISHU_APP_ID: 'cli_bench',
    FEISHU_APP_SECRET: 'secret-of-the-bench',
  }
}

/** The console as it is run, with its ledger in a folder of its own unless one is given. */
export async function startConsole(
  upstream: ServerProcess,
  folder?: string,
): Promise<ServerProcess> {
  const own = folder ?? mkdtempSync(join(tmpdir(), 'follow-up-console-bench-'))
  const env = consoleSettings(upstream, own)
  const server = await startServer(await ensureServer(), { env, side: 'measured' })
  return {
    ...server,
    async stop() {
      await server.stop()
      if (folder === undefined) rmSync(own, { recursive: true, force: true })
    },
  }
}

/** Runs the work with servers that are stopped afterwards, whatever happens. */
export async function withServers<T>(
  start: (
    add: <S extends { stop(): Promise<void> }>(server: Promise<S>) => Promise<S>,
  ) => Promise<T>,
): Promise<T> {
  const running: { stop(): Promise<void> }[] = []
  try {
    return await start(async (starting) => {
      const server = await starting
      running.push(server)
      return server
    })
  } finally {
    await Promise.all(running.map((server) => server.stop()))
  }
}
