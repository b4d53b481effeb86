// @ts-check
import { spawn } from 'node:child_process'
import { constants } from 'node:os'

/** @type {NodeJS.Signals[]} */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP']

/**
 * Runs a command in the foreground, hands signals on to it and waits for its end.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 * @returns {Promise<number>} its exit code, or 128 + n where signal n ended it
 */
export function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: 'inherit', ...options })

    /** @param {NodeJS.Signals} signal */
    function handOn(signal) {
      // A terminal sends Ctrl+C to every process in front by itself; a second one would cut short
      // the child's tidying up.
      if (signal === 'SIGINT' && process.stdin.isTTY) return
      child.kill(signal)
    }

    for (const signal of SIGNALS) process.on(signal, handOn)
    const stopWatching = whenOrphaned(() => child.kill())
    const settle = () => {
      stopWatching()
      for (const signal of SIGNALS) process.off(signal, handOn)
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
 * npm hands a SIGTERM only to the shell between it and us. The shell dies of it and we would go on,
 * with the port taken; all that is left to see is that our parent has gone.
 *
 * @param {() => void} stop
 * @returns {() => void} ends the watch
 */
function whenOrphaned(stop) {
  const parent = process.ppid
  const watch = setInterval(() => {
    if (process.env.npm_execpath && process.ppid !== parent) stop()
  }, 500)
  return () => clearInterval(watch)
}
