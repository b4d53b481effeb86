import { createCipheriv, createHash } from 'node:crypto'

/**
 * A text as Feishu encrypts it for an app with an Encrypt Key: AES-256-CBC under the key's SHA-256.
 * @param iv 16 random bytes
 * @returns base64 of the IV and the ciphertext behind it
 * @see https://open.feishu.cn/document/ukTMukTMukTM/uYDNxYjL2QTM24iN0EjN/event-subscription-configure-/encrypt-key-encryption-configuration-case
 */
export function encryptEvent(encrypt_key: string, text: string, iv: Uint8Array): string {
  const key = createHash('sha256').update(encrypt_key).digest()
  const cipher = createCipheriv('aes-256-cbc', key, iv)
  return Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final()]).toString('base64')
}
