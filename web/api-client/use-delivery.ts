import { useRef, useState } from 'react'
import type { NewMessage } from '#contract/create-message'
import type { Exchange } from '#contract/exchange'
import type { Refusal } from '#contract/refusal'
import { useLocale } from '../i18n/locale-context.tsx'
import { api, RefusedError } from './api.ts'
import { useRefreshEmulatorState } from './emulator.ts'
import { useRefreshExchanges } from './exchanges.ts'
import { resolveExchange } from './history.ts'
import { pushFollowUp } from './messages.ts'
import { useRefreshTarget } from './refresh.ts'

/** Bubbles to deliver, to a new or an existing message. */
export type Order = {
  profile: string
  follow_ups: unknown
  sendAnyway: boolean
} & ({ message: NewMessage } | { messageId: string })

/** The exchanges of a delivery. */
export type Delivered = {
  /** Null if the bubbles were pushed to an existing message. */
  create: Exchange | null
  /** Every push, oldest first. */
  pushes: readonly Exchange[]
  /** Why the console rejected the last push. */
  refusal: Refusal | null
}

export type Delivery =
  | { status: 'idle' }
  | { status: 'sending'; startedAt: number; before: Delivered | null }
  | { status: 'delivered'; delivered: Delivered }
  /** The console rejected it, and nothing was sent. */
  | { status: 'refused'; refusal: Refusal }
  /** The connection to the console was lost; a repeat with the same key sends nothing twice. */
  | { status: 'lost'; before: Delivered | null }

/** `uuid`: the platform creates at most one message per uuid within an hour. */
type Press = { order: Order; key: string; uuid: string }

/** Delivers one order at a time, each press at most once, and returns the retries that its outcome allows. */
export function useDelivery() {
  const { locale } = useLocale()
  const [delivery, setDelivery] = useState<Delivery>({ status: 'idle' })
  const press = useRef<Press | null>(null)
  const again = useRef<(() => Promise<Delivered>) | null>(null)
  const running = useRef(false)
  const refreshers = [useRefreshExchanges(), useRefreshTarget(), useRefreshEmulatorState()]

  async function run(work: () => Promise<Delivered>, before: Delivered | null): Promise<void> {
    if (running.current) return
    running.current = true
    again.current = work
    setDelivery({ status: 'sending', startedAt: performance.now(), before })
    try {
      setDelivery({ status: 'delivered', delivered: await work() })
    } catch (error) {
      if (!(error instanceof RefusedError) || error.refusal.error === 'internal') {
        setDelivery({ status: 'lost', before })
      } else if (before === null) setDelivery({ status: 'refused', refusal: error.refusal })
      else setDelivery({ status: 'delivered', delivered: { ...before, refusal: error.refusal } })
    } finally {
      running.current = false
      for (const refresh of refreshers) refresh()
    }
  }

  async function deliver({ order, key, uuid }: Press): Promise<Delivered> {
    const { profile, follow_ups, sendAnyway } = order
    if ('messageId' in order) {
      const push = await pushUnder(order.messageId, order, key)
      return { create: null, pushes: [push], refusal: null }
    }
    const { create, push, push_refusal } = await api(
      'POST /api/messages_with_follow_ups',
      {
        query: { profile, ...(sendAnyway && { send_anyway: '1' }) },
        // With sendAnyway, follow_ups may break every limit.
        bodyText: JSON.stringify({ ...order.message, uuid, follow_ups }),
        response: async () => (await import('#contract/create-message')).messageWithFollowUpsSchema,
        idempotencyKey: key,
      },
      locale,
    )
    return { create, pushes: push ? [push] : [], refusal: push_refusal ?? null }
  }

  function pushUnder(messageId: string, order: Order, key: string): Promise<Exchange> {
    const { profile, follow_ups, sendAnyway } = order
    const body = JSON.stringify({ follow_ups })
    const signal = new AbortController().signal
    return pushFollowUp({ profile, messageId, body, sendAnyway, key, locale, signal })
  }

  const begin = (next: Press) => {
    press.current = next
    return run(() => deliver(next), null)
  }

  return {
    delivery,
    send: (order: Order) => begin({ order, key: crypto.randomUUID(), uuid: crypto.randomUUID() }),
    /** Repeats the request of the last press, whose response was lost. */
    askAgain: () => {
      const work = again.current
      if (work && delivery.status === 'lost') void run(work, delivery.before)
    },
    /** Sends a message of unknown outcome again; the platform creates it only if it does not exist. */
    repeatMessage: () => {
      const last = press.current
      if (last) void begin({ ...last, key: crypto.randomUUID() })
    },
    /** Pushes the bubbles again; a push of unknown outcome is resolved by its deliberate repeat. */
    pushAgain: (before: Delivered) => {
      const order = press.current?.order
      const last = before.pushes.at(-1)
      const messageId = last?.message_id ?? before.create?.message_id ?? null
      if (!order || messageId === null) return
      const key = crypto.randomUUID()
      void run(async () => {
        const push =
          last?.outcome === 'unknown'
            ? await repeatPush(last.id, key)
            : await pushUnder(messageId, order, key)
        return { ...before, pushes: [...before.pushes, push], refusal: null }
      }, before)
    },
    reset: () => {
      if (!running.current) setDelivery({ status: 'idle' })
    },
  }

  async function repeatPush(id: string, key: string): Promise<Exchange> {
    const { repeat, exchange } = await resolveExchange(id, { repeat: true }, { locale, key })
    return repeat ?? exchange
  }
}
