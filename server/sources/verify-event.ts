import { createDecipheriv, createHash, timingSafeEqual } from 'node:crypto'
import type { EventRejection } from '#contract/event-sources/event-source'
import { isJsonObject, type JsonObject, member, parseJson } from '#contract/json'

/** How an app's event URL verifies that a request comes from the platform. */
export type WebhookSecrets = { verification_token: string; encrypt_key: string | null }

type EventRequest = {
  /** The exact text of the body. */
  text: string
  value: JsonObject
  header: (name: string) => string | undefined
}

type VerifyOptions = {
  app_id: string
  /** The platform's time in milliseconds since 1970; null if its clock can be moved. */
  now_ms: number | null
}

/** What a request to the event URL is. */
export type VerifiedRequest =
  | { is: 'event'; event: JsonObject }
  /** The platform tests the URL and expects its challenge back. */
  | { is: 'challenge'; challenge: string }
  | { is: 'rejected'; why: EventRejection }

/** Longer than the platform repeats an event, and shorter than one is remembered. */
const MAX_AGE_MS = 8 * 60 * 60_000

/**
 * Verifies a request to an app's event URL: signature, encryption, token and app.
 * @see https://open.feishu.cn/document/ukTMukTMukTM/uYDNxYjL2QTM24iN0EjN/event-subscription-configure-/encrypt-key-encryption-configuration-case
 */
export function verifyEvent(
  { text, value, header }: EventRequest,
  secrets: WebhookSecrets,
  { app_id, now_ms }: VerifyOptions,
): VerifiedRequest {
  const { encrypt_key } = secrets
  const isEncrypted = typeof value.encrypt === 'string'
  if (isEncrypted !== (encrypt_key !== null)) return rejected('encryption')
  const timestamp = header('x-lark-request-timestamp') ?? ''
  const signature = header('x-lark-signature')
  if (encrypt_key !== null && signature !== undefined) {
    const nonce = header('x-lark-request-nonce') ?? ''
    if (!isSame(signature, signEvent({ timestamp, nonce, encrypt_key, text }))) {
      return rejected('signature')
    }
  }
  const event = encrypt_key === null ? value : decryptEvent(encrypt_key, String(value.encrypt))
  if (!isJsonObject(event)) return rejected('undecryptable')

  const token = event.token ?? member(event.header, 'token')
  if (typeof token !== 'string' || !isSame(token, secrets.verification_token)) {
    return rejected('token')
  }
  if (event.type === 'url_verification') {
    const { challenge } = event
    return typeof challenge === 'string' ? { is: 'challenge', challenge } : rejected('token')
  }
  // Only the test of the URL comes without a signature.
  if (encrypt_key !== null && signature === undefined) return rejected('signature')
  const sender = member(event.header, 'app_id') ?? member(event.event, 'app_id')
  if (typeof sender === 'string' && sender !== '' && sender !== app_id) return rejected('app')
  const age_ms = now_ms === null || encrypt_key === null ? 0 : now_ms - Number(timestamp) * 1000
  // `!` also rejects what is no number.
  if (!(Math.abs(age_ms) <= MAX_AGE_MS)) return rejected('stale')
  return { is: 'event', event }
}

function rejected(why: EventRejection): VerifiedRequest {
  return { is: 'rejected', why }
}

/** Compares two texts in a time that says nothing about either. */
function isSame(one: string, other: string): boolean {
  const [a, b] = [one, other].map((text) => createHash('sha256').update(text).digest())
  return a !== undefined && b !== undefined && timingSafeEqual(a, b)
}

type SignedParts = { timestamp: string; nonce: string; encrypt_key: string; text: string }

/** Returns the value of `X-Lark-Signature`: the hex SHA-256 of all four parts, concatenated. */
export function signEvent({ timestamp, nonce, encrypt_key, text }: SignedParts): string {
  return createHash('sha256')
    .update(timestamp + nonce + encrypt_key + text)
    .digest('hex')
}

const IV_BYTES = 16

/** Decrypts AES-256-CBC under the key's SHA-256; returns undefined if it is no JSON then. */
function decryptEvent(encrypt_key: string, encrypted: string): unknown {
  const bytes = Buffer.from(encrypted, 'base64')
  const key = createHash('sha256').update(encrypt_key).digest()
  try {
    const decipher = createDecipheriv('aes-256-cbc', key, bytes.subarray(0, IV_BYTES))
    const text = Buffer.concat([decipher.update(bytes.subarray(IV_BYTES)), decipher.final()])
    return parseJson(text.toString('utf8'))
  } catch {
    return undefined
  }
}
