import { type Context, Hono } from 'hono'
import * as z from 'zod/mini'
import {
  EVENT_OUTCOMES,
  eventSourceSchema,
  evidenceListSchema,
  HAND_OVER_LIMITS,
  handedOverSchema,
  handOverSchema,
  listenersSchema,
  listenSchema,
  webhookSettingsSchema,
} from '#contract/event-sources/event-source'
import type { Evidence } from '../evidence/evidence.ts'
import { explainQueryFailure } from '../feishu/queries/query-failure.ts'
import type { QueryDeps } from '../feishu/queries/run-query.ts'
import { download, fileTime } from '../http/download.ts'
import { refuse, refuseValue } from '../http/refusal.ts'
import { profileQuery, validated } from '../http/validated.ts'
import type { ProfileStore } from '../profiles/profiles.ts'
import type { EventSources, ListenResult } from '../sources/event-sources.ts'
import { countListeners } from '../sources/long-connection/keep-listening.ts'

type SourceDeps = { profiles: ProfileStore; sources: EventSources; feishu: QueryDeps }

const oneSource = { 200: { description: 'The sources', schema: eventSourceSchema } }

/** How the events of an app reach this console. Secrets can be written and never read. */
export function eventSourceRoutes({ profiles, sources, feishu }: SourceDeps) {
  return new Hono()
    .get(
      '/',
      validated({
        summary: 'Reads where the events of an app come from, and how many came',
        access: { role: 'viewer', per: 'profile' },
        query: profileQuery,
        profiles,
        responses: oneSource,
      }),
      async (c) => c.json(await sources.view(c.var.profile), 200),
    )
    .put(
      '/webhook',
      validated({
        summary: 'Changes the event URL of an app; what is left out stays, null removes it',
        access: { role: 'admin', per: 'profile', test: 'editor' },
        query: profileQuery,
        profiles,
        body: webhookSettingsSchema,
        responses: oneSource,
        audit: { request: ['pass_on_url'] },
      }),
      async (c) => {
        const unsaved = await sources.saveWebhook(c.var.profile, c.req.valid('json'))
        if (unsaved === null) return c.json(await sources.view(c.var.profile), 200)
        const { path } = unsaved
        const key = path === 'pass_on_url' ? 'pass_on_host' : 'no_console_key'
        return refuseValue(c, path, key)
      },
    )
    .get(
      '/listeners',
      validated({
        summary: 'Asks the platform how many clients have a long connection of the app',
        access: { role: 'editor', per: 'profile' },
        query: profileQuery,
        profiles,
        responses: { 200: { description: 'Their number', schema: listenersSchema } },
      }),
      async (c) => {
        const counted = await countListeners(feishu, c.var.profile)
        if (counted.ok) return c.json({ online: counted.value, detail: null }, 200)
        const { detail } = explainQueryFailure(counted.failure, c.var.locale)
        return c.json({ online: null, detail }, 200)
      },
    )
    .post(
      '/long_connection',
      validated({
        summary: 'Listens by long connection, unless other clients of the app would lose events',
        access: { role: 'admin', per: 'profile', test: 'editor' },
        query: profileQuery,
        profiles,
        body: listenSchema,
        responses: oneSource,
        refusals: ['others_listen'],
        audit: { request: ['confirm'] },
      }),
      async (c) => {
        const { confirm = false } = c.req.valid('json')
        const result = await sources.listen(c.var.profile, confirm)
        return result.listening
          ? c.json(await sources.view(c.var.profile), 200)
          : refuseListening(c, result)
      },
    )
    .delete(
      '/long_connection',
      validated({
        summary: 'Stops listening by long connection',
        access: { role: 'admin', per: 'profile', test: 'editor' },
        query: profileQuery,
        profiles,
        responses: oneSource,
      }),
      async (c) => {
        await sources.stopListening(c.var.profile)
        return c.json(await sources.view(c.var.profile), 200)
      },
    )
    .post(
      '/events',
      validated({
        summary: 'Takes events that another listener of the app has received',
        access: { role: 'editor', per: 'profile' },
        query: profileQuery,
        profiles,
        body: handOverSchema,
        maxBytes: HAND_OVER_LIMITS.bytes,
        responses: { 200: { description: 'How many had which outcome', schema: handedOverSchema } },
        audit: false,
      }),
      async (c) => {
        const outcomes = await sources.handOver(c.var.profile, c.req.valid('json').events)
        const counts = EVENT_OUTCOMES.map((outcome) => [
          outcome,
          outcomes.filter((one) => one === outcome).length,
        ])
        return c.json(handedOverSchema.parse(Object.fromEntries(counts)), 200)
      },
    )
}

function refuseListening(c: Context, why: Exclude<ListenResult, { listening: true }>) {
  const locale = c.var.locale
  if (why.why === 'impossible') return refuseValue(c, 'profile', 'not_a_custom_app')
  if (why.online !== null) {
    const clients =
      why.online === 1 ? 'Another client of this app listens' : `${why.online} other clients listen`
    return refuse(c, 'others_listen', [], {
      zh: `现在有 ${why.online} 个其他客户端在监听此应用。每个事件只发给一个客户端：你的机器人会漏掉一部分。`,
      en: `${clients} now. Each event goes to only one: your bot would miss some.`,
    })
  }
  const issues = why.failure
    ? [{ path: '', message: explainQueryFailure(why.failure, locale).detail }]
    : []
  return refuse(c, 'others_listen', issues, {
    zh: '无法得知是否有其他客户端在监听。如果有，它们会漏掉一部分事件。',
    en: 'It is unknown whether other clients listen. If they do, they miss some of the events.',
  })
}

const MAX_EVENT_BYTES = 1024 * 1024

const eventResponseSchema = z.object({ challenge: z.optional(z.string()) })

/** The URL that the platform sends the events of an app to. Each event is acknowledged once stored. */
export function platformEventRoutes({ profiles, sources }: Omit<SourceDeps, 'feishu'>) {
  return new Hono().post(
    '/:profile',
    validated({
      summary: 'Takes an event from the platform: signature and token are its only sign-in',
      access: 'public',
      body: z.record(z.string(), z.unknown()),
      maxBytes: MAX_EVENT_BYTES,
      responses: { 200: { description: 'Stored, or its challenge', schema: eventResponseSchema } },
      refusals: ['rejected_event', 'not_found'],
      audit: false,
    }),
    async (c) => {
      const profile = await profiles.find(c.req.param('profile'), null)
      if (!profile) return refuse(c, 'not_found')
      const result = await sources.receive(profile, {
        text: c.var.bodyText,
        value: c.req.valid('json'),
        headers: c.req.header(),
      })
      switch (result.is) {
        case 'event':
          return c.json({}, 200)
        case 'challenge':
          return c.json({ challenge: result.challenge }, 200)
        case 'unknown':
          return refuse(c, 'not_found')
        // Which check failed would only help to forge an event.
        case 'rejected':
          return refuse(c, 'rejected_event')
      }
    },
  )
}

/** What was seen of rules that Feishu does not document. */
export function evidenceRoutes(evidence: Evidence, now: () => number) {
  return new Hono().get(
    '/',
    validated({
      summary: 'Reads what was seen of undocumented rules: counts, without ids and texts',
      access: { role: 'viewer', per: 'any' },
      query: z.strictObject({ download: z.optional(z.literal('1')) }),
      responses: { 200: { description: 'The counts', schema: evidenceListSchema } },
    }),
    async (c) => {
      const list = { evidence: await evidence.list() }
      if (c.req.valid('query').download === undefined) return c.json(list, 200)
      const name = `evidence-${fileTime(now())}.json`
      return download([JSON.stringify(list, null, 2)], { name, type: 'application/json' })
    },
  )
}
