import type { ServerResponse } from 'node:http'
import type { World } from '../tenant/world.ts'

const BEIJING_OFFSET_MS = 8 * 60 * 60 * 1000

export const LOG_ID = 'X-Tt-Logid'

/** Sets the headers that every response has, in the spelling that clients look for. */
export function setFixedHeaders(outgoing: ServerResponse, { clock, randomHex }: World): void {
  const now = clock()
  const headers = {
    [LOG_ID]: createLogId(now, randomHex),
    // By the emulator's clock, so that a caller can measure its offset.
    Date: new Date(now).toUTCString(),
    'X-Request-Id': randomHex(16),
    'Cache-Control': 'no-store',
    'Content-Security-Policy': "default-src 'none'",
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
  }
  for (const [name, value] of Object.entries(headers)) outgoing.setHeader(name, value)
}

/**
 * Returns a request's id in Feishu's format: the time in Beijing as yyyyMMddHHmmss, then 20 hex digits.
 * @param now milliseconds since 1970
 */
export function createLogId(now: number, randomHex: (bytes: number) => string): string {
  const inBeijing = new Date(now + BEIJING_OFFSET_MS).toISOString().replace(/\D/g, '').slice(0, 14)
  return inBeijing + randomHex(10).toUpperCase()
}
