import type { Random } from '../seeded-random.ts'
import type { Target } from './target.ts'

/** One try of an attacker; returns what it got, or null if it was refused. */
export type Try = (target: Target, random: Random) => Promise<string | null>

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/** Random characters of a secret. */
export function text(random: Random, length: number): string {
  return Array.from({ length }, () => ALPHABET[random.below(ALPHABET.length)]).join('')
}

/** Returns who the console takes the sender of these headers for; null if it is no one. */
export async function personOf(target: Target, headers: Record<string, string>, from?: string) {
  const response = await target.send('/api/session', {
    headers,
    ...(from !== undefined && { from }),
  })
  return (await response.json()).person
}
