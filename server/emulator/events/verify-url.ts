import type { Subscription } from '#contract/emulator-events'
import { isJsonObject } from '#contract/is-json-object'
import { parseJson } from '../json.ts'
import { postJson } from './post-json.ts'
import type { Gate } from './target.ts'
import { writeWireBody } from './wire-body.ts'

type Check = {
  subscription: Subscription
  randomHex: (bytes: number) => string
  gate: Gate
  deadlineMs: number
  signal: AbortSignal
}

/**
 * Asks a URL for the challenge that it must give back before anything else is sent to it.
 * @returns why it has not passed, or `null` where it has
 * @see https://open.feishu.cn/document/ukTMukTMukTM/uYDNxYjL2QTM24iN0EjN/event-subscription-configure-/request-url-configuration-case
 */
export async function verifyUrl(check: Check): Promise<string | null> {
  const { subscription, randomHex, gate, deadlineMs, signal } = check
  const challenge = randomHex(16)
  const payload = { challenge, token: subscription.verification_token, type: 'url_verification' }
  const body = writeWireBody(payload, subscription, randomHex)
  const url = new URL(subscription.url)
  const reply = await postJson({ url, headers: {}, body, gate, deadlineMs, signal })
  if (!reply.ok) return reply.reason
  if (reply.http_status !== 200) {
    return `The challenge was answered with HTTP status ${reply.http_status}, not 200.`
  }
  const answer = parseJson(reply.body)
  if (!isJsonObject(answer)) return 'The challenge was not answered with a JSON object.'
  return answer.challenge === challenge
    ? null
    : 'The answer does not hold the challenge that was sent.'
}
