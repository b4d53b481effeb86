import type { ServerResponse } from 'node:http'
import { bySecond } from './by-second.ts'
import { createLogId } from './log-id.ts'
import type { World } from './world.ts'

export const LOG_ID = 'X-Tt-Logid'

/** The headers that every answer has, in the spelling in which clients look for them. */
export type Headers = Readonly<Record<string, string>> & { readonly [LOG_ID]: string }

export function fixedHeaders({ clock, randomHex }: World): Headers {
  const now = clock()
  return {
    [LOG_ID]: createLogId(now, randomHex),
    // Of its own clock, so that a caller can tell how far that is from the caller's.
    Date: spellDate(now),
    'X-Request-Id': randomHex(16),
    'Cache-Control': 'no-store',
    'Content-Security-Policy': "default-src 'none'",
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
  }
}

const spellDate = bySecond((ms) => new Date(ms).toUTCString())

/** Sets them ahead, where it is not known yet who will answer. */
export function setHeaders(outgoing: ServerResponse, headers: Headers): void {
  for (const [name, value] of Object.entries(headers)) outgoing.setHeader(name, value)
}
