import type { Exchange } from '#contract/exchange'
import type { Locale } from '#contract/locale'
import { exchangeAnswer } from './answer.ts'
import { request } from './request.ts'

type Options = {
  profile: string
  messageId: string
  /** JSON text; it reaches the platform byte for byte. */
  body: string
  sendAnyway: boolean
  /** One for each press: the same press, however often it arrives, is sent once. */
  key: string
  locale: Locale
  signal: AbortSignal
}

/**
 * Asks the console to put the bubbles under a message.
 * @throws RefusedError, NoAnswerError (the outcome is unknown), or the signal's reason
 */
export function pushFollowUp(options: Options): Promise<Exchange> {
  const query = new URLSearchParams({ profile: options.profile })
  if (options.sendAnyway) query.set('send_anyway', '1')
  const path = `/api/messages/${encodeURIComponent(options.messageId)}/push_follow_up?${query}`
  return request(path, exchangeAnswer, {
    method: 'POST',
    body: options.body,
    headers: { 'Idempotency-Key': options.key },
    locale: options.locale,
    signal: options.signal,
  })
}
