import { Hono } from 'hono'
import * as z from 'zod/mini'
import { preflightSchema } from '#contract/checks'
import {
  createMessageSchema,
  createTypedMessageSchema,
  isTypedMessage,
  messageWithFollowUpsSchema,
  textWithAnythingSchema,
  textWithFollowUpsSchema,
  typedWithAnythingSchema,
  typedWithFollowUpsSchema,
} from '#contract/create-message'
import { exchangeSchema } from '#contract/exchange'
import { pushFollowUpBodySchema } from '#contract/follow-ups'
import { CHAT_ID, MESSAGE_ID } from '#contract/ids'
import { chatMessagesSchema } from '#contract/recipients'
import type { HoldSends } from '../approvals/hold-send.ts'
import type { DeliveryStore } from '../deliveries/deliveries.ts'
import { REFUSAL_STATUS } from '../http/refusal.ts'
import { actorOf } from '../http/session.ts'
import { profileField, profileQuery, validated } from '../http/validated.ts'
import type { LedgerSender } from '../ledger/sender.ts'
import { readChatMessages } from '../preflight/chat-messages.ts'
import type { PreflightDeps } from '../preflight/gather-facts.ts'
import { runPreflight } from '../preflight/preflight.ts'
import type { ProfileStore } from '../profiles/profiles.ts'
import {
  OUTCOME_STATUS,
  refuseUnsent,
  SEND_REFUSALS,
  sendResponses,
  unsentRefusal,
} from './send-results.ts'

/** In bytes: a text of the platform's own limit, with every character escaped. */
export const MESSAGE_BODY_LIMIT = 1024 * 1024

/** A query parameter that skips the validation of bubbles, so that the platform's own error can be seen. */
const sendAnywayField = { send_anyway: z.optional(z.literal('1', { error: 'send_anyway_value' })) }

const anyObjectSchema = z.looseObject({})

const messageIdParams = z.object({
  message_id: z.string().check(z.regex(MESSAGE_ID, { error: 'message_id_shape' })),
})

/**
 * The two calls to the platform, and the pre-check of a push. A send is completed even if the
 * browser disconnects: its outcome would be unknown otherwise.
 */
export function messageRoutes(
  profiles: ProfileStore,
  sender: LedgerSender,
  preflight: PreflightDeps,
  { hold }: Pick<HoldSends, 'hold'>,
) {
  return new Hono()
    .post(
      '/',
      validated({
        summary: 'Sends a new message as the bot',
        access: { role: 'sender', per: 'profile' },
        audit: false,
        query: profileQuery,
        profiles,
        body: z.union([createMessageSchema, createTypedMessageSchema]),
        bodySchema: (body) =>
          isTypedMessage(body) ? createTypedMessageSchema : createMessageSchema,
        maxBytes: MESSAGE_BODY_LIMIT,
        idempotencyKey: true,
        responses: sendResponses(exchangeSchema),
        refusals: SEND_REFUSALS,
      }),
      async (c) => {
        const { profile, idempotencyKey: idempotency_key } = c.var
        const { uuid, ...message } = c.req.valid('json')
        const options = { actor: actorOf(c), idempotency_key, uuid }
        const held = await hold(c, profile, { kind: 'message', message, uuid }, idempotency_key)
        if (held) return held
        const sent = await sender.create(profile, message, options)
        if (sent.sent !== 'done') return refuseUnsent(c, sent)
        return c.json(sent.exchange, OUTCOME_STATUS[sent.exchange.outcome])
      },
    )
    .post(
      '/:message_id/push_follow_up',
      validated({
        summary: 'Pushes bubbles to a message; with send_anyway=1 any JSON object',
        access: { role: 'sender', per: 'profile' },
        audit: false,
        params: messageIdParams,
        query: z.strictObject({ ...profileField, ...sendAnywayField }),
        profiles,
        body: pushFollowUpBodySchema,
        bodySchema: (_, { send_anyway }) =>
          send_anyway === '1' ? anyObjectSchema : pushFollowUpBodySchema,
        idempotencyKey: true,
        responses: sendResponses(exchangeSchema),
        refusals: SEND_REFUSALS,
      }),
      async (c) => {
        const { profile, bodyText, idempotencyKey: idempotency_key } = c.var
        const options = { actor: actorOf(c), idempotency_key }
        const message_id = c.req.param('message_id')
        const content = { kind: 'push', message_id, body: bodyText } as const
        const held = await hold(c, profile, content, idempotency_key)
        if (held) return held
        const sent = await sender.push(profile, message_id, bodyText, options)
        if (sent.sent !== 'done') return refuseUnsent(c, sent)
        return c.json(sent.exchange, OUTCOME_STATUS[sent.exchange.outcome])
      },
    )
    .get(
      '/:message_id/preflight',
      validated({
        summary: 'Checks whether a push to a message would work now; sends nothing',
        access: { role: 'viewer', per: 'profile' },
        query: profileQuery,
        profiles,
        responses: { 200: { description: 'The checks', schema: preflightSchema } },
      }),
      async (c) => {
        const { profile, locale } = c.var
        const result = await runPreflight(preflight, profile, c.req.param('message_id'), locale)
        return c.json(result, 200)
      },
    )
}

const unsentPush = {
  description: 'The message was sent; its bubbles were not, see push_refusal',
  schema: messageWithFollowUpsSchema,
}

/** Sends a new message and its bubbles with one request, as a delivery. */
export function messageWithFollowUpsRoutes(
  profiles: ProfileStore,
  deliveries: Pick<DeliveryStore, 'deliver'>,
  { hold }: Pick<HoldSends, 'hold'>,
) {
  return new Hono().post(
    '/',
    validated({
      summary: 'Sends a new message and pushes bubbles to it; with send_anyway=1 any follow_ups',
      access: { role: 'sender', per: 'profile' },
      audit: false,
      query: z.strictObject({ ...profileField, ...sendAnywayField }),
      profiles,
      body: z.union([textWithFollowUpsSchema, typedWithFollowUpsSchema]),
      bodySchema: (body, { send_anyway }) => {
        if (send_anyway === '1') {
          return isTypedMessage(body) ? typedWithAnythingSchema : textWithAnythingSchema
        }
        return isTypedMessage(body) ? typedWithFollowUpsSchema : textWithFollowUpsSchema
      },
      maxBytes: MESSAGE_BODY_LIMIT,
      idempotencyKey: true,
      responses: {
        ...sendResponses(messageWithFollowUpsSchema),
        [REFUSAL_STATUS.in_flight]: unsentPush,
        [REFUSAL_STATUS.rate_limited]: unsentPush,
        [REFUSAL_STATUS.stopping]: unsentPush,
        [REFUSAL_STATUS.invalid]: unsentPush,
      },
      refusals: SEND_REFUSALS,
    }),
    async (c) => {
      const { profile, locale, idempotencyKey: idempotency_key } = c.var
      const { uuid, follow_ups, receive_id_type, receive_id, ...message } = c.req.valid('json')
      const plan = {
        recipient: { receive_id_type, receive_id },
        message,
        follow_ups: JSON.stringify(follow_ups ?? null),
      }
      const options = { actor: actorOf(c), idempotency_key, uuid }
      const held = await hold(c, profile, { kind: 'delivery', plan, uuid }, idempotency_key)
      if (held) return held
      const result = await deliveries.deliver(profile, plan, options)
      if ('recent' in result) throw new Error('a delivery was refused without being asked to')
      if ('limit' in result) return refuseUnsent(c, { sent: 'limited', limit: result.limit })
      if ('refused' in result) return refuseUnsent(c, { sent: result.refused })
      const { delivery, unsent } = result
      const { create, push } = delivery
      if (create === null) {
        if (unsent) return refuseUnsent(c, unsent)
        throw new Error('a delivery made no message without a reason')
      }
      if (unsent) {
        const push_refusal = unsentRefusal(unsent, locale)
        return c.json({ create, push: null, push_refusal }, REFUSAL_STATUS[push_refusal.error])
      }
      return c.json({ create, push }, OUTCOME_STATUS[(push ?? create).outcome])
    },
  )
}

const DEFAULT_LIMIT = '20'
/** The platform returns at most 50 messages at once. */
const LIMIT = /^(?:[1-9]|[1-4]\d|50)$/

/** The messages of a chat, to choose one from. */
export function chatRoutes(profiles: ProfileStore, deps: PreflightDeps) {
  return new Hono().get(
    '/:chat_id/messages',
    validated({
      summary: 'Lists the latest messages of a chat, and whether each accepts bubbles',
      access: { role: 'sender', per: 'profile' },
      params: z.object({ chat_id: z.string().check(z.regex(CHAT_ID, { error: 'chat_id_shape' })) }),
      query: z.strictObject({
        ...profileField,
        limit: z.optional(z.string().check(z.regex(LIMIT, { error: 'messages_limit_range' }))),
      }),
      profiles,
      responses: { 200: { description: 'The messages, newest first', schema: chatMessagesSchema } },
    }),
    async (c) => {
      const { limit = DEFAULT_LIMIT } = c.req.valid('query')
      const request = { chat_id: c.req.param('chat_id'), limit: Number(limit) }
      return c.json(await readChatMessages(deps, c.var.profile, request, c.var.locale), 200)
    },
  )
}
