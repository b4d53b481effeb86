import type { ErrorHandler } from 'hono'
import { StorageError } from '../storage/storage-error.ts'
import type { ConsoleEnv } from './console-env.ts'
import { refuse } from './refusal.ts'

/** One line of the server's log; `level: 'info'` marks what is no problem. */
export type LogEntry = Readonly<Record<string, string | number>>
export type Log = (entry: LogEntry) => void

/**
 * Turns what a handler threw into a plain 500, or 503 for the storage, and one line of the log.
 *
 * Only the error's name and where it happened are logged: a message may quote a body or a token.
 */
export function mapErrors(log: Log): ErrorHandler<ConsoleEnv> {
  return (error, c) => {
    if (error instanceof StorageError) {
      log({ event: 'storage_failed', path: c.req.path.slice(0, 200), error: error.message })
      return refuse(c, 'storage')
    }
    const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
    log({
      // Whoever asked has gone, and at a stop what was asked of has gone too.
      ...(c.env?.outgoing?.destroyed ? { level: 'info' } : {}),
      event: 'request_failed',
      method: c.req.method,
      path: c.req.path.slice(0, 200),
      error: error.name,
      at: frames.slice(0, 5).join(' ').trim(),
    })
    return refuse(c, 'internal')
  }
}
