import { type Context, Hono } from 'hono'
import { streamSSE } from 'hono/streaming'
import * as z from 'zod/mini'
import { resultChangeSchema } from '#contract/results/result'
import {
  resultsQuerySchema,
  resultsSummarySchema,
  watchingChangeSchema,
  watchingSchema,
} from '#contract/results/summary'
import { appsOf } from '../access/authorize.ts'
import type { ApprovalChanges } from '../approvals/approval-changes.ts'
import type { Clock } from '../feishu/clock.ts'
import { download, fileTime } from '../http/download.ts'
import { refuse } from '../http/refusal.ts'
import { sessionOf } from '../http/session.ts'
import { validated } from '../http/validated.ts'
import type { ProfileStore } from '../profiles/profiles.ts'
import { writeResultsCsv } from '../results/export-results.ts'
import type { Results } from '../results/results.ts'
import type { Storage } from '../storage/storage.ts'

type ResultRouteDeps = {
  results: Results
  approvals: Pick<ApprovalChanges, 'subscribe'>
  storage: Pick<Storage, 'scan'>
  profiles: Pick<ProfileStore, 'find'>
  clock: Clock
}

const TYPE = 'text/csv; charset=utf-8; header=present'

/** What became of the bubbles: numbers, changes as they happen, and what is watched. */
export function resultRoutes({
  results,
  profiles,
  approvals,
}: Pick<ResultRouteDeps, 'results' | 'profiles' | 'approvals'>) {
  const stream = createStream(results, approvals)
  return new Hono()
    .get(
      '/',
      validated({
        summary: 'Counts what became of the bubbles of pushes that landed',
        access: { role: 'viewer', per: 'any' },
        query: resultsQuerySchema,
        responses: { 200: { description: 'The numbers', schema: resultsSummarySchema } },
      }),
      async (c) => {
        const filter = { ...c.req.valid('query'), apps: await appsOf(c, 'viewer') }
        return c.json(await results.summarize(filter), 200)
      },
    )
    .get(
      '/stream',
      validated({
        summary: 'Reports each change of a result and of an approval as it happens',
        access: { role: 'viewer', per: 'any' },
        responses: {
          200: {
            description:
              'Server-sent events: `result`, and `approval` with nothing but the ID of its app',
            schema: resultChangeSchema,
            contentType: 'text/event-stream',
          },
        },
      }),
      async (c) => stream(c, await appsOf(c, 'viewer')),
    )
    .get(
      '/watching/:profile',
      validated({
        summary: 'Reads whether the chats of an app are read after a push',
        access: { role: 'viewer', per: 'profile', of: 'path' },
        responses: { 200: { description: 'Whether they are', schema: watchingSchema } },
        refusals: ['not_found'],
      }),
      async (c) => {
        const profile = await profiles.find(c.req.param('profile'), sessionOf(c))
        if (!profile) return refuse(c, 'not_found')
        return c.json(await results.watching(profile.id), 200)
      },
    )
    .put(
      '/watching/:profile',
      validated({
        summary: 'Switches reading the chats of an app after a push on or off',
        access: { role: 'admin', per: 'profile', of: 'path', test: 'editor' },
        body: watchingChangeSchema,
        responses: { 200: { description: 'Whether they are read', schema: watchingSchema } },
        refusals: ['not_found'],
      }),
      async (c) => {
        const profile = await profiles.find(c.req.param('profile'), sessionOf(c))
        if (!profile) return refuse(c, 'not_found')
        return c.json(await results.setPolling(profile.id, c.req.valid('json').polling), 200)
      },
    )
}

/** The same as a file, under a path of its own. */
export function resultFileRoutes({ storage, clock }: Pick<ResultRouteDeps, 'storage' | 'clock'>) {
  return new Hono().get(
    '/',
    validated({
      summary: 'Exports what became of the bubbles as CSV, a line for each push',
      access: { role: 'admin', per: 'any' },
      query: resultsQuerySchema,
      responses: {
        200: { description: 'A file, newest first', content: { 'text/csv': z.string() } },
      },
    }),
    async (c) => {
      const name = `results-${fileTime(clock.wall())}.csv`
      const filter = { ...c.req.valid('query'), apps: await appsOf(c, 'admin') }
      return download(writeResultsCsv(storage, filter), { name, type: TYPE })
    },
  )
}

/** The streams of more pages end the oldest one. */
const STREAMS_MAX = 500
/** A page that reads slower is closed: it reads everything again when it reconnects. */
const UNREAD_MAX = 500
/** A comment is sent at least this often, so that a lost connection is noticed. */
const HEARTBEAT_MS = 15_000

function createStream(
  { subscribe, ended }: Pick<Results, 'subscribe' | 'ended'>,
  approvals: Pick<ApprovalChanges, 'subscribe'>,
) {
  const open = new Set<() => void>()
  return (c: Context, apps: readonly string[] | undefined): Response => {
    const response = streamSSE(c, async (stream) => {
      const unread: { event: string; data: string }[] = []
      let over = ended.aborted
      let wake = () => {}
      const close = () => {
        over = true
        wake()
      }
      const add = (event: string, profile: string, data: unknown) => {
        if (apps && !apps.includes(profile)) return
        unread.push({ event, data: JSON.stringify(data) })
        if (unread.length > UNREAD_MAX) close()
        wake()
      }
      const unsubscribe = [
        subscribe((change) => add('result', change.profile, change)),
        approvals.subscribe((profile) => add('approval', profile, profile)),
      ]
      ended.addEventListener('abort', close)
      stream.onAbort(close)
      open.add(close)
      const [oldest] = open
      if (open.size > STREAMS_MAX) oldest?.()
      try {
        await stream.write(': open\n\n')
        while (!over) {
          const next = unread.shift()
          if (next) await stream.writeSSE(next)
          else if (!(await nextWake((run) => (wake = run)))) await stream.write(': still here\n\n')
        }
      } finally {
        open.delete(close)
        for (const end of unsubscribe) end()
        ended.removeEventListener('abort', close)
      }
    })
    response.headers.set('Content-Type', 'text/event-stream; charset=utf-8')
    response.headers.set('Cache-Control', 'no-store')
    // Node decides about the connection.
    response.headers.delete('Connection')
    response.headers.delete('Transfer-Encoding')
    return response
  }
}

/** Resolves to whether it was woken before the next heartbeat is due. */
function nextWake(listen: (wake: () => void) => void): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, HEARTBEAT_MS, false)
    timer.unref()
    listen(() => {
      clearTimeout(timer)
      resolve(true)
    })
  })
}
