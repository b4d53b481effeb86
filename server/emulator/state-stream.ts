import { setTimeout as pause } from 'node:timers/promises'
import type { Changes } from './changes.ts'
import { ControlRefusal } from './control-refusal.ts'

const MAX_LISTENERS = 50
/** Changes that come closer together are told at once. */
const GATHER_MS = 50
/** Something is said at least this often, so that a connection nobody holds any more is noticed. */
const HEARTBEAT_MS = 15_000

/**
 * Server-sent events that tell the version of the state whenever it has changed.
 *
 * Each listener is told only when it asks for more (`pull`): to one that reads slowly changes pile
 * up as a number, not as memory.
 * @returns answers one listener; throws a ControlRefusal where there are too many
 */
export function createStateStream({
  version,
  subscribe,
}: Changes): (signal: AbortSignal) => Response {
  let listeners = 0
  return (signal) => {
    if (listeners >= MAX_LISTENERS) {
      const message = `No more than ${MAX_LISTENERS} may listen at once.`
      throw new ControlRefusal(503, { error: 'internal', message, issues: [] })
    }
    listeners += 1
    const ended = new AbortController()
    const leave = () => {
      if (ended.signal.aborted) return
      listeners -= 1
      ended.abort()
    }
    signal.addEventListener('abort', leave)

    const encoder = new TextEncoder()
    let told = -1
    const body = new ReadableStream<Uint8Array>({
      async pull(controller) {
        const changed = told !== version() || (await nextChange(subscribe, ended.signal))
        if (changed && told !== -1) {
          // It is called off where the listener leaves.
          await pause(GATHER_MS, null, { signal: ended.signal }).catch(() => {})
        }
        if (ended.signal.aborted) return
        if (changed) told = version()
        const text = changed ? `event: state\ndata: {"version":${told}}\n\n` : ': still here\n\n'
        controller.enqueue(encoder.encode(text))
      },
      cancel: leave,
    })
    return new Response(body, {
      headers: { 'Content-Type': 'text/event-stream; charset=utf-8' },
    })
  }
}

/** Whether a change came before it was time for a heartbeat. */
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
