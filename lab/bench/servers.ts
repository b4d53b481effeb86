import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Browser, chromium } from '@playwright/test'
import { launchOptions } from '../../scripts/browser.ts'
import { ensureServer } from '../../scripts/build.ts'
import { type ServerProcess, startServer } from './server-process.ts'

const here = (name: string) => fileURLToPath(new URL(`./servers/${name}.ts`, import.meta.url))

export function startUpstream(): Promise<ServerProcess> {
  return startServer(here('upstream'), { side: 'driving' })
}

/** Starts one of the servers in servers/ that call the given upstream. */
export async function startCompared(
  name: 'console-without-ledger' | 'plain-console' | 'hono-sdk',
  upstream: ServerProcess,
): Promise<ServerProcess> {
  const env = { UPSTREAM: upstream.url }
  const server = await startServer(here(name), { env, side: 'measured' })
  return { ...server, stop: () => server.stop('SIGTERM') }
}

/** The settings of a console that sends only to the given upstream. */
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

/** Starts the built console with its ledger in a folder. */
export async function startConsole(
  upstream: ServerProcess,
  folder: string,
): Promise<ServerProcess> {
  const env = consoleSettings(upstream, folder)
  return startServer(await ensureServer(), { env, side: 'measured' })
}

/** Starts what a measurement needs. */
export type BenchSetup = {
  add<S extends { stop(): Promise<void> }>(starting: Promise<S>): Promise<S>
  browser(): Promise<Browser>
  /** Creates a temporary folder. */
  folder(): string
}

/** Runs the work, then stops and removes all that it set up, also after an error. */
export async function withServers<T>(work: (setup: BenchSetup) => Promise<T>): Promise<T> {
  const cleanUps: (() => unknown)[] = []
  try {
    return await work({
      async add(starting) {
        const server = await starting
        cleanUps.push(() => server.stop())
        return server
      },
      async browser() {
        const browser = await chromium.launch(launchOptions())
        cleanUps.push(() => browser.close())
        return browser
      },
      folder() {
        const folder = mkdtempSync(join(tmpdir(), 'follow-up-console-bench-'))
        cleanUps.push(() => rmSync(folder, { recursive: true, force: true }))
        return folder
      },
    })
  } finally {
    for (const cleanUp of cleanUps.reverse()) await cleanUp()
  }
}
