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
import type { HoldSends } from '../approvals/hold-send.ts'
import type { DeliveryStore } from '../deliveries/deliveries.ts'
import { REFUSAL_STATUS } from '../http/refusal.ts'
import { actorOf } from '../http/session.ts'
import { profileField, validated } from '../http/validated.ts'
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
