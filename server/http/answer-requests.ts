import type { IncomingMessage, ServerResponse } from 'node:http'
import { type Log, logFailure } from './error-mapper.ts'

type Listener = (incoming: IncomingMessage, outgoing: ServerResponse) => void

type Parts = {
  /** Answers some requests itself, and says which. */
  takes: (incoming: IncomingMessage, outgoing: ServerResponse) => boolean
  /** Loads what answers all others. */
  load: () => Promise<Listener>
  log: Log
  /** Where nobody asks, it is loaded after this all the same. */
  loadAfterMs?: number
}

/** Soon: later its files may have been replaced by newer ones. */
const LOAD_AFTER_MS = 500

/**
 * Answers a console's requests. The pages and the API are loaded when they are first asked for, or a
 * moment after the start, so that a push that comes at once does not wait for what it does not need.
 */
export function answerRequests({ takes, load, log, loadAfterMs = LOAD_AFTER_MS }: Parts): Listener {
  let loading: Promise<Listener> | null = null
  let answer: Listener | null = null

  function loaded(): Promise<Listener> {
    loading ??= load().then(
      (listener) => {
        answer = listener
        return listener
      },
      (error: unknown) => {
        loading = null
        throw error
      },
    )
    return loading
  }

  setTimeout(() => loaded().catch(() => {}), loadAfterMs).unref()
  return (incoming, outgoing) => {
    if (takes(incoming, outgoing)) return
    if (answer) return answer(incoming, outgoing)
    loaded()
      .then((listener) => listener(incoming, outgoing))
      .catch((error: unknown) => {
        const { method = '', url = '' } = incoming
        const [path = ''] = url.split('?')
        logFailure(log, error, { method, path, gone: outgoing.destroyed })
        outgoing.destroy()
      })
  }
}
