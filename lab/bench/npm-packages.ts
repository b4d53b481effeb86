import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const CACHE = fileURLToPath(new URL('../../.cache/bench', import.meta.url))
const LIMIT_MS = 180_000

/**
 * Installs a package and its dependencies into the cache unless it is there. Rivals are not
 * dependencies of the project.
 * @param spec `name@version`
 * @returns the folder of the package
 */
export function installPackage(spec: string): string {
  const folder = cached(spec, (draft) => {
    writeFileSync(join(draft, 'package.json'), '{"private":true}')
    npm(['install', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', spec], draft)
  })
  return join(folder, 'node_modules', nameOf(spec))
}

/** Downloads the files of a package without its dependencies. */
export function unpackPackage(spec: string): string {
  const folder = cached(spec, (draft) => {
    npm(['pack', '--loglevel=error', spec], draft)
    const [archive = ''] = readdirSync(draft).filter((name) => name.endsWith('.tgz'))
    run('tar', ['-xzf', archive], draft)
    rmSync(join(draft, archive))
  })
  return join(folder, 'package')
}

/**
 * Fills a temporary folder first, so that a broken download is never used.
 * @throws Error if the package cannot be downloaded
 */
function cached(spec: string, fill: (draft: string) => void): string {
  const folder = join(CACHE, spec.replaceAll('/', '+'))
  if (existsSync(folder)) return folder
  const draft = `${folder}.${process.pid}`
  mkdirSync(draft, { recursive: true })
  try {
    fill(draft)
    renameSync(draft, folder)
    return folder
  } catch {
    rmSync(draft, { recursive: true, force: true })
    throw new Error(`${spec} could not be installed from the npm registry`)
  }
}

function npm(args: readonly string[], cwd: string): void {
  const { npm_execpath } = process.env
  if (npm_execpath) run(process.execPath, [npm_execpath, ...args], cwd)
  else run(process.platform === 'win32' ? 'npm.cmd' : 'npm', args, cwd)
}

function run(command: string, args: readonly string[], cwd: string): void {
  const { status, error } = spawnSync(command, args, {
    cwd,
    timeout: LIMIT_MS,
    stdio: 'ignore',
    shell: command.endsWith('.cmd'),
  })
  if (error) throw error
  if (status !== 0) throw new Error(`${command} exited with ${status}`)
}

function nameOf(spec: string): string {
  return spec.slice(0, spec.lastIndexOf('@'))
}
