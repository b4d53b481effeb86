import { createCipheriv, createHash } from 'node:crypto'
import type { EventDeliveryAttempt, Webhook } from '#contract/emulator/events'
import { isJsonObject, parseJson } from '#contract/json'
import type { Bilingual } from '#contract/locale'
import type { TargetPolicy } from './event-target.ts'
import { type PlatformEvent, withToken } from './platform-event.ts'
import { postJson } from './post-json.ts'

const HEAD_CHARACTERS = 2_000

/** What both kinds of request to an app need. */
type AppRequest = {
  subscription: Webhook
  randomHex: (bytes: number) => string
  policy: TargetPolicy
  /** In milliseconds, from the lookup of the name to the last byte. */
  deadlineMs: number
  signal: AbortSignal
}

type EventRequest = AppRequest & {
  event: PlatformEvent
  /** Whether it is signed, with an empty key, if the app has no Encrypt Key. */
  signsPlain: boolean
  /** The emulator's clock, in milliseconds since 1970. */
  now_ms: number
}

/** Sends an event to an app once; it is delivered if the app responds with HTTP 200 in time. */
export async function sendEvent(request: EventRequest): Promise<EventDeliveryAttempt> {
  const { event, subscription, now_ms, randomHex, policy, deadlineMs, signal } = request
  const payload = withToken(event, subscription.verification_token)
  const body = encodeEvent(payload, subscription, randomHex)
  const headers = signatureHeaders(body, request)
  const url = new URL(subscription.url)
  const result = await postJson({ url, headers, body, policy, deadlineMs, signal })
  const attempt = { at_ms: now_ms, url: subscription.url, duration_ms: result.duration_ms }
  if (!result.ok) {
    return { ...attempt, http_status: null, response_head: '', failure: result.reason }
  }
  const { http_status } = result
  return {
    ...attempt,
    http_status,
    response_head: maskSecrets(result.body, subscription).slice(0, HEAD_CHARACTERS),
    failure:
      http_status === 200
        ? null
        : {
            zh: `响应的 HTTP 状态码为 ${http_status}，不是 200。`,
            en: `The response had HTTP status ${http_status}, not 200.`,
          },
  }
}

/**
 * Sends a URL the challenge that it must return before it gets any event.
 * @returns why the check failed, or null if it passed
 * @see https://open.feishu.cn/document/ukTMukTMukTM/uYDNxYjL2QTM24iN0EjN/event-subscription-configure-/request-url-configuration-case
 */
export async function verifyUrl(request: AppRequest): Promise<Bilingual | null> {
  const { subscription, randomHex, policy, deadlineMs, signal } = request
  const challenge = randomHex(16)
  const payload = { challenge, token: subscription.verification_token, type: 'url_verification' }
  const body = encodeEvent(payload, subscription, randomHex)
  const url = new URL(subscription.url)
  const result = await postJson({ url, headers: {}, body, policy, deadlineMs, signal })
  if (!result.ok) return result.reason
  if (result.http_status !== 200) {
    return {
      zh: `challenge 的响应的 HTTP 状态码为 ${result.http_status}，不是 200。`,
      en: `The response to the challenge had HTTP status ${result.http_status}, not 200.`,
    }
  }
  const response = parseJson(result.body)
  if (!isJsonObject(response)) {
    return {
      zh: 'challenge 的响应不是 JSON 对象。',
      en: 'The response to the challenge is not a JSON object.',
    }
  }
  return response.challenge === challenge
    ? null
    : { zh: '响应中没有 challenge。', en: 'The response does not contain the challenge.' }
}

/** By these an app with an Encrypt Key knows that a body comes from the platform. */
function signatureHeaders(
  body: string,
  { subscription, signsPlain, now_ms, randomHex }: EventRequest,
) {
  const { encrypt_key = signsPlain ? '' : undefined } = subscription
  if (encrypt_key === undefined) return {}
  const timestamp = String(Math.floor(now_ms / 1000))
  const nonce = randomHex(16)
  return {
    'X-Lark-Request-Timestamp': timestamp,
    'X-Lark-Request-Nonce': nonce,
    'X-Lark-Signature': signEvent({ timestamp, nonce, encrypt_key, body }),
  }
}

/** An app may return what it was sent, and the log is readable by everyone. */
function maskSecrets(text: string, { verification_token, encrypt_key }: Webhook): string {
  const masked = text.replaceAll(verification_token, '***')
  return encrypt_key === undefined ? masked : masked.replaceAll(encrypt_key, '***')
}

/**
 * Returns a payload as it is sent to an app, encrypted if the app has an Encrypt Key. It is compact
 * JSON because the official Node client signs the JSON that it has parsed and written again.
 */
function encodeEvent(
  payload: unknown,
  { encrypt_key }: Webhook,
  randomHex: (bytes: number) => string,
): string {
  const text = JSON.stringify(payload)
  if (encrypt_key === undefined) return text
  const iv = Buffer.from(randomHex(16), 'hex')
  return JSON.stringify({ encrypt: encryptEvent(encrypt_key, text, iv) })
}

/**
 * Encrypts a text for an app with an Encrypt Key: AES-256-CBC under the key's SHA-256.
 * @param iv 16 random bytes
 * @returns base64 of the IV followed by the ciphertext
 * @see https://open.feishu.cn/document/ukTMukTMukTM/uYDNxYjL2QTM24iN0EjN/event-subscription-configure-/encrypt-key-encryption-configuration-case
 */
export function encryptEvent(encrypt_key: string, text: string, iv: Uint8Array): string {
  const key = createHash('sha256').update(encrypt_key).digest()
  const cipher = createCipheriv('aes-256-cbc', key, iv)
  return Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final()]).toString('base64')
}

type SignedParts = { timestamp: string; nonce: string; encrypt_key: string; body: string }

/**
 * Returns the value of `X-Lark-Signature`: the hex SHA-256 of all four parts, concatenated.
 * @see https://open.feishu.cn/document/ukTMukTMukTM/uYDNxYjL2QTM24iN0EjN/event-subscription-configure-/encrypt-key-encryption-configuration-case
 */
export function signEvent({ timestamp, nonce, encrypt_key, body }: SignedParts): string {
  return createHash('sha256')
    .update(timestamp + nonce + encrypt_key + body)
    .digest('hex')
}
