// @ts-check
import { spawn, spawnSync } from 'node:child_process'
import { realpathSync } from 'node:fs'
import { constants } from 'node:os'
import { join } from 'node:path'

/** @type {NodeJS.Signals[]} */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGBREAK']

/**
 * Runs a command in the foreground, forwards signals to it and waits until it exits.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 * @returns {Promise<number>} its exit code, or 128 + n if signal n ended it
 */
export function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: 'inherit', ...options })

    /** @param {NodeJS.Signals} signal */
    function forward(signal) {
      // A terminal sends Ctrl+C to the child too; a second SIGINT would interrupt its shutdown.
      if (signal === 'SIGINT' && process.stdin.isTTY) return
      child.kill(signal)
    }

    for (const signal of SIGNALS) process.on(signal, forward)
    const stopWatching = whenOrphaned(() => child.kill())
    const settle = () => {
      stopWatching()
      for (const signal of SIGNALS) process.off(signal, forward)
    }
    child.once('error', (error) => {
      settle()
      reject(error)
    })
    child.once('exit', (code, signal) => {
      settle()
      resolve(code ?? 128 + (signal ? constants.signals[signal] : 0))
    })
  })
}

/**
 * npm sends a SIGTERM only to the shell that it started us in. The shell exits and this process would
 * keep the port; the only sign is that the parent process has changed.
 *
 * @param {() => void} stop
 * @returns {() => void} stops watching
 */
function whenOrphaned(stop) {
  const parent = process.ppid
  const watch = setInterval(() => {
    if (process.env.npm_execpath && process.ppid !== parent) stop()
  }, 500)
  return () => clearInterval(watch)
}

/** The first Node that runs TypeScript without a flag and has all features that the server uses. */
const LEAST_MAJOR = 24

/**
 * Returns the path of the Node that runs the project: the one of the npm package `node`, else the
 * current one if it is new enough.
 *
 * @param {string} root the folder of package.json
 * @throws {Error} with one sentence for the user if there is none
 */
export function runtimePath(root) {
  const own = join(root, 'node_modules', 'node', 'bin', binaryName(process.platform))
  if (isCurrent(own) || majorOf(versionOf(own)) >= LEAST_MAJOR) return own
  if (majorOf(process.version) >= LEAST_MAJOR) return process.execPath
  throw new Error(
    `Node ${LEAST_MAJOR} is needed and this is ${process.version}. The package "node" contains it, but its ` +
      'install script was blocked or its binary does not run here: ' +
      `"npm rebuild node --ignore-scripts=false" runs the script, or start with Node ${LEAST_MAJOR} or newer.`,
  )
}

/** @param {NodeJS.Platform} platform */
function binaryName(platform) {
  return platform === 'win32' ? 'node.exe' : 'node'
}

/** @param {string} path */
function isCurrent(path) {
  try {
    return realpathSync(path) === process.execPath
  } catch {
    return false
  }
}

/** @param {string} path */
function versionOf(path) {
  return spawnSync(path, ['--version'], { encoding: 'utf8' }).stdout ?? ''
}

/** @param {string} version as Node prints it: `v24.21.0` */
function majorOf(version) {
  return Number(/^v(\d+)\./.exec(version)?.[1] ?? 0)
}
