import type { ServerResponse } from 'node:http'
import type { EmulatorOperation } from '#contract/emulator-operation'
import type { Refusal } from './answer.ts'

/** A call of the platform as far as it is known before it is carried out. */
export type FaultCall = {
  operation: EmulatorOperation
  /** Whose token or credentials came with it; `null` where they belong to no app. */
  app_id: string | null
  /** The message in the path, if any. */
  message_id: string | null
}

export type FaultContext = {
  /** Carries the call out and gives the answer it deserves; it is carried out once at most. */
  carryOut: () => Promise<Response>
  /** An answer in the platform's own envelope, without carrying the call out. */
  refuse: (refusal: Refusal) => Response
  /**
   * The response on the socket, for faults that no well-formed answer can show. Whoever ends or
   * destroys it answers with `RESPONSE_ALREADY_SENT` of `@hono/node-server/utils/response`.
   */
  outgoing: ServerResponse
}

/**
 * What happens to one call instead of simply carrying it out. A fault before the effect leaves out
 * `carryOut`, one after the effect awaits it and spoils the answer.
 */
export type Fault = (context: FaultContext) => Promise<Response>

/** Is asked once for each call of the platform; `null` lets it pass. */
export type FaultHook = (call: FaultCall) => Fault | null
