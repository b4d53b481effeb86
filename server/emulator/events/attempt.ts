import type { Attempt, Subscription } from '#contract/emulator-events'
import { type PlatformEvent, withToken } from './platform-event.ts'
import { postJson } from './post-json.ts'
import { signEvent } from './sign-event.ts'
import type { Gate } from './target.ts'
import { writeWireBody } from './wire-body.ts'

const HEAD_CHARACTERS = 2_000

type Handing = {
  event: PlatformEvent
  subscription: Subscription
  /** The emulator's clock, in milliseconds since 1970. */
  now_ms: number
  randomHex: (bytes: number) => string
  gate: Gate
  deadlineMs: number
  signal: AbortSignal
}

/** Tries once to hand an event to an app; HTTP 200 in time means that the app has it. */
export async function attemptDelivery(handing: Handing): Promise<Attempt> {
  const { event, subscription, now_ms, randomHex, gate, deadlineMs, signal } = handing
  const payload = withToken(event, subscription.verification_token)
  const body = writeWireBody(payload, subscription, randomHex)
  const headers = writeSignature(body, handing)
  const url = new URL(subscription.url)
  const reply = await postJson({ url, headers, body, gate, deadlineMs, signal })
  const seen = { at_ms: now_ms, url: subscription.url, duration_ms: reply.duration_ms }
  if (!reply.ok) return { ...seen, http_status: null, response_head: '', failure: reply.reason }
  const { http_status } = reply
  return {
    ...seen,
    http_status,
    response_head: withoutSecrets(reply.body, subscription).slice(0, HEAD_CHARACTERS),
    failure: http_status === 200 ? null : `The answer had HTTP status ${http_status}, not 200.`,
  }
}

/** By which an app with an Encrypt Key knows that a body comes from the platform. */
function writeSignature(body: string, { subscription, now_ms, randomHex }: Handing) {
  const { encrypt_key } = subscription
  if (encrypt_key === undefined) return {}
  const timestamp = String(Math.floor(now_ms / 1000))
  const nonce = randomHex(16)
  return {
    'X-Lark-Request-Timestamp': timestamp,
    'X-Lark-Request-Nonce': nonce,
    'X-Lark-Signature': signEvent({ timestamp, nonce, encrypt_key, body }),
  }
}

/** An app may send back what it was sent, and everyone can read the log. */
function withoutSecrets(text: string, { verification_token, encrypt_key }: Subscription): string {
  const hidden = text.replaceAll(verification_token, '***')
  return encrypt_key === undefined ? hidden : hidden.replaceAll(encrypt_key, '***')
}
