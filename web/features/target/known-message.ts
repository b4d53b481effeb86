import type { Exchange } from '#contract/exchange'
import { LIMITS } from '#contract/limits'
import type { ChatMessage } from '#contract/recipients'
import type { ImportedMessage } from '#imports/findings'

/** What is known about the target message, depending on how it was chosen. */
export type KnownMessage = {
  message_id: string
  chat_id: string | null
  text: string | null
  /** When it becomes too old for bubbles: an estimate by the local clock, in milliseconds since 1970. */
  expires_at_ms: number | null
  /** Whether this console has just created it. */
  created?: boolean
}

const LIFE_MS = LIMITS.messageAgeSeconds * 1000

/** @param now by the local clock, in milliseconds since 1970 */
export function knownFromPaste(pasted: ImportedMessage, now: number): KnownMessage {
  const { message_id, chat_id, create_time_ms } = pasted
  return {
    message_id,
    chat_id,
    text: null,
    // A time in the future means that the clocks differ.
    expires_at_ms: create_time_ms === null ? null : Math.min(create_time_ms, now) + LIFE_MS,
  }
}

/** @param clockSkewMs how far the platform's clock is ahead of the local clock */
export function knownFromPicked(
  { message_id, text, create_time, standing }: ChatMessage,
  chat_id: string,
  clockSkewMs: number | null,
): KnownMessage {
  const expires_at_ms =
    standing.expires_at !== null
      ? Date.parse(standing.expires_at)
      : create_time !== null
        ? Date.parse(create_time) + LIFE_MS - (clockSkewMs ?? 0)
        : null
  return { message_id, chat_id, text, expires_at_ms }
}

/** A message that the console just sent: it is not older than the call. */
export function knownFromCreated(exchange: Exchange, text: string | null): KnownMessage | null {
  if (exchange.message_id === null) return null
  return {
    message_id: exchange.message_id,
    chat_id: chatOf(exchange.response?.body ?? ''),
    text,
    created: true,
    expires_at_ms:
      Date.parse(exchange.attempts.at(-1)?.started_at ?? exchange.started_at) + LIFE_MS,
  }
}

/** When a message was created, by the local clock, in milliseconds since 1970. */
export function createdAt(expiresAtMs: number): number {
  return expiresAtMs - LIFE_MS
}

function chatOf(body: string): string | null {
  try {
    const chat_id: unknown = JSON.parse(body)?.data?.chat_id
    return typeof chat_id === 'string' ? chat_id : null
  } catch {
    return null
  }
}
