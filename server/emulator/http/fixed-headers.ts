import type { World } from '../tenant/world.ts'

const BEIJING_OFFSET_MS = 8 * 60 * 60 * 1000

export const LOG_ID = 'X-Tt-Logid'

export type FixedHeaders = Readonly<Record<string, string>> & { [LOG_ID]: string }

/** Returns the headers that every response has, in the spelling that clients look for. */
export function createFixedHeaders({ clock, randomHex }: World): FixedHeaders {
  const now = clock()
  return {
    [LOG_ID]: createLogId(now, randomHex),
    // By the emulator's clock, so that a caller can measure its offset.
    Date: textsOf(now).date,
    'X-Request-Id': randomHex(16),
    'Cache-Control': 'no-store',
    'Content-Security-Policy': "default-src 'none'",
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
  }
}

/**
 * Returns a request's id in Feishu's format: the time in Beijing as yyyyMMddHHmmss, then 20 hex digits.
 * @param now milliseconds since 1970
 */
export function createLogId(now: number, randomHex: (bytes: number) => string): string {
  return textsOf(now).inBeijing + randomHex(10).toUpperCase()
}

/** One second as texts. They are the same for all requests of the second, so the last one is kept. */
let last = { second: Number.NaN, date: '', inBeijing: '' }

function textsOf(now: number): typeof last {
  const second = Math.floor(now / 1000)
  if (second !== last.second) {
    const inBeijing = new Date(now + BEIJING_OFFSET_MS).toISOString().replace(/\D/g, '')
    last = { second, date: new Date(now).toUTCString(), inBeijing: inBeijing.slice(0, 14) }
  }
  return last
}
