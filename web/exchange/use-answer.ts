import { useCallback, useRef, useState } from 'react'
import type { Exchange } from '#contract/exchange'
import { useRefreshExchanges } from '../queries/exchanges.ts'
import { RefusedError } from '../queries/request.ts'
import type { Answer } from './answer.ts'

type Call = {
  endpoint: Exchange['endpoint']
  /** `key` stands for this press: however often it arrives, it is sent once. */
  start: (call: { key: string; signal: AbortSignal }) => Promise<Exchange>
  onExchange?: (exchange: Exchange) => void
}

/** Runs one call at a time and keeps what came of it for the answer pane. */
export function useAnswer() {
  const [answer, setAnswer] = useState<Answer>({ status: 'idle' })
  const running = useRef<AbortController>(null)
  const refreshHistory = useRefreshExchanges()

  const run = useCallback(
    async ({ endpoint, start, onExchange }: Call) => {
      if (running.current) return
      const controller = new AbortController()
      running.current = controller
      const key = crypto.randomUUID()
      const startedAt = performance.now()
      setAnswer({ status: 'sending', endpoint, startedAt })
      let exchange: Exchange
      try {
        exchange = await start({ key, signal: controller.signal })
      } catch (error) {
        setAnswer(
          controller.signal.aborted
            ? { status: 'cancelled', endpoint, key, afterMs: performance.now() - startedAt }
            : error instanceof RefusedError
              ? { status: 'refused', httpStatus: error.httpStatus, refusal: error.refusal }
              : { status: 'lost', endpoint, key },
        )
        return
      } finally {
        running.current = null
        refreshHistory()
      }
      setAnswer({ status: 'exchange', exchange })
      onExchange?.(exchange)
    },
    [refreshHistory],
  )

  /** Stops waiting. The call may have been carried out, and the answer says so. */
  const cancel = useCallback(() => running.current?.abort(), [])

  /** Puts what the ledger knows of a lost answer in its place. */
  const show = useCallback((exchange: Exchange) => setAnswer({ status: 'exchange', exchange }), [])

  return { answer, run, cancel, show, sending: answer.status === 'sending' }
}
