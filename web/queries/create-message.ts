import type { CreateMessage } from '#contract/create-message'
import type { Exchange } from '#contract/exchange'
import type { Locale } from '#contract/locale'
import { exchangeAnswer } from './answer.ts'
import { request } from './request.ts'

type Options = {
  profile: string
  message: CreateMessage
  locale: Locale
  key: string
  signal: AbortSignal
}

/**
 * Asks the console to send a fresh bot text message.
 * @throws RefusedError, NoAnswerError (the outcome is unknown), or the signal's reason
 */
export function createMessage({
  profile,
  message,
  key,
  locale,
  signal,
}: Options): Promise<Exchange> {
  return request(`/api/messages?${new URLSearchParams({ profile })}`, exchangeAnswer, {
    method: 'POST',
    body: JSON.stringify(message),
    headers: { 'Idempotency-Key': key },
    locale,
    signal,
  })
}
