import { type Context, Hono } from 'hono'
import { compress } from 'hono/compress'
import { messageContentSchema } from '#contract/create-message'
import {
  deliveriesQuerySchema,
  deliveriesSchema,
  deliveryResponseSchema,
  type NewDelivery,
  newDeliverySchema,
} from '#contract/deliveries/delivery'
import { PAGE } from '#contract/exchanges'
import { pushFollowUpBodySchema } from '#contract/follow-ups'
import type { Locale } from '#contract/locale'
import type { Issue } from '#contract/refusal'
import type { TemplateVersion } from '#contract/template'
import { fillVariables } from '#contract/template-variables'
import { describeIssue, validateRequest } from '#contract/validation/api-hints'
import { appsOf } from '../access/authorize.ts'
import type { HoldSends } from '../approvals/hold-send.ts'
import type { DeliveryPlan, DeliveryResult, DeliveryStore } from '../deliveries/deliveries.ts'
import { REFUSAL_STATUS, refusalBody, refuse, refuseValue, requestLocale } from '../http/refusal.ts'
import { actorOf, sessionOf } from '../http/session.ts'
import { noQuery, validated } from '../http/validated.ts'
import type { ProfileStore } from '../profiles/profiles.ts'
import type { TemplateStore } from '../templates/templates.ts'
import { MESSAGE_BODY_LIMIT } from './messages.ts'
import { refuseUnsent, SEND_REFUSALS } from './send-results.ts'

type DeliveryRouteDeps = {
  deliveries: DeliveryStore
  profiles: ProfileStore
  templates: TemplateStore
  holding: Pick<HoldSends, 'hold' | 'refuseUncovered'>
}

type FilledPlan = { ok: true; plan: DeliveryPlan } | { ok: false; issues: Issue[] }

/** Deliveries: what people send, each with its exchanges. */
export function deliveryRoutes({ deliveries, profiles, templates, holding }: DeliveryRouteDeps) {
  return new Hono()
    .post(
      '/',
      validated({
        summary: 'Sends a message with its bubbles, or bubbles to a message, as one delivery',
        access: { role: 'sender', per: 'profile', of: 'body' },
        audit: false,
        body: newDeliverySchema,
        maxBytes: MESSAGE_BODY_LIMIT,
        idempotencyKey: true,
        responses: {
          200: { description: 'The delivery, whatever its state', schema: deliveryResponseSchema },
        },
        refusals: [...SEND_REFUSALS, 'recent_delivery'],
      }),
      async (c) => {
        const { locale, idempotencyKey: idempotency_key } = c.var
        const body = c.req.valid('json')
        const profile = await profiles.find(body.profile, sessionOf(c))
        if (!profile) return refuseValue(c, 'profile', 'unknown_profile')
        const filled = await fillPlan(body, locale)
        if (!filled.ok) return refuse(c, 'invalid', filled.issues)
        const { confirm_recent } = body
        const options = { actor: actorOf(c), idempotency_key, confirm_recent }
        const content = { kind: 'delivery', plan: filled.plan, confirm_recent } as const
        const held = await holding.hold(c, profile, content, idempotency_key)
        return held ?? respond(c, await deliveries.deliver(profile, filled.plan, options))
      },
    )
    .get(
      '/',
      compress(),
      validated({
        summary: 'Lists deliveries, newest first, page by page',
        access: { role: 'viewer', per: 'any' },
        query: deliveriesQuerySchema,
        responses: { 200: { description: 'One page', schema: deliveriesSchema } },
      }),
      async (c) => {
        const { limit = PAGE.default, cursor, from, to, ...filter } = c.req.valid('query')
        const page = { limit, cursor }
        const apps = await appsOf(c, 'viewer')
        const selected = { ...filter, apps, from_ms: from, to_ms: to }
        return c.json(await deliveries.list(selected, page), 200)
      },
    )
    .get(
      '/:id',
      validated({
        summary: 'Reads a delivery',
        access: { role: 'viewer', per: 'profile', of: 'delivery' },
        responses: { 200: { description: 'The delivery', schema: deliveryResponseSchema } },
        refusals: ['not_found'],
      }),
      async (c) => {
        const delivery = await deliveries.find(c.req.param('id'))
        return delivery ? c.json({ delivery }, 200) : refuse(c, 'not_found')
      },
    )
    .post(
      '/:id/continue',
      validated({
        summary: 'Makes the step of a delivery that is left, if nothing can be sent twice by it',
        access: { role: 'sender', per: 'profile', of: 'delivery' },
        audit: false,
        query: noQuery,
        responses: {
          200: { description: 'The delivery, whatever its state', schema: deliveryResponseSchema },
        },
        refusals: ['not_found', 'invalid', ...SEND_REFUSALS],
      }),
      async (c) => {
        const id = c.req.param('id')
        const owner = (await deliveries.find(id))?.profile
        const profile = owner === undefined ? null : await profiles.find(owner, sessionOf(c))
        const uncovered = await holding.refuseUncovered(c, profile, 'delivery', id)
        if (uncovered) return uncovered
        const result = await deliveries.continue(id, callOf(c))
        if (!('refused' in result)) return respond(c, result)
        const { refused } = result
        if (refused === 'not_found') return refuse(c, refused)
        const { locale } = c.var
        const issue = describeIssue('', `delivery_${refused}`, locale)
        const detail = 'detail' in result ? ` ${result.detail[locale]}` : ''
        return refuse(c, 'invalid', [{ ...issue, message: issue.message + detail }])
      },
    )
    .post(
      '/:id/recall',
      validated({
        summary: 'Takes back the message that a delivery made, while the platform allows it',
        access: { role: 'sender', per: 'profile', of: 'delivery' },
        query: noQuery,
        responses: {
          200: { description: 'The delivery, whatever its state', schema: deliveryResponseSchema },
        },
        refusals: ['not_found', 'invalid', ...SEND_REFUSALS],
      }),
      async (c) => {
        const result = await deliveries.recall(c.req.param('id'), callOf(c))
        if (!('refused' in result)) return respond(c, result)
        const { refused } = result
        if (refused === 'not_found' || refused === 'in_flight') return refuse(c, refused)
        return refuseValue(c, '', `delivery_${refused}`)
      },
    )

  function callOf(c: Context) {
    return { findProfile: (id: string) => profiles.find(id, sessionOf(c)), actor: actorOf(c) }
  }

  async function respond(c: Context, result: DeliveryResult) {
    if ('recent' in result) {
      const apps = await appsOf(c, 'viewer')
      const owner = await c.get('apps').ownerOf('delivery', result.recent.delivery)
      // Another app at the same address may have sent it: when is enough to know then.
      const isForeign = apps !== undefined && !apps.includes(owner ?? '')
      const recent = { ...result.recent, ...(isForeign && { delivery: '', actor: '' }) }
      const body = { ...refusalBody('recent_delivery', requestLocale(c)), recent }
      return c.json(body, REFUSAL_STATUS.recent_delivery)
    }
    if ('limit' in result) return refuseUnsent(c, { sent: 'limited', limit: result.limit })
    if ('refused' in result) return refuseUnsent(c, { sent: result.refused })
    const { delivery, unsent, progressed } = result
    // Once something was sent, the delivery has the outcome.
    return unsent && !progressed ? refuseUnsent(c, unsent) : c.json({ delivery }, 200)
  }

  /** Fills in what the body leaves to its template, and validates the result. */
  async function fillPlan(body: NewDelivery, locale: Locale): Promise<FilledPlan> {
    const { recipient, template, message_id = null } = body
    let { follow_ups, message = null } = body
    const fillsMessage = message === null && message_id === null
    if (template && (follow_ups === undefined || fillsMessage)) {
      const version = await templates.findVersion(template.id, template.version)
      if (!version) return invalid(describeIssue('template', 'unknown_template', locale))
      const filled = fillVersion(version, template)
      if (follow_ups === undefined) {
        const bubbles = { follow_ups: filled.follow_ups }
        const checked = validateRequest(pushFollowUpBodySchema, bubbles, locale)
        if (!checked.ok) return invalid(...checked.issues)
        follow_ups = checked.value.follow_ups
      }
      if (fillsMessage) {
        if (!filled.message)
          return invalid(describeIssue('message', 'template_without_message', locale))
        const checked = validateRequest(messageContentSchema, filled.message, locale)
        if (!checked.ok) {
          return invalid(...checked.issues.map((one) => ({ ...one, path: 'message' })))
        }
        message = checked.value
      }
    }
    const plan = { recipient, template, message, message_id }
    return { ok: true, plan: { ...plan, follow_ups: JSON.stringify(follow_ups) } }
  }
}

function invalid(...issues: Issue[]): FilledPlan {
  return { ok: false, issues }
}

/** Returns the bubbles of a version and its first message in one language, with values filled in. */
function fillVersion(
  { message, follow_ups }: TemplateVersion,
  { values, language }: NonNullable<NewDelivery['template']>,
) {
  const [first] = message ? fillVariables([message], values) : []
  const row = first?.i18n_contents?.find((one) => one.language === language && one.content !== '')
  return {
    follow_ups: fillVariables(follow_ups, values),
    message: first && { text: row?.content ?? first.content },
  }
}
