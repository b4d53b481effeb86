import { createHash } from 'node:crypto'

/** Enough of a salted hash to tell two secrets apart, and far too little to find one. */
export function fingerprint(profile_id: string, secret: string): string {
  const hash = createHash('sha256').update(JSON.stringify([profile_id, secret]))
  return hash.digest('hex').slice(0, 8)
}
