import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { aptInstall, canUseApt } from './apt.ts'

/** One picture (PNG) and how long it stands, in milliseconds. */
export type Frame = { png: Buffer; standsMs: number }

/**
 * Writes the frames as one animated WebP, with `img2webp` (Debian and Homebrew: `webp`).
 * @returns whether it could; `false` where that program is not to be had
 */
export async function animate(frames: readonly Frame[], file: string): Promise<boolean> {
  if (!hasEncoder() && !(canUseApt() && (await aptInstall(['webp'])) && hasEncoder())) return false
  const folder = mkdtempSync(join(tmpdir(), 'walk-'))
  try {
    const args = frames.flatMap(({ png, standsMs }, index) => {
      const path = join(folder, `${index}.png`)
      writeFileSync(path, png)
      return ['-d', String(standsMs), path]
    })
    const options = ['-loop', '0', '-min_size', '-lossy', '-q', '60', '-m', '6']
    const { status, stderr } = spawnSync('img2webp', [...options, ...args, '-o', file])
    if (status !== 0) throw new Error(`img2webp failed: ${stderr}`)
    return true
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function hasEncoder(): boolean {
  return spawnSync('img2webp', ['-version'], { stdio: 'ignore' }).status === 0
}
