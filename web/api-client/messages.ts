import type { CreateMessage } from '#contract/create-message'
import type { Exchange } from '#contract/exchange'
import type { Locale } from '#contract/locale'
import { api } from './api.ts'
import { exchangeResponse } from './exchanges.ts'

type SendOptions = {
  profile: string
  /** One for each press: a repeated request with the same key is sent once. */
  key: string
  locale: Locale
}

type PushOptions = SendOptions & {
  messageId: string
  /** JSON text, forwarded to the platform byte for byte. */
  body: string
  sendAnyway: boolean
  signal: AbortSignal
}

/**
 * Pushes bubbles to a message.
 * @throws RefusedError, NoResponseError (the outcome is unknown), or the signal's reason
 */
export function pushFollowUp(options: PushOptions): Promise<Exchange> {
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
 * Sends a text message as the bot.
 * @throws RefusedError, NoResponseError (the outcome is unknown), or the signal's reason
 */
export function createMessage({
  profile,
  message,
  key,
  locale,
  signal,
}: SendOptions & { message: CreateMessage; signal: AbortSignal }): Promise<Exchange> {
  return api(
    'POST /api/messages',
    {
      query: { profile },
      body: message,
      response: exchangeResponse,
      idempotencyKey: key,
      signal,
    },
    locale,
  )
}
