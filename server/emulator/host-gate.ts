import type { IncomingMessage } from 'node:http'

const LOOPBACK = /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d{1,5})?$/i

/**
 * Whether a request names this machine itself, once, and asks for a path.
 *
 * A page elsewhere can make its own name resolve to 127.0.0.1 (DNS rebinding); its browser then
 * still sends that name as Host, which is what tells it apart.
 */
export function isLoopbackRequest({ url, rawHeaders }: IncomingMessage): boolean {
  if (!url?.startsWith('/')) return false
  let named = 0
  for (let i = 0; i < rawHeaders.length; i += 2) {
    if (rawHeaders[i]?.toLowerCase() !== 'host') continue
    if (!LOOPBACK.test(rawHeaders[i + 1] ?? '')) return false
    named += 1
  }
  return named === 1
}
