import type { ChatMessage } from '#contract/chat-messages'
import type { Exchange } from '#contract/exchange'
import { LIMITS } from '#contract/limits'
import type { PastedMessage } from './read-paste.ts'

/** What is known of a message beside its id, from wherever it was chosen. */
export type KnownMessage = {
  message_id: string
  chat_id: string | null
  text: string | null
  /** When it becomes too old for bubbles, by this machine's clock, in milliseconds since 1970; an estimate. */
  expires_at_ms: number | null
}

const LIFE_MS = LIMITS.messageAgeSeconds * 1000

/** @param now by this machine's clock, in milliseconds since 1970 */
export function knownFromPaste(pasted: PastedMessage, now: number): KnownMessage {
  const { message_id, chat_id, create_time_ms } = pasted
  return {
    message_id,
    chat_id,
    text: null,
    // A message from the future tells of clocks that differ, not of more time.
    expires_at_ms: create_time_ms === null ? null : Math.min(create_time_ms, now) + LIFE_MS,
  }
}

/** @param clockSkewMs how far the platform's clock is ahead of this machine's */
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

/** A message that this console has just sent: its life began at the earliest when the call left. */
export function knownFromCreated(exchange: Exchange, text: string): KnownMessage | null {
  if (exchange.message_id === null) return null
  return {
    message_id: exchange.message_id,
    chat_id: chatOf(exchange.response?.body ?? ''),
    text,
    expires_at_ms:
      Date.parse(exchange.attempts.at(-1)?.started_at ?? exchange.started_at) + LIFE_MS,
  }
}

function chatOf(body: string): string | null {
  try {
    const chat_id: unknown = JSON.parse(body)?.data?.chat_id
    return typeof chat_id === 'string' ? chat_id : null
  } catch {
    return null
  }
}
