import type { ServerResponse } from 'node:http'
import type { EmulatorOperation } from '#contract/emulator/faults'

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

export type FaultContext = {
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

/** Called once for each platform call; null lets it pass. */
export type FaultHook = (call: FaultCall) => FaultResponder | null
