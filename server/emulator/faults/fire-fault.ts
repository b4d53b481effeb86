import type { ServerResponse } from 'node:http'
import type { EmulatorOperation, FaultKind } from '#contract/emulator/faults'
import {
  breakJson,
  changeContentType,
  changeLogId,
  hangUp,
  reset,
  sendHuge,
  sendSlowly,
  sendTruncated,
  wait,
} from './spoil-response.ts'

/**
 * Responds to a call as the fault prescribes.
 * @param ending ends waiting and slow faults; the connection is then closed
 */
export async function fireFault(
  fault: FaultKind,
  context: FaultContext,
  ending: AbortSignal,
): Promise<Response | null> {
  if (!('when' in fault) || fault.when === 'before_effect')
    return respondWithFault(fault, context, ending)
  const response = await context.carryOut()
  return respondWithFault(fault, { ...context, carryOut: async () => response }, ending)
}

async function respondWithFault(fault: FaultKind, context: FaultContext, ending: AbortSignal) {
  const { carryOut, fail, outgoing } = context
  switch (fault.kind) {
    case 'latency':
      return (await wait(fault.ms, outgoing, ending)) ? carryOut() : hangUp(outgoing)
    case 'drop':
      return hangUp(outgoing)
    case 'reset':
      return reset(outgoing)
    case 'server_error':
      return fault.body === 'none'
        ? emptyResponse(fault)
        : withStatus(fail(2200), fault.http_status)
    case 'rate_limited':
      return rateLimited(fault, context)
    case 'html':
      return htmlPage(fault)
    case 'empty':
      return emptyResponse(fault)
    case 'truncated':
      return sendTruncated(await carryOut(), fault, outgoing)
    case 'wrong_content_type':
      return changeContentType(await carryOut(), fault)
    case 'invalid_json':
      return breakJson(await carryOut())
    case 'huge':
      return sendHuge(await carryOut(), fault, outgoing, ending)
    case 'slow_drip':
      return sendSlowly(await carryOut(), fault, outgoing, ending)
    case 'log_id':
      return changeLogId(await carryOut(), fault, outgoing)
    case 'answer':
      return context.answer(fault)
    case 'token_expired':
      context.endToken()
      return fail(99991663)
  }
}

/** @see https://open.feishu.cn/document/ukTMukTMukTM/uUzN04SN3QjL1cDN */
function rateLimited(
  { http_status, reset }: { http_status: number; reset: string | number | null },
  { fail }: FaultContext,
): Response {
  const response = withStatus(fail(99991400), http_status)
  if (reset !== null) {
    response.headers.set('x-ogw-ratelimit-limit', '100')
    response.headers.set('x-ogw-ratelimit-reset', String(reset))
  }
  return response
}

function htmlPage({ http_status }: { http_status: number }): Response {
  const { STATUS_CODES } = process.getBuiltinModule('node:http')
  const title = `${http_status} ${STATUS_CODES[http_status] ?? ''}`.trim()
  const page = `<html>
<head><title>${title}</title></head>
<body><center><h1>${title}</h1></center><hr><center>gateway</center></body>
</html>
`
  return new Response(page, {
    status: http_status,
    headers: { 'Content-Type': 'text/html; charset=utf-8' },
  })
}

function emptyResponse({ http_status }: { http_status: number }): Response {
  return new Response(null, { status: http_status, headers: { 'Content-Length': '0' } })
}

function withStatus(response: Response, status: number): Response {
  return new Response(response.body, { status, headers: response.headers })
}

/** What is known of a platform call before it is carried out. */
export type FaultCall = {
  operation: EmulatorOperation
  /** The app whose token or credentials it carries; null if they belong to no app. */
  app_id: string | null
  /** Whether it carries a valid token, not only credentials. */
  has_token: boolean
  /** The message in the path, if any. */
  message_id: string | null
}

type FaultContext = {
  /** Carries the call out and returns its response; call it once at most. */
  carryOut: () => Promise<Response>
  /** Returns an error response in the platform's envelope, without carrying the call out. */
  fail: (code: number) => Response
  /** Returns a code of one's choice as the platform would, without carrying the call out. */
  answer: (chosen: { code: number; msg?: string | undefined; http_status: number }) => Response
  /** Ends the token of the call; the next one that is requested is new. */
  endToken: () => void
  /**
   * The response on the socket, for faults that no well-formed response can show. A fault that ends
   * or destroys it returns null.
   */
  outgoing: ServerResponse
}

/**
 * Responds to one call in place of the platform. A fault before the effect does not call `carryOut`,
 * one after the effect awaits it and spoils the response.
 */
export type FaultResponder = (context: FaultContext) => Promise<Response | null>
