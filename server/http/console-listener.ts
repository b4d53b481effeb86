import type { IncomingMessage, ServerResponse } from 'node:http'
import { getRequestListener, RequestError } from '@hono/node-server'
import type { Hono } from 'hono'
import type { ConsoleEnv } from './console-env.ts'
import { REFUSAL_STATUS, refusalBody } from './refusal.ts'
import { SECURITY_HEADERS } from './security-headers.ts'

/**
 * Connects an app to Node's HTTP server.
 * @param takes answers some requests itself, ahead of the app, and says which
 */
export function consoleListener(
  app: Hono<ConsoleEnv>,
  takes: (incoming: IncomingMessage, outgoing: ServerResponse) => boolean = () => false,
) {
  const answer = getRequestListener((request, env) => app.fetch(request, env), { errorHandler })
  return (incoming: IncomingMessage, outgoing: ServerResponse): void => {
    if (!takes(incoming, outgoing)) void answer(incoming, outgoing)
  }
}

/**
 * Answers what never reached the app: a request without a usable Host or target, from which no URL
 * can be built. It is misdirected like any other that does not name the console.
 */
function errorHandler(error: unknown): Response {
  const refusal = error instanceof RequestError ? 'wrong_host' : 'internal'
  return Response.json(refusalBody(refusal, 'en'), {
    status: REFUSAL_STATUS[refusal],
    headers: { ...SECURITY_HEADERS, 'cache-control': 'no-store' },
  })
}
