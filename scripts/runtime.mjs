// @ts-check
import { spawnSync } from 'node:child_process'
import { realpathSync } from 'node:fs'
import { join } from 'node:path'

/** The first Node that runs TypeScript without a flag and has everything the server uses. */
const LEAST_MAJOR = 24

/**
 * The Node that runs the project: the one that the npm package `node` brought, else the current
 * one where it is new enough.
 *
 * @param {string} root the folder of package.json
 * @throws {Error} with one sentence for the person where there is none
 */
export function runtimePath(root) {
  const own = join(root, 'node_modules', 'node', 'bin', binaryName(process.platform))
  if (isCurrent(own) || majorOf(versionOf(own)) >= LEAST_MAJOR) return own
  if (majorOf(process.version) >= LEAST_MAJOR) return process.execPath
  throw new Error(
    `Node ${LEAST_MAJOR} is needed and this is ${process.version}. The package "node" would bring it, but its ` +
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
