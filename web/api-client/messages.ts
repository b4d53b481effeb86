import type { Exchange } from '#contract/exchange'
import type { Locale } from '#contract/locale'
import type { Refusal } from '#contract/refusal'
import { api } from './api.ts'
import { exchangeResponse } from './exchanges.ts'

type SendOptions = {
  profile: string
  /** The JSON text of the request. */
  body: string
  /** One for each press: a repeated request with the same key is sent once. */
  key: string
  locale: Locale
  signal?: AbortSignal
}

type BubblesOptions = SendOptions & {
  /** Skips the console's validation of the bubbles. */
  sendAnyway: boolean
}

/** Loads what the first response of a send is validated with. */
export function preloadSendResponses(): Promise<unknown> {
  return Promise.all([exchangeResponse(), messageWithFollowUpsResponse()])
}

/**
 * Pushes bubbles to a message; the body is forwarded to the platform byte for byte.
 * @throws RefusedError, NoResponseError (the outcome is unknown), or the signal's reason
 */
export function pushFollowUp(options: BubblesOptions & { messageId: string }): Promise<Exchange> {
  const { profile, messageId, body, sendAnyway, key, locale, signal } = options
  return api(
    'POST /api/messages/:message_id/push_follow_up',
    {
      params: { message_id: messageId },
      query: { profile, ...(sendAnyway && { send_anyway: '1' }) },
      bodyText: body,
      response: exchangeResponse,
      idempotencyKey: key,
      signal,
    },
    locale,
  )
}

/**
 * Sends a message as the bot.
 * @throws RefusedError, NoResponseError (the outcome is unknown), or the signal's reason
 */
export function createMessage(options: SendOptions): Promise<Exchange> {
  const { profile, body, key, locale, signal } = options
  return api(
    'POST /api/messages',
    {
      query: { profile },
      bodyText: body,
      response: exchangeResponse,
      idempotencyKey: key,
      signal,
    },
    locale,
  )
}

/** A new message and the push of its bubbles. */
type SentWithFollowUps = {
  create: Exchange
  push: Exchange | null
  push_refusal?: Refusal | undefined
}

/**
 * Sends a message as the bot, and its bubbles.
 * @throws RefusedError, NoResponseError (the outcome is unknown), or the signal's reason
 */
export function createWithFollowUps(options: BubblesOptions): Promise<SentWithFollowUps> {
  const { profile, body, sendAnyway, key, locale, signal } = options
  return api(
    'POST /api/messages_with_follow_ups',
    {
      query: { profile, ...(sendAnyway && { send_anyway: '1' }) },
      bodyText: body,
      response: messageWithFollowUpsResponse,
      idempotencyKey: key,
      signal,
    },
    locale,
  )
}

async function messageWithFollowUpsResponse() {
  return (await import('#contract/create-message')).messageWithFollowUpsSchema
}
