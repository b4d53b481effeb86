import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'

/** AES-256. */
export const KEY_BYTES = 32
const ALGORITHM = 'aes-256-gcm'
const IV_BYTES = 12
const TAG_BYTES = 16

/** Identifies the secret and its owner; a sealed text can be opened only with the same context. */
export type SealContext = readonly string[]

/** Encrypts and authenticates a text with AES-256-GCM for one key and context. */
export function seal(key: Buffer, text: string, context: SealContext): string {
  const iv = randomBytes(IV_BYTES)
  const cipher = createCipheriv(ALGORITHM, key, iv)
  cipher.setAAD(Buffer.from(JSON.stringify(context)))
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return `v1.${Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64url')}`
}

/** Decrypts a sealed text; null if key or context differ or the text was changed. */
export function unseal(key: Buffer, sealed: string, context: SealContext): string | null {
  const [version, data = ''] = sealed.split('.')
  const bytes = Buffer.from(data, 'base64url')
  if (version !== 'v1' || bytes.length < IV_BYTES + TAG_BYTES) return null
  try {
    const opener = createDecipheriv(ALGORITHM, key, bytes.subarray(0, IV_BYTES), {
      authTagLength: TAG_BYTES,
    })
    opener.setAAD(Buffer.from(JSON.stringify(context)))
    opener.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES))
    const text = opener.update(bytes.subarray(IV_BYTES + TAG_BYTES))
    return Buffer.concat([text, opener.final()]).toString('utf8')
  } catch {
    return null
  }
}

/** Parses a key in hex, base64 or base64url; null if it is invalid or has another length. */
export function parseKey(text: string): Buffer | null {
  if (/^[0-9a-f]{64}$/i.test(text)) return Buffer.from(text, 'hex')
  if (!/^[A-Za-z0-9+/_-]{43}=?$/.test(text)) return null
  const key = Buffer.from(text, 'base64')
  return key.length === KEY_BYTES ? key : null
}

/** Returns 8 hex digits of a salted hash: enough to distinguish two secrets, too little to find one. */
export function fingerprint(profile_id: string, secret: string): string {
  const hash = createHash('sha256').update(JSON.stringify([profile_id, secret]))
  return hash.digest('hex').slice(0, 8)
}
