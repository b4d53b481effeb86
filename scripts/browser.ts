import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { posix, win32 } from 'node:path'

/** The machine as far as finding a browser goes. */
export type Machine = {
  platform: NodeJS.Platform
  env: Readonly<Record<string, string | undefined>>
  /** Whether there is a browser at this path that starts. */
  runs: (path: string) => boolean
}

const LINUX_NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
const MAC_APPS = ['Google Chrome', 'Chromium', 'Microsoft Edge']
const WINDOWS_APPS = [
  ['Google', 'Chrome', 'Application', 'chrome.exe'],
  ['Chromium', 'Application', 'chrome.exe'],
  ['Microsoft', 'Edge', 'Application', 'msedge.exe'],
]

/** Where an installed Chromium, Chrome or Edge may stand, best first. */
export function browserCandidates({ platform, env }: Omit<Machine, 'runs'>): string[] {
  switch (platform) {
    case 'darwin': {
      const folders = ['/Applications', env.HOME && posix.join(env.HOME, 'Applications')]
      return MAC_APPS.flatMap((app) =>
        present(folders).map((folder) => posix.join(folder, `${app}.app`, 'Contents/MacOS', app)),
      )
    }
    case 'win32': {
      const folders = present([env.ProgramFiles, env['ProgramFiles(x86)'], env.LOCALAPPDATA])
      return WINDOWS_APPS.flatMap((app) => folders.map((folder) => win32.join(folder, ...app)))
    }
    default:
      return onPath(LINUX_NAMES, env)
  }
}

/** Where programs of these names may stand on a PATH as Unix has it, best first. */
export function onPath(names: readonly string[], env: Machine['env']): string[] {
  const folders = (env.PATH ?? '').split(':').filter(posix.isAbsolute)
  return names.flatMap((name) => folders.map((folder) => posix.join(folder, name)))
}

function present(folders: readonly (string | undefined)[]): string[] {
  return folders.filter((folder): folder is string => Boolean(folder))
}

/**
 * The browser to drive: the one CHROMIUM_PATH names, else an installed one.
 * @returns `null` where only Playwright's own is left
 * @throws Error where CHROMIUM_PATH names none
 */
export function findBrowser(machine: Machine = thisMachine): string | null {
  const chosen = machine.env.CHROMIUM_PATH
  if (!chosen) return browserCandidates(machine).find(machine.runs) ?? null
  if (machine.runs(chosen)) return chosen
  throw new Error(`CHROMIUM_PATH names no browser that starts: ${chosen}`)
}

/** How Playwright starts the browser; it turns the sandbox off by itself, as root would require. */
export function launchOptions() {
  const executablePath = findBrowser()
  return {
    ...(executablePath !== null && { executablePath }),
    args: [
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  }
}

/** Whether a browser starts. On Linux the file alone says little: Ubuntu's `chromium-browser` may be a stub for a snap. */
export function browserRuns(path: string): boolean {
  if (!existsSync(path)) return false
  if (process.platform !== 'linux') return true
  return spawnSync(path, ['--version'], { stdio: 'ignore', timeout: 20_000 }).status === 0
}

const thisMachine: Machine = { platform: process.platform, env: process.env, runs: browserRuns }
