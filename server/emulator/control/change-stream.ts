import { setTimeout as pause } from 'node:timers/promises'
import type { Context } from 'hono'
import { type SSEStreamingApi, streamSSE } from 'hono/streaming'
import { CONSOLE_HEADER } from '#contract/emulator/control-calls'
import type { Changes } from '../tenant/world.ts'
import { ControlError } from './control-request.ts'

/** Of each kind: the streams of consoles have slots of their own, which no other listener takes. */
const MAX_LISTENERS = 50
/** Changes within this time are reported as one. */
const GATHER_MS = 50
/** A comment is sent at least this often, so that a lost connection is noticed. */
const HEARTBEAT_MS = 15_000

/**
 * Server-sent events: the version of the state now and after each change. A write waits until the
 * listener has read the previous one, so a slow listener skips versions and uses no memory.
 * @returns a handler that throws a ControlError (503) if there are too many listeners
 */
export function createChangeStream(changes: Changes): (c: Context) => Response {
  const listeners = { console: 0, other: 0 }
  return (c) => {
    const kind = c.req.header(CONSOLE_HEADER) === undefined ? 'other' : 'console'
    if (listeners[kind] >= MAX_LISTENERS) {
      const message = {
        zh: `最多 ${MAX_LISTENERS} 个监听者。`,
        en: `No more than ${MAX_LISTENERS} may listen at once.`,
      }
      throw new ControlError(503, { error: 'internal', message, issues: [] })
    }
    listeners[kind] += 1
    const response = streamSSE(c, async (stream) => {
      const ended = new AbortController()
      stream.onAbort(() => ended.abort())
      try {
        await sendChanges(changes, stream, ended.signal)
      } finally {
        listeners[kind] -= 1
      }
    })
    response.headers.set('Content-Type', 'text/event-stream; charset=utf-8')
    response.headers.set('Cache-Control', 'no-store')
    // Node decides about the connection.
    response.headers.delete('Connection')
    response.headers.delete('Transfer-Encoding')
    return response
  }
}

async function sendChanges(
  { version, subscribe }: Changes,
  stream: SSEStreamingApi,
  ended: AbortSignal,
): Promise<void> {
  let sent = -1
  while (!ended.aborted) {
    const changed = sent !== version() || (await nextChange(subscribe, ended))
    if (changed && sent !== -1) await pause(GATHER_MS, null, { signal: ended }).catch(() => {})
    if (ended.aborted) return
    if (!changed) {
      await stream.write(': still here\n\n')
      continue
    }
    sent = version()
    await stream.writeSSE({ event: 'state', data: JSON.stringify({ version: sent }) })
  }
}

/** Resolves to whether a change came before the next heartbeat is due. */
function nextChange(subscribe: Changes['subscribe'], ended: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    const settle = (changed: boolean) => {
      unsubscribe()
      clearTimeout(timer)
      ended.removeEventListener('abort', stop)
      resolve(changed)
    }
    const stop = () => settle(false)
    const unsubscribe = subscribe(() => settle(true))
    const timer = setTimeout(stop, HEARTBEAT_MS)
    timer.unref()
    ended.addEventListener('abort', stop)
  })
}
