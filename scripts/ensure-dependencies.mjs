// @ts-check
import { createHash } from 'node:crypto'
import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { basename, join, sep } from 'node:path'
import { withLock } from './lock.mjs'
import { run } from './run.mjs'

/**
 * Installs what package-lock.json names, unless it is installed already.
 *
 * @param {string} root the folder of package.json
 * @throws {Error} with one sentence for the person where npm failed
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
      `The dependencies could not be installed (npm ended with ${code}, its reasons are above). ` +
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
  // Installed by hand: npm's own record of what stands in node_modules is newer than the lock file.
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
 * How to call npm: through the Node that runs npm itself where this is an npm script, so that no
 * shell is in between and nothing depends on a binary that the installation replaces.
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
 * `npm ci` empties node_modules first. Windows refuses to delete a running program, which this
 * process is where it was started by the Node of node_modules; `npm install` replaces only what changed.
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
