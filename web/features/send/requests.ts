import type { NewMessage } from '#contract/create-message'
import type { Exchange } from '#contract/exchange'
import { isJsonObject } from '#contract/json'
import type { Locale } from '#contract/locale'
import { RefusedError } from '../../api-client/api.ts'
import { createMessage, createWithFollowUps, pushFollowUp } from '../../api-client/messages.ts'
import type { RunCalls } from '../exchange-view/run.ts'
import type { Press, SenderEvent, SendRequest } from './machine.ts'

/** What a press sends: bubbles, a message, or both. */
type Content = {
  /** The JSON value of the push; undefined for a message alone. */
  body: unknown
  /** A message that is created with a uuid of its own; null for bubbles under an existing one. */
  message: NewMessage | null
  messageId: string
  skipValidation: boolean
}

/** Returns the request of a press; each body is written as JSON once, here. */
export function requestOf(content: Content, uuid: string): SendRequest {
  const { body, message, messageId, skipValidation } = content
  if (!message) return { call: 'push', messageId, body: JSON.stringify(body), skipValidation }
  if (body === undefined) return { call: 'create', body: JSON.stringify({ ...message, uuid }) }
  const follow_ups = isJsonObject(body) ? body.follow_ups : undefined
  return {
    call: 'create_and_push',
    body: JSON.stringify({ ...message, uuid, follow_ups }),
    skipValidation,
  }
}

/** Makes the request of a press and returns how it ended; never throws. */
export async function perform(
  press: Press,
  locale: Locale,
  signal: AbortSignal,
): Promise<Extract<SenderEvent, { type: 'answered' | 'refused' | 'lost' }>> {
  const { key } = press
  try {
    const calls = await requestCalls(press, locale, signal)
    return { type: 'answered', key, calls, at: Date.now() }
  } catch (error) {
    // After an internal error of the console it is unknown what was sent.
    if (!(error instanceof RefusedError) || error.refusal.error === 'internal') {
      return { type: 'lost', key }
    }
    const { httpStatus, refusal } = error
    return { type: 'refused', key, httpStatus, refusal, at: Date.now() }
  }
}

async function requestCalls(
  { key, profile, request }: Press,
  locale: Locale,
  signal: AbortSignal,
): Promise<RunCalls> {
  switch (request.call) {
    case 'push': {
      const { messageId, body, skipValidation: sendAnyway } = request
      const options = { profile, messageId, body, sendAnyway, key, locale, signal }
      return pushed(await pushFollowUp(options))
    }
    case 'create':
      return created(
        await createMessage({ profile, body: request.body, key, locale, signal }),
        null,
      )
    case 'create_and_push': {
      const { body, skipValidation: sendAnyway } = request
      const options = { profile, body, sendAnyway, key, locale, signal }
      const { create, push, push_refusal } = await createWithFollowUps(options)
      return { ...created(create, push), refusal: push_refusal ?? null }
    }
    case 'repeat_push': {
      const { resolveExchange } = await import('../../api-client/history.ts')
      const { repeat, exchange } = await resolveExchange(
        request.exchangeId,
        { repeat: true },
        { locale, key },
      )
      return pushed(repeat ?? exchange)
    }
  }
}

/** Returns the calls of an exchange that was found by its key; the push of a new message has a key of its own. */
export async function callsOf(exchange: Exchange, locale: Locale): Promise<RunCalls> {
  if (exchange.endpoint === 'push_follow_up') return pushed(exchange)
  const { findByKey } = await import('../../api-client/history.ts')
  const push = await findByKey(`${exchange.idempotency_key}:push`, { locale }).catch(() => null)
  return created(exchange, push)
}

function pushed(push: Exchange): RunCalls {
  return { create: null, pushes: [push], refusal: null }
}

function created(create: Exchange, push: Exchange | null): RunCalls {
  return { create, pushes: push ? [push] : [], refusal: null }
}
