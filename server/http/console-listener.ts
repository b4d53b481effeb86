import { getRequestListener, RequestError } from '@hono/node-server'
import type { Hono } from 'hono'
import type { ConsoleEnv } from './console-env.ts'
import { REFUSAL_STATUS, refusalBody } from './refusal.ts'
import { SECURITY_HEADERS } from './security-headers.ts'

/** Connects an app to Node's HTTP server. */
export function consoleListener(app: Hono<ConsoleEnv>) {
  return getRequestListener((request, env) => app.fetch(request, env), { errorHandler })
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
