import { execFile } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'

const npm = promisify(execFile)
const OPTIONS = { shell: process.platform === 'win32', maxBuffer: 16 * 1024 * 1024 }

export type Packed = { tarball: string; files: string[] }

/** Packs the package as `npm publish` would, building it first. */
export async function pack(root: string, destination: string): Promise<Packed> {
  const args = ['pack', '--json', '--pack-destination', destination]
  const { stdout } = await npm('npm', args, { ...OPTIONS, cwd: root })
  // What prepack itself prints may stand before the list.
  const [list] = JSON.parse(stdout.slice(stdout.indexOf('[\n')))
  const files = list.files.map(({ path }: { path: string }) => path)
  return { tarball: join(destination, list.filename), files }
}

/** Installs a tarball into an empty folder, as anybody would. */
export async function install(tarball: string, folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n')
  const args = ['install', '--no-audit', '--no-fund', '--prefer-offline', tarball]
  await npm('npm', args, { ...OPTIONS, cwd: folder })
}
