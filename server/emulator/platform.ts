import type { IncomingMessage, ServerResponse } from 'node:http'
import { isJsonObject } from '#contract/is-json-object'
import { codeOf, refuse } from './answer.ts'
import { answerCall } from './answer-call.ts'
import { appOfHeader } from './authorize.ts'
import { type Rendered, render, renderError } from './envelope.ts'
import type { FaultHook } from './fault-hook.ts'
import { type Headers, LOG_ID, setHeaders } from './fixed-headers.ts'
import { parseJson } from './json.ts'
import { type Found, findOperation } from './operations.ts'
import { BodyTooLarge, readIncoming } from './read-body.ts'
import type { World } from './world.ts'
import { toResponse, writeRendered, writeResponse } from './write-answer.ts'

export type PlatformOptions = {
  /** Is told of a bug in the emulator itself. */
  report: (bug: unknown) => void
  faults: FaultHook
}

const MAX_BYTES = 256 * 1024

/**
 * The calls of the platform over one world, on the socket's own request and response: load tests
 * call them by the thousand.
 * @returns whether a request was one of them
 */
export function createPlatform(world: World, { report, faults }: PlatformOptions) {
  return (incoming: IncomingMessage, outgoing: ServerResponse, fixed: Headers): boolean => {
    const found = findOperation(incoming.method, incoming.url)
    if (!found) return false
    const logId = fixed[LOG_ID]
    answer(world, faults, found, { incoming, outgoing, fixed }).catch((error: unknown) => {
      // A caller who left in the middle of a body is no bug; nobody reads the answer then.
      if (outgoing.destroyed) return
      const tooLarge = error instanceof BodyTooLarge
      if (!tooLarge) report(error)
      const told = tooLarge
        ? renderError(413, { code: 9499, msg: error.message }, logId)
        : renderError(500, { code: 2200, msg: 'internal error' }, logId)
      if (outgoing.headersSent) outgoing.destroy()
      else writeRendered(outgoing, told, fixed)
    })
    return true
  }
}

type Wire = { incoming: IncomingMessage; outgoing: ServerResponse; fixed: Headers }

async function answer(
  world: World,
  faults: FaultHook,
  { operation, params, query }: Found,
  { incoming, outgoing, fixed }: Wire,
): Promise<void> {
  const { authorization } = incoming.headers
  const wording = {
    endpoint: operation.endpoint,
    otherStatus: Number(world.assumptions.undocumented_http_status),
    logId: fixed[LOG_ID],
  }
  let body: Promise<unknown> | undefined
  const readBody = () => {
    body ??= readIncoming(incoming, operation.maxBytes ?? MAX_BYTES).then(parseJson)
    return body
  }
  const carryOut = async (): Promise<Rendered> => {
    const asked = { authorization, params, query, readBody }
    const { answer, exceeded } = await answerCall(world, operation, asked)
    if (operation.method !== 'GET' && codeOf(answer) === 0) world.changes.touch()
    const headers = exceeded && {
      'x-ogw-ratelimit-limit': String(exceeded.limit),
      'x-ogw-ratelimit-reset': String(exceeded.reset),
    }
    return { ...render(answer, wording), ...(headers && { headers }) }
  }
  const app_id =
    operation.access === 'open'
      ? appIdIn(await readBody())
      : (appOfHeader(world, authorization)?.app_id ?? null)
  const { message_id = null } = params
  const fault = faults({ operation: operation.name, app_id, message_id })
  if (!fault) return writeRendered(outgoing, await carryOut(), fixed)

  setHeaders(outgoing, fixed)
  const spoilt = await fault({
    carryOut: async () => toResponse(await carryOut()),
    refuse: (refusal) => toResponse(render(refuse(refusal), wording)),
    outgoing,
  })
  await writeResponse(outgoing, spoilt)
}

function appIdIn(body: unknown): string | null {
  return isJsonObject(body) && typeof body.app_id === 'string' ? body.app_id : null
}
