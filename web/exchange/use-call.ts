import { useCallback, useRef, useState } from 'react'
import type { Exchange } from '#contract/exchange'
import { RefusedError } from '../api-client/api.ts'
import { useRefreshExchanges } from '../api-client/exchanges.ts'
import type { CallState } from './call-state.ts'

type CallStart = {
  endpoint: Exchange['endpoint']
  /** `key` is the idempotency key of this press. */
  start: (call: { key: string; signal: AbortSignal }) => Promise<Exchange>
  onExchange?: (exchange: Exchange) => void
}

/** Runs one call at a time and keeps its state for the response pane. */
export function useCall() {
  const [call, setCall] = useState<CallState>({ status: 'idle' })
  const running = useRef<AbortController>(null)
  const refreshHistory = useRefreshExchanges()

  const run = useCallback(
    async ({ endpoint, start, onExchange }: CallStart) => {
      if (running.current) return
      const controller = new AbortController()
      running.current = controller
      const key = crypto.randomUUID()
      const startedAt = performance.now()
      setCall({ status: 'sending', endpoint, startedAt })
      let exchange: Exchange
      try {
        exchange = await start({ key, signal: controller.signal })
      } catch (error) {
        setCall(
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
      setCall({ status: 'exchange', exchange })
      onExchange?.(exchange)
    },
    [refreshHistory],
  )

  /** Stops waiting; the call may have been made. */
  const cancel = useCallback(() => running.current?.abort(), [])

  /** Shows the exchange of a lost call. */
  const show = useCallback((exchange: Exchange) => setCall({ status: 'exchange', exchange }), [])

  return { call, run, cancel, show, sending: call.status === 'sending' }
}
