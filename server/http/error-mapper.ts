import type { ErrorHandler } from 'hono'
import { CursorError } from '../ledger/list-exchanges.ts'
import type { Log } from '../logging/log.ts'
import { StorageError } from '../storage/storage.ts'
import type { ConsoleEnv } from './guards.ts'
import { refuse, refuseValue } from './refusal.ts'
import type { ClientInfo } from './reverse-proxy.ts'

/**
 * Responds to an error thrown by a handler with 500, or 503 if it is the storage's, and logs it; a
 * malformed cursor is refused. Only the name and the stack of an error are logged: its message may quote
 * a body or a token.
 */
export function mapErrors(log: Log): ErrorHandler<ConsoleEnv> {
  return (error, c) => {
    if (error instanceof CursorError) return refuseValue(c, 'cursor', 'cursor_shape')
    const { method } = c.req
    const path = c.req.path.slice(0, 200)
    const client = c.var.client as ClientInfo | undefined
    const joined = client?.viaTrustedProxy ? { request: client.requestId } : {}
    if (error instanceof StorageError) {
      log({ event: 'storage_failed', ...joined, path, error: error.message })
      return refuse(c, 'storage')
    }
    const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
    const at = frames.slice(0, 5).join(' ').trim()
    // A client that has disconnected: during a stop, that closes the storage under the handler.
    const gone = c.env?.outgoing?.destroyed && { level: 'info' }
    log({ ...gone, event: 'request_failed', ...joined, method, path, error: error.name, at })
    return refuse(c, 'internal')
  }
}
