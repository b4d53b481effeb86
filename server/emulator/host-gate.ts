import type { IncomingMessage } from 'node:http'

const LOOPBACK = /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d{1,5})?$/i

/**
 * Whether a request names this machine itself, once, and asks for a path.
 *
 * A page elsewhere can make its own name resolve to 127.0.0.1 (DNS rebinding); its browser then
 * still sends that name as Host, which is what tells it apart.
 */
export function isLoopbackRequest(request: Pick<IncomingMessage, 'url' | 'headersDistinct'>) {
  const [host, ...others] = request.headersDistinct.host ?? []
  return (
    host !== undefined &&
    others.length === 0 &&
    LOOPBACK.test(host) &&
    request.url?.startsWith('/') === true
  )
}
