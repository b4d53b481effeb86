import { setTimeout } from 'node:timers/promises'
import {
  type Delivery,
  deliveriesSchema,
  deliveryResponseSchema,
} from '#contract/deliveries/delivery'
import type { DeliveryState } from '#contract/deliveries/delivery-states'
import type { Random } from '../seeded-random.ts'

const PATH = '/api/deliveries'
const TIMEOUT_MS = 10_000
/** Deliveries that are continued at the same time after the last crash. */
const FINISHING = 6

/** Clients that send deliveries, repeat, continue and take them back, each on any console. */
export function createDeliveryClients(random: Random) {
  const reported = new Map<string, DeliveryState[]>()
  const ids = new Map<string, string>()
  const keys: string[] = []

  async function call(url: string, key: string, path: string, body?: unknown): Promise<void> {
    const response = await fetch(`${url}${PATH}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': key },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })
    const parsed = deliveryResponseSchema.safeParse(await response.json())
    if (!parsed.success) return
    const { id, state } = parsed.data.delivery
    ids.set(key, id)
    reported.set(key, [...(reported.get(key) ?? []), state])
  }

  const deliver = (url: string, key: string) =>
    call(url, key, '', {
      recipient: { receive_id_type: 'open_id', receive_id: `ou_${key}` },
      message: { text: key },
      follow_ups: [{ content: key }],
    })

  async function act(url: string): Promise<void> {
    const earlier = random.chance(0.4) ? keys[random.below(keys.length)] : undefined
    if (earlier === undefined) {
      const key = `delivery-${keys.length}`
      keys.push(key)
      return deliver(url, key)
    }
    const id = ids.get(earlier)
    if (id === undefined || random.chance(0.4)) return deliver(url, earlier)
    return call(url, earlier, `/${id}/${random.chance(0.6) ? 'continue' : 'recall'}`)
  }

  return {
    count: () => keys.length,
    reported,
    /** Does something until it is stopped. */
    async work(pickUrl: () => string, isStopped: () => boolean): Promise<void> {
      while (!isStopped()) {
        // Requests to a killed console fail; the ledger must be right all the same.
        const requests = random.chance(0.2) ? 2 : 1
        await Promise.allSettled(Array.from({ length: requests }, () => act(pickUrl())))
        await setTimeout(random.below(5))
      }
    },
    /** Continues what is left, as a person would after the last crash. */
    async finish(url: string): Promise<void> {
      const left = (await readDeliveries(url)).filter(({ next_step }) => next_step !== null)
      const work = async () => {
        for (let one = left.pop(); one; one = left.pop()) {
          const key = one.message && 'text' in one.message ? one.message.text : ''
          const path = `/${one.id}/continue`
          const proceed = () => call(url, key, path)
          // A busy machine may take too long for the first request.
          await proceed().catch(proceed)
        }
      }
      await Promise.all(Array.from({ length: FINISHING }, work))
    },
  }
}

export async function readDeliveries(url: string): Promise<Delivery[]> {
  const deliveries: Delivery[] = []
  for (let cursor: string | null = ''; cursor !== null; ) {
    const query: string = cursor && `&cursor=${cursor}`
    const response = await fetch(`${url}${PATH}?limit=100${query}`)
    const page = deliveriesSchema.parse(await response.json())
    deliveries.push(...page.deliveries)
    cursor = page.next_cursor
  }
  return deliveries
}
