import type { ServerResponse } from 'node:http'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'

/** Ends the connection (FIN) after what was written so far, without another word. */
export function hangUp({ req }: ServerResponse): Response {
  const end = () => req.socket.destroySoon()
  if (req.complete) end()
  else {
    // Closing on bytes that nobody has read would reset the connection instead.
    req.once('end', end)
    req.resume()
  }
  return RESPONSE_ALREADY_SENT
}

/** Resets the connection (RST). */
export function reset({ req }: ServerResponse): Response {
  req.socket.resetAndDestroy()
  return RESPONSE_ALREADY_SENT
}
