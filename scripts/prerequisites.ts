/** What the tests need beside npm packages: a browser, fonts and, in CI, PostgreSQL. */
import { spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { chromium } from '@playwright/test'
import { HAS_POSTGRES } from '../server/testing/postgres-cluster.ts'
import { browserRuns, findBrowser } from './browser.ts'

const PLAYWRIGHT = fileURLToPath(
  new URL('../node_modules/@playwright/test/cli.js', import.meta.url),
)
const SECOND = 1000
const DOWNLOAD_LIMITS = { idleMs: 120 * SECOND, totalMs: 600 * SECOND }
const APT_LIMITS = { idleMs: 180 * SECOND, totalMs: 900 * SECOND }
/** The console shows Chinese and emoji; Debian's Chromium brings no font for either. */
const FONT_PACKAGES = ['fonts-noto-cjk', 'fonts-noto-color-emoji']

/**
 * Finds a browser for the end-to-end tests, or installs one.
 * @returns its path, or null if it is Playwright's own
 * @throws Error that says what to install if there is no browser and none can be installed
 */
export async function ensureBrowser(): Promise<string | null> {
  const found = findBrowser()
  if (found !== null || hasPlaywrightBrowser()) return found
  console.log('No Chromium, Chrome or Edge found; downloading one for the tests …')
  if ((await downloadBrowser()) && hasPlaywrightBrowser()) return null
  if (canUseApt()) {
    console.log('The download failed; installing the distribution’s Chromium …')
    // Ubuntu has no package of the headless shell.
    for (const browser of ['chromium-headless-shell', 'chromium']) {
      await aptInstall([browser, ...FONT_PACKAGES])
      const installed = findBrowser()
      if (installed !== null) return installed
    }
  }
  throw new Error(
    'The end-to-end tests need a browser: install Google Chrome, Chromium or Edge ' +
      `(Debian: sudo apt-get install -y ${['chromium', ...FONT_PACKAGES].join(' ')}), ` +
      'or set CHROMIUM_PATH to one.',
  )
}

function hasPlaywrightBrowser(): boolean {
  return browserRuns(chromium.executablePath())
}

async function downloadBrowser(): Promise<boolean> {
  const install = (command: string) =>
    runWithLimits(process.execPath, [PLAYWRIGHT, command, 'chromium'], DOWNLOAD_LIMITS, {
      PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: String(10 * SECOND),
    })
  if (!(await install('install'))) return false
  return canUseApt() && !hasPlaywrightBrowser() ? install('install-deps') : true
}

/** On Linux, installs a Chinese font if there is none; prints how to install one if it may not. */
export async function ensureFonts(): Promise<void> {
  if (process.platform !== 'linux' || hasChineseFont()) return
  console.log('No font for Chinese found.')
  if (canUseApt() && (await aptInstall(FONT_PACKAGES)) && hasChineseFont()) return
  console.log(
    `Screenshots will show boxes. On Debian: sudo apt-get install -y ${FONT_PACKAGES.join(' ')}`,
  )
}

function hasChineseFont(): boolean {
  const { stdout } = spawnSync('fc-list', [':lang=zh'], { encoding: 'utf8' })
  return Boolean(stdout?.trim())
}

/** In CI, installs PostgreSQL if there is none; elsewhere the tests that need it are skipped. */
export async function ensurePostgres(): Promise<void> {
  if (HAS_POSTGRES) return
  if (process.env.CI && canUseApt() && (await aptInstall(['postgresql']))) return
  console.log('PostgreSQL is not installed: the tests that need it are skipped.')
}

/** Whether this process may install packages of Debian or Ubuntu. */
export function canUseApt(): boolean {
  return process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')
}

/**
 * Installs Debian packages; waits up to five minutes for another apt to finish.
 * @returns whether all of them are installed
 */
export async function aptInstall(packages: readonly string[]): Promise<boolean> {
  const options = ['-q', '-y', '-o', 'DPkg::Lock::Timeout=300']
  const env = { DEBIAN_FRONTEND: 'noninteractive' }
  // An outdated package list may still be good enough, so a failed update is ignored.
  await runWithLimits('apt-get', [...options, 'update'], APT_LIMITS, env)
  const install = [...options, 'install', '--no-install-recommends', ...packages]
  return runWithLimits('apt-get', install, APT_LIMITS, env)
}

type Limits = {
  /** Longest time without output, in milliseconds. */
  idleMs: number
  totalMs: number
}

/**
 * Runs a command that may hang without a network. Its output only shows that it is alive.
 * @returns whether it exited with 0 in time
 */
export function runWithLimits(
  command: string,
  args: readonly string[],
  { idleMs, totalMs }: Limits,
  env: Readonly<Record<string, string>> = {},
): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...env },
    })
    const settle = (ok: boolean): void => {
      clearTimeout(total)
      clearTimeout(idle)
      resolve(ok)
    }
    const stop = (): void => {
      child.kill()
      settle(false)
    }
    const total = setTimeout(stop, totalMs)
    const idle = setTimeout(stop, idleMs)
    for (const output of [child.stdout, child.stderr]) output.on('data', () => idle.refresh())
    child.once('error', () => settle(false))
    child.once('exit', (code) => settle(code === 0))
  })
}
