import { createCipheriv, createHash } from 'node:crypto'
import type { Webhook } from '#contract/emulator/events'

/**
 * Returns a payload as it is sent to an app, encrypted if the app has an Encrypt Key. It is compact
 * JSON because the official Node client signs the JSON that it has parsed and written again.
 */
export function encodeEvent(
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
