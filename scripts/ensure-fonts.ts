import { spawnSync } from 'node:child_process'
import { aptInstall, canUseApt, FONT_PACKAGES } from './apt.ts'

/** On Linux, makes sure that Chinese is not drawn as boxes; where it cannot, it says how and goes on. */
export async function ensureFonts(): Promise<void> {
  if (process.platform !== 'linux' || hasChineseFont()) return
  console.log('No font for Chinese found.')
  if (canUseApt() && (await aptInstall(FONT_PACKAGES)) && hasChineseFont()) return
  console.log(
    `Screenshots will show boxes; Debian has them: sudo apt-get install -y ${FONT_PACKAGES.join(' ')}`,
  )
}

function hasChineseFont(): boolean {
  const { stdout } = spawnSync('fc-list', [':lang=zh'], { encoding: 'utf8' })
  return Boolean(stdout?.trim())
}
