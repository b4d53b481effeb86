import type { FaultKind } from '#contract/emulator-faults'
import type { FaultContext } from '../fault-hook.ts'
import { emptyAnswer, htmlPage, rateLimited, serverError } from './canned-answers.ts'
import { hangUp, reset } from './hang-up.ts'
import { sendHuge, sendSlowly, sendTruncated } from './spoiled-bytes.ts'
import { asInvalidJson, underWrongType, withLogId } from './spoiled-texts.ts'
import { wait } from './wait.ts'

/**
 * Lets a call go wrong.
 * @param ending ends whatever takes its time; the caller is then hung up on
 */
export async function fireFault(
  fault: FaultKind,
  context: FaultContext,
  ending: AbortSignal,
): Promise<Response> {
  if (!('when' in fault) || fault.when === 'before_effect') return goWrong(fault, context, ending)
  const answer = await context.carryOut()
  return goWrong(fault, { ...context, carryOut: async () => answer }, ending)
}

async function goWrong(fault: FaultKind, context: FaultContext, ending: AbortSignal) {
  const { carryOut, refuse, outgoing } = context
  switch (fault.kind) {
    case 'latency':
      return (await wait(fault.ms, outgoing, ending)) ? carryOut() : hangUp(outgoing)
    case 'drop':
      return hangUp(outgoing)
    case 'reset':
      return reset(outgoing)
    case 'server_error':
      return serverError(fault, context)
    case 'rate_limited':
      return rateLimited(fault, context)
    case 'html':
      return htmlPage(fault)
    case 'empty':
      return emptyAnswer(fault)
    case 'truncated':
      return sendTruncated(await carryOut(), fault, outgoing)
    case 'wrong_content_type':
      return underWrongType(await carryOut(), fault)
    case 'invalid_json':
      return asInvalidJson(await carryOut())
    case 'huge':
      return sendHuge(await carryOut(), fault, outgoing, ending)
    case 'slow_drip':
      return sendSlowly(await carryOut(), fault, outgoing, ending)
    case 'log_id':
      return withLogId(await carryOut(), fault, outgoing)
    case 'token_expired':
      return refuse({ code: 99991663 })
  }
}
