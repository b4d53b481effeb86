// @ts-check
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, sep } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { run } from './run.mjs'

/**
 * Installs what package-lock.json names, unless it is installed already.
 *
 * @param {string} root the folder of package.json
 * @throws {Error} with one sentence for the user if npm fails
 */
export async function ensureDependencies(root) {
  if (isInstalled(root)) return
  const lock = join(root, '.cache', 'install.lock')
  const onWait = () =>
    console.log(`Another process is installing the dependencies; waiting for it (${lock}) …`)
  await withLock(lock, onWait, async () => {
    if (!isInstalled(root)) await install(root)
  })
}

/** @param {string} root */
async function install(root) {
  const started = performance.now()
  console.log('Installing the dependencies, once …')
  const npm = npmCommand(root)
  const code = await run(npm.command, npm.args, {
    cwd: root,
    // npm's errors go to stderr; its stdout is only the count of packages.
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: npm.shell,
  })
  if (code !== 0) {
    throw new Error(
      `The dependencies could not be installed (npm exited with ${code}, see its output above). ` +
        'The first start needs a reachable npm registry; then start again.',
    )
  }
  writeFileSync(stampPath(root), fingerprint(root))
  console.log(`Installed in ${((performance.now() - started) / 1000).toFixed(1)} s.`)
}

/** @param {string} root */
function isInstalled(root) {
  const stamp = readOrNull(stampPath(root))
  if (stamp !== null) return stamp === fingerprint(root)
  // Installed by hand: npm's own record of node_modules is newer than the lock file.
  const record = modifiedAt(join(root, 'node_modules', '.package-lock.json'))
  return record > modifiedAt(join(root, 'package-lock.json'))
}

/**
 * node_modules holds native binaries, so a copy from another kind of machine does not count.
 *
 * @param {string} root
 */
function fingerprint(root) {
  const lock = readFileSync(join(root, 'package-lock.json'))
  return `${createHash('sha256').update(lock).digest('hex')} ${process.platform}-${process.arch}\n`
}

/** @param {string} root */
function stampPath(root) {
  return join(root, 'node_modules', '.installed')
}

/**
 * How to call npm. In an npm script, the Node that runs npm is used, so that no shell is involved
 * and the installation does not replace the running binary.
 *
 * @param {string} root
 */
function npmCommand(root) {
  const { npm_execpath, npm_node_execpath } = process.env
  // With NODE_ENV=production npm would leave out the build tools and the runtime.
  const flags = ['--include=dev', '--no-audit', '--no-fund', '--no-progress', '--loglevel=error']
  const args = [command(root), ...flags]
  if (npm_execpath && basename(npm_execpath) === 'npm-cli.js') {
    const node = npm_node_execpath ?? process.execPath
    return { command: node, args: [npm_execpath, ...args], shell: false }
  }
  const windows = process.platform === 'win32'
  return { command: windows ? 'npm.cmd' : 'npm', args, shell: windows }
}

/**
 * `npm ci` empties node_modules first. Windows cannot delete a running program, and this process may
 * run the Node of node_modules; `npm install` replaces only what changed.
 *
 * @param {string} root
 */
function command(root) {
  const inUse = process.execPath.startsWith(join(root, 'node_modules') + sep)
  return process.platform === 'win32' && inUse ? 'install' : 'ci'
}

/** @param {string} path */
function readOrNull(path) {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return null
  }
}

/** @param {string} path */
function modifiedAt(path) {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0
}

/**
 * Runs a task while no other process holds the same lock. A lock whose owner has exited is taken over.
 *
 * @template T
 * @param {string} path the lock: a file that holds its owner's process id
 * @param {() => void} onWait called once if another process holds the lock
 * @param {() => Promise<T>} task
 * @returns {Promise<T>}
 */
async function withLock(path, onWait, task) {
  mkdirSync(dirname(path), { recursive: true })
  let waited = false
  while (!take(path)) {
    if (!waited) onWait()
    waited = true
    await wait(200)
  }
  try {
    return await task()
  } finally {
    rmSync(path, { force: true })
  }
}

/** @param {string} path */
function take(path) {
  try {
    writeFileSync(path, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if (!isCode(error, 'EEXIST')) throw error
  }
  const owner = ownerOf(path)
  if (owner !== null && !isAlive(owner)) rmSync(path, { force: true })
  return false
}

/** @param {string} path */
function ownerOf(path) {
  try {
    // The file is empty for a moment between its creation and the writing of the ID.
    return Number(readFileSync(path, 'utf8')) || null
  } catch {
    return null
  }
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return !isCode(error, 'ESRCH')
  }
}

/**
 * @param {unknown} error
 * @param {string} code
 */
function isCode(error, code) {
  return error instanceof Error && 'code' in error && error.code === code
}
