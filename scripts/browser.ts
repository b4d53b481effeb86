import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { posix, win32 } from 'node:path'

/** What the search for a browser depends on. */
export type Machine = {
  platform: NodeJS.Platform
  env: Readonly<Record<string, string | undefined>>
  /** Whether a browser at this path starts. */
  runs: (path: string) => boolean
}

/** The headless shell has no windows, which saves a sixth of the CPU time of the tests. */
const LINUX_NAMES = [
  'chromium-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
]
const MAC_APPS = ['Google Chrome', 'Chromium', 'Microsoft Edge']
const WINDOWS_APPS = [
  ['Google', 'Chrome', 'Application', 'chrome.exe'],
  ['Chromium', 'Application', 'chrome.exe'],
  ['Microsoft', 'Edge', 'Application', 'msedge.exe'],
]

/** Possible paths of an installed Chromium, Chrome or Edge, best first. */
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

/** Possible paths of these programs on a Unix PATH, best first. */
export function onPath(names: readonly string[], env: Machine['env']): string[] {
  const folders = (env.PATH ?? '').split(':').filter(posix.isAbsolute)
  return names.flatMap((name) => folders.map((folder) => posix.join(folder, name)))
}

function present(folders: readonly (string | undefined)[]): string[] {
  return folders.filter((folder): folder is string => Boolean(folder))
}

/**
 * Finds the browser to drive: the one in CHROMIUM_PATH, else an installed one.
 * @returns its path, or null if only Playwright's own may exist
 * @throws Error if the browser in CHROMIUM_PATH does not start
 */
export function findBrowser(machine: Machine = thisMachine): string | null {
  const chosen = machine.env.CHROMIUM_PATH
  if (!chosen) return browserCandidates(machine).find(machine.runs) ?? null
  if (machine.runs(chosen)) return chosen
  throw new Error(`CHROMIUM_PATH names no browser that starts: ${chosen}`)
}

/** This option replaces Playwright's own, so its list is repeated after the first line. */
const DISABLED_FEATURES = [
  // Two hidden pages of the address bar, loaded for each new window: 40 % of the CPU time of a test.
  ...['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup'],
  'AimEnabled',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsFirstBalancedModeAutoEnable',
  'HttpsUpgrades',
  'LensOverlay',
  'MediaRouter',
  'NetworkTimeServiceQuerying',
  'OptimizationHints',
  'PaintHolding',
  'PreconnectToSearch',
  'TcpPortRandomizationWin',
  'ThirdPartyStoragePartitioning',
]

/** Launch options for Playwright, which turns the sandbox off (needed when running as root). */
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
      `--disable-features=${DISABLED_FEATURES.join()}`,
    ],
  }
}

/** Whether a browser starts. On Linux it is run: Ubuntu's `chromium-browser` may be a stub for a snap. */
export function browserRuns(path: string): boolean {
  if (!existsSync(path)) return false
  if (process.platform !== 'linux') return true
  return spawnSync(path, ['--version'], { stdio: 'ignore', timeout: 20_000 }).status === 0
}

const thisMachine: Machine = { platform: process.platform, env: process.env, runs: browserRuns }
