import { setTimeout } from 'node:timers/promises'
import type { Exchange } from '#contract/exchange'
import type { Ledger } from './ledger.ts'
import type { Sent } from './sender.ts'

const LOOK_EVERY_MS = 100
/** Longer than a send can take: two tokens and two calls of 15 s. */
const PATIENCE_MS = 65_000

/** Waits until a send that another console is making has ended, and gives its exchange. */
export async function awaitEnd(
  ledger: Pick<Ledger, 'find' | 'recover'>,
  exchange: Exchange,
): Promise<Sent> {
  let latest = exchange
  for (let waited = 0; isRunning(latest); waited += LOOK_EVERY_MS) {
    if (waited >= PATIENCE_MS) {
      const { id, actor, started_at } = latest
      return { sent: 'in_flight', in_flight: { exchange_id: id, actor, started_at } }
    }
    await setTimeout(LOOK_EVERY_MS)
    // That console may be gone; then its end is what is known now.
    await ledger.recover()
    latest = (await ledger.find(latest.id)) ?? latest
  }
  return { sent: 'done', exchange: latest }
}

function isRunning({ state }: Exchange): boolean {
  return state === 'intent' || state === 'sending'
}
