import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { ensureServer } from '../../scripts/build.ts'

export type ConsoleProcess = {
  pid: number
  url: string
  /** `null` where it runs with EMULATOR=off. */
  emulatorUrl: string | null
  /** The one-time link for the first admin, if it printed one. */
  setupUrl: () => string | null
  /** Everything it has written to stderr so far. */
  stderr: () => string
  stop(): Promise<void>
  /** Ends it as a crash does. */
  kill(): Promise<void>
}

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
let built: Promise<string> | undefined
/** The built console, which takes a fifth of the CPU time of the sources to start. */
export const builtConsole = (): Promise<string> => (built ??= ensureServer())

const START_MS = 30_000
const STOP_MS = 5_000

/**
 * Starts the console (the built one, unless `main` names another) as a process of its own, on free ports, and waits for its addresses.
 * It sees only the settings given here, nothing of this machine's, above all no credential, and
 * keeps its ledger in a folder of its own that goes when it is stopped.
 * @param place where to start another one than this clone's
 * @throws Error with its stderr where it does not start
 */
export async function startConsoleProcess(
  settings: Readonly<Record<string, string>> = {},
  args: readonly string[] = [],
  {
    folder: cwd = ROOT,
    main,
    node = process.execPath,
  }: { folder?: string; main?: string; node?: string } = {},
): Promise<ConsoleProcess> {
  const program = main ?? (await builtConsole())
  const folder = mkdtempSync(join(tmpdir(), 'follow-up-console-'))
  const child = spawn(node, [program, ...args], {
    cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
    // Windows opens no socket without SystemRoot.
    env: {
      SystemRoot: process.env.SystemRoot,
      NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE,
      PORT: '0',
      EMULATOR_PORT: '0',
      ...(settings.DATABASE_URL ? {} : { DATA_DIR: folder }),
      ...settings,
    },
  })
  let stderr = ''
  child.stderr.setEncoding('utf8').on('data', (text) => {
    stderr += text
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))

  async function end(signal: NodeJS.Signals): Promise<void> {
    child.kill(signal)
    const late = setTimeout(() => child.kill('SIGKILL'), STOP_MS)
    await ended
    clearTimeout(late)
    rmSync(folder, { recursive: true, force: true })
  }

  return new Promise((resolve, reject) => {
    const fail = (why: string): void => {
      clearTimeout(late)
      child.kill('SIGKILL')
      reject(new Error(`The console ${why}.\n${stderr}`))
    }
    const late = setTimeout(() => fail('printed no address in time'), START_MS)
    child.once('error', (error) => fail(`could not be run: ${error.message}`))
    void ended.then(() => fail('ended at its start'))

    const addresses = new Map<string, string>()
    const wanted = settings.EMULATOR === 'off' ? ['Console'] : ['Console', 'Emulator']
    createInterface(child.stdout).on('line', (line) => {
      const [, name, address] = /^(\w+(?: \w+)?) +(http:\S+)$/.exec(line) ?? []
      if (name && address) addresses.set(name, address)
      const url = addresses.get('Console')
      if (!url || !wanted.every((one) => addresses.has(one))) return
      clearTimeout(late)
      resolve({
        pid: child.pid ?? 0,
        url,
        emulatorUrl: addresses.get('Emulator') ?? null,
        setupUrl: () => addresses.get('Set up') ?? null,
        stderr: () => stderr,
        stop: () => end('SIGTERM'),
        kill: () => end('SIGKILL'),
      })
    })
  })
}

/** Puts the emulator of a console back to its seed. */
export async function resetEmulator({ emulatorUrl }: ConsoleProcess): Promise<void> {
  const { ok, status } = await fetch(`${emulatorUrl}/_emulator/reset`, { method: 'POST' })
  if (!ok) throw new Error(`The emulator could not be reset: HTTP ${status}`)
}
