import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

/** AES-256. */
export const KEY_BYTES = 32
const ALGORITHM = 'aes-256-gcm'
const IV_BYTES = 12
const TAG_BYTES = 16

/** Whose secret it is, and which: a sealed text opens nowhere else. */
export type Place = readonly string[]

/** Encrypts a text so that only the same key and the same place open it, and any change is noticed. */
export function seal(key: Buffer, text: string, place: Place): string {
  const iv = randomBytes(IV_BYTES)
  const cipher = createCipheriv(ALGORITHM, key, iv)
  cipher.setAAD(Buffer.from(JSON.stringify(place)))
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return `v1.${Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64url')}`
}

/** The text; `null` where the key or the place is another one, or the sealed text was changed. */
export function unseal(key: Buffer, sealed: string, place: Place): string | null {
  const [version, data = ''] = sealed.split('.')
  const bytes = Buffer.from(data, 'base64url')
  if (version !== 'v1' || bytes.length < IV_BYTES + TAG_BYTES) return null
  try {
    const opener = createDecipheriv(ALGORITHM, key, bytes.subarray(0, IV_BYTES), {
      authTagLength: TAG_BYTES,
    })
    opener.setAAD(Buffer.from(JSON.stringify(place)))
    opener.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES))
    const text = opener.update(bytes.subarray(IV_BYTES + TAG_BYTES))
    return Buffer.concat([text, opener.final()]).toString('utf8')
  } catch {
    return null
  }
}
