import { type DeliveryList, LIST_WAITS, type ListWait } from '#contract/deliveries/list'
import { isoTime } from '../iso-time.ts'
import type { Storage } from '../storage/storage.ts'

/** What the rows of lists wait for; the console that sends a list tells the others. */
export type ListWaits = {
  /** Notes that a row waits until then. Waits that are over in a moment are not shown. */
  add(list: string, limit: ListWait, until_ms: number): void
  /** Returns what holds up the most rows of a list now. */
  read(list: string): DeliveryList['waits']
}

const SHORTEST_MS = 2_000
/** Rows that wait for the same end differ by less. */
const SAME_MS = 1_000

export function createListWaits(bus: Storage['bus'], now: () => number): ListWaits {
  /** The ends, by list and limit. */
  const ends = new Map<string, number>()
  const keyOf = (list: string, limit: string) => `${list} ${limit}`
  bus?.subscribe('list_waits', (data) => {
    const [key, until_ms] = JSON.parse(data)
    ends.set(key, until_ms)
  })
  return {
    add(list, limit, until_ms) {
      if (until_ms < now() + SHORTEST_MS) return
      const key = keyOf(list, limit)
      if (Math.abs((ends.get(key) ?? 0) - until_ms) < SAME_MS) return
      for (const [one, end] of ends) if (end <= now()) ends.delete(one)
      ends.set(key, until_ms)
      void bus?.notify('list_waits', JSON.stringify([key, until_ms]))
    },
    read(list) {
      for (const limit of LIST_WAITS) {
        const end = ends.get(keyOf(list, limit)) ?? 0
        if (end > now()) return { limit, until: isoTime(end) }
      }
      return null
    },
  }
}
