import { useCallback, useRef, useState } from 'react'
import type { Exchange } from '#contract/exchange'
import { RefusedError } from '../queries/request.ts'
import type { Answer } from './answer.ts'

type Call = {
  endpoint: Exchange['endpoint']
  start: (signal: AbortSignal) => Promise<Exchange>
  onExchange?: (exchange: Exchange) => void
}

/** Runs one call at a time and keeps what came of it for the answer pane. */
export function useAnswer() {
  const [answer, setAnswer] = useState<Answer>({ status: 'idle' })
  const running = useRef<AbortController>(null)

  const run = useCallback(async ({ endpoint, start, onExchange }: Call) => {
    if (running.current) return
    const controller = new AbortController()
    running.current = controller
    const startedAt = performance.now()
    setAnswer({ status: 'sending', endpoint, startedAt })
    let exchange: Exchange
    try {
      exchange = await start(controller.signal)
    } catch (error) {
      setAnswer(
        controller.signal.aborted
          ? { status: 'cancelled', endpoint, afterMs: performance.now() - startedAt }
          : error instanceof RefusedError
            ? { status: 'refused', httpStatus: error.httpStatus, refusal: error.refusal }
            : { status: 'lost', endpoint },
      )
      return
    } finally {
      running.current = null
    }
    setAnswer({ status: 'exchange', exchange })
    onExchange?.(exchange)
  }, [])

  /** Stops waiting. The call may have been carried out, and the answer says so. */
  const cancel = useCallback(() => running.current?.abort(), [])

  return { answer, run, cancel, sending: answer.status === 'sending' }
}
