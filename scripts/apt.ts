import { existsSync } from 'node:fs'
import { attempt } from './attempt.ts'

const SECOND = 1000
const LIMITS = { idleMs: 180 * SECOND, totalMs: 900 * SECOND }

/** The texts of the console are Chinese and hold emoji; Debian's Chromium brings no font for either. */
export const FONT_PACKAGES = ['fonts-noto-cjk', 'fonts-noto-color-emoji']

/** Whether this process may install packages of Debian or Ubuntu. */
export function canUseApt(): boolean {
  return process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')
}

/** Installs packages; waits up to five minutes for another apt to finish. */
export async function aptInstall(packages: readonly string[]): Promise<boolean> {
  const options = ['-q', '-y', '-o', 'DPkg::Lock::Timeout=300']
  const env = { DEBIAN_FRONTEND: 'noninteractive' }
  // Lists that could not be renewed may still be good enough.
  await attempt('apt-get', [...options, 'update'], LIMITS, env)
  const install = [...options, 'install', '--no-install-recommends', ...packages]
  return attempt('apt-get', install, LIMITS, env)
}
