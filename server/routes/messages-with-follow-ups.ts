import { Hono } from 'hono'
import * as z from 'zod/mini'
import {
  isTypedMessage,
  messageWithFollowUpsSchema,
  textWithAnythingSchema,
  textWithFollowUpsSchema,
  typedWithAnythingSchema,
  typedWithFollowUpsSchema,
} from '#contract/create-message'
import { REFUSAL_STATUS } from '../http/refusal.ts'
import { profileField, validated } from '../http/validated.ts'
import { LOCAL_ACTOR } from '../ledger/ledger.ts'
import { sendWithFollowUps } from '../ledger/send-with-follow-ups.ts'
import type { LedgerSender } from '../ledger/sender.ts'
import type { ProfileStore } from '../profiles/profiles.ts'
import { MESSAGE_BODY_LIMIT, sendAnywayField } from './messages.ts'
import {
  OUTCOME_STATUS,
  refuseUnsent,
  SEND_REFUSALS,
  sendResponses,
  unsentRefusal,
} from './send-results.ts'

const unsentPush = {
  description: 'The message was sent; its bubbles were not, see push_refusal',
  schema: messageWithFollowUpsSchema,
}

/** Sends a new message and its bubbles with one request. */
export function messageWithFollowUpsRoutes(profiles: ProfileStore, sender: LedgerSender) {
  return new Hono().post(
    '/',
    validated({
      summary: 'Sends a new message and pushes bubbles to it; with send_anyway=1 any follow_ups',
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
      const { uuid, follow_ups, ...message } = c.req.valid('json')
      const { create, push } = await sendWithFollowUps(
        sender,
        profile,
        { message, uuid, body: JSON.stringify({ follow_ups }) },
        { actor: LOCAL_ACTOR, idempotency_key },
      )
      if (create.sent !== 'done') return refuseUnsent(c, create)
      if (push === null) {
        return c.json({ create: create.exchange, push }, OUTCOME_STATUS[create.exchange.outcome])
      }
      if (push.sent !== 'done') {
        const push_refusal = unsentRefusal(push, locale)
        const body = { create: create.exchange, push: null, push_refusal }
        return c.json(body, REFUSAL_STATUS[push_refusal.error])
      }
      const body = { create: create.exchange, push: push.exchange }
      return c.json(body, OUTCOME_STATUS[push.exchange.outcome])
    },
  )
}
