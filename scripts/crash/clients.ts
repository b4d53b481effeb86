import { setTimeout } from 'node:timers/promises'
import { exchangeSchema } from '#contract/exchange'
import type { Random } from './random.ts'
import type { Told } from './verdict.ts'

export type Clients = {
  /** How many different sends were asked for so far. */
  asked(): number
  told: ReadonlyMap<string, readonly Told[]>
  /** Sends without a pause until it is stopped; waits for nobody who is not answered. */
  start(urls: readonly string[]): { stop(): Promise<void> }
}

const AT_ONCE = 6

/** People who press Send all the time, twice at times, again after a lost answer, on shared messages. */
export function createClients(random: Random): Clients {
  const told = new Map<string, Told[]>()
  const asked: { key: string; message: string }[] = []

  function next(): { key: string; message: string } {
    const old = random.chance(0.2) ? asked[random.below(asked.length)] : undefined
    if (old) return old
    const n = asked.length
    const shared = random.chance(0.2)
    const send = { key: `key-${n}`, message: shared ? `om_shared${n % 3}` : `om_own${n}` }
    asked.push(send)
    return send
  }

  async function send(url: string, { key, message }: { key: string; message: string }) {
    const response = await fetch(`${url}/api/messages/${message}/push_follow_up`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': key },
      body: JSON.stringify({ follow_ups: [{ content: key }] }),
      signal: AbortSignal.timeout(10_000),
    })
    const exchange = exchangeSchema.safeParse(await response.json())
    if (exchange.success) told.set(key, [...(told.get(key) ?? []), exchange.data])
  }

  return {
    asked: () => asked.length,
    told,
    start(urls) {
      let stopped = false
      const pick = () => urls[random.below(urls.length)] ?? ''
      const work = async () => {
        while (!stopped) {
          const one = next()
          const presses = random.chance(0.2) ? 2 : 1
          // A console that was killed answers nobody; that is what this is about.
          await Promise.allSettled(Array.from({ length: presses }, () => send(pick(), one)))
          await setTimeout(random.below(5))
        }
      }
      const workers = Array.from({ length: AT_ONCE }, work)
      return {
        async stop() {
          stopped = true
          await Promise.all(workers)
        },
      }
    },
  }
}
