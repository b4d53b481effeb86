import type { Subscription } from '#contract/emulator-events'
import { encryptEvent } from './encrypt-event.ts'

/**
 * A payload as it goes over the wire. It is compact JSON, as the official Node client signs what it
 * has parsed and written again, not the bytes that came.
 */
export function writeWireBody(
  payload: unknown,
  { encrypt_key }: Subscription,
  randomHex: (bytes: number) => string,
): string {
  const text = JSON.stringify(payload)
  if (encrypt_key === undefined) return text
  const iv = Buffer.from(randomHex(16), 'hex')
  return JSON.stringify({ encrypt: encryptEvent(encrypt_key, text, iv) })
}
