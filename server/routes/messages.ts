import { Hono } from 'hono'
import * as z from 'zod/mini'
import { preflightSchema } from '#contract/checks'
import {
  createMessageSchema,
  createTypedMessageSchema,
  isTypedMessage,
} from '#contract/create-message'
import { exchangeSchema } from '#contract/exchange'
import { pushFollowUpBodySchema } from '#contract/follow-ups'
import { MESSAGE_ID } from '#contract/ids'
import type { HoldSends } from '../approvals/hold-send.ts'
import { actorOf } from '../http/session.ts'
import { profileField, profileQuery, validated } from '../http/validated.ts'
import type { LedgerSender } from '../ledger/sender.ts'
import type { PreflightDeps } from '../preflight/gather-facts.ts'
import { runPreflight } from '../preflight/preflight.ts'
import type { ProfileStore } from '../profiles/profiles.ts'
import { OUTCOME_STATUS, refuseUnsent, SEND_REFUSALS, sendResponses } from './send-results.ts'

/** In bytes: a text of the platform's own limit, with every character escaped. */
export const MESSAGE_BODY_LIMIT = 1024 * 1024

/** A query parameter that skips the validation of bubbles, so that the platform's own error can be seen. */
export const sendAnywayField = {
  send_anyway: z.optional(z.literal('1', { error: 'send_anyway_value' })),
}

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
