import type { Frame } from '#contract/event-sources/frame'

/** A client joins what arrives within this time. */
const PATIENCE_MS = 10_000
const MAX_PARTS = 1_000
const MAX_EVENTS = 100
const MAX_BYTES = 4 * 1024 * 1024

/**
 * Creates a function that joins the parts of an event by their numbers. It returns the whole payload
 * with the last missing part, else null.
 */
export function createJoiner(now: () => number) {
  type Parts = { parts: Map<number, Uint8Array>; sum: number; began_at: number }
  const open = new Map<string, Parts>()

  return ({ headers, payload }: Frame): Uint8Array | null => {
    const { message_id = '', sum: total, seq } = headers
    const [sum, number] = [Number(total ?? 1), Number(seq ?? 0)]
    if (!(sum > 1)) return payload
    if (!Number.isInteger(sum) || sum > MAX_PARTS || !(number >= 0 && number < sum)) return null
    for (const [id, { began_at }] of open) {
      if (now() - began_at > PATIENCE_MS || open.size > MAX_EVENTS) open.delete(id)
    }
    const found = open.get(message_id)
    const event: Parts = found?.sum === sum ? found : { parts: new Map(), sum, began_at: now() }
    open.set(message_id, event)
    event.parts.set(number, payload)
    const size = [...event.parts.values()].reduce((bytes, part) => bytes + part.length, 0)
    if (size > MAX_BYTES) open.delete(message_id)
    if (event.parts.size < sum || size > MAX_BYTES) return null
    open.delete(message_id)
    return Buffer.concat(Array.from({ length: sum }, (_, i) => event.parts.get(i) ?? Buffer.of()))
  }
}
