import type { ErrorHandler } from 'hono'
import { StorageError } from '../storage/storage-error.ts'
import type { ConsoleEnv } from './console-env.ts'
import { refuse } from './refusal.ts'

/** One line of the server's log; `level: 'info'` marks what is no problem. */
export type LogEntry = Readonly<Record<string, string | number>>
export type Log = (entry: LogEntry) => void

/** Turns what a handler threw into a plain 500, or 503 for the storage, and one line of the log. */
export function mapErrors(log: Log): ErrorHandler<ConsoleEnv> {
  return (error, c) => {
    const { method, path } = c.req
    const gone = c.env?.outgoing?.destroyed ?? false
    return refuse(c, logFailure(log, error, { method, path, gone }))
  }
}

/**
 * Logs that a request failed. Only the error's name and where it happened are logged: a message may
 * quote a body or a token.
 * @returns what is to be answered
 */
export function logFailure(
  log: Log,
  failure: unknown,
  { method, path, gone }: { method: string; path: string; gone: boolean },
): 'storage' | 'internal' {
  const error = failure instanceof Error ? failure : new Error()
  if (error instanceof StorageError) {
    log({ event: 'storage_failed', path: path.slice(0, 200), error: error.message })
    return 'storage'
  }
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  log({
    // Whoever asked has gone, and at a stop what was asked of has gone too.
    ...(gone ? { level: 'info' } : {}),
    event: 'request_failed',
    method,
    path: path.slice(0, 200),
    error: error.name,
    at: frames.slice(0, 5).join(' ').trim(),
  })
  return 'internal'
}
