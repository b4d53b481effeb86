import type { NewMessage } from '#contract/create-message'
import type { Locale } from '#contract/locale'
import type { MessageWithFollowUps } from '#contract/message-with-follow-ups'
import { request } from './request.ts'

type Options = {
  profile: string
  message: NewMessage
  follow_ups: unknown
  /** The platform makes the message at most once within an hour with the same one. */
  uuid: string
  sendAnyway: boolean
  /** One for each press: the same press, however often it arrives, is sent once. */
  key: string
  locale: Locale
}

/**
 * Asks the console to send a new message and to put its bubbles under it at once.
 * @throws RefusedError, NoAnswerError (the outcome is unknown)
 */
export function sendWithFollowUps(options: Options): Promise<MessageWithFollowUps> {
  const { profile, message, follow_ups, uuid, sendAnyway, key, locale } = options
  const query = new URLSearchParams({ profile })
  if (sendAnyway) query.set('send_anyway', '1')
  const answer = async () =>
    (await import('#contract/message-with-follow-ups')).messageWithFollowUpsSchema
  return request(`/api/messages_with_follow_ups?${query}`, answer, {
    method: 'POST',
    body: JSON.stringify({ ...message, uuid, follow_ups }),
    headers: { 'Idempotency-Key': key },
    locale,
  })
}
