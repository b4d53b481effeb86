import { createHash, timingSafeEqual } from 'node:crypto'
import { Hono } from 'hono'
import * as z from 'zod/mini'
import { CLOCK_STATES } from '#contract/ledger'
import { refuse } from '../http/refusal.ts'
import { validated } from '../http/validated.ts'
import { LEDGER_HEALTHS, type LedgerHealth } from '../ledger/ledger-health.ts'
import type { RetentionStatus } from '../ledger/retention.ts'
import type { ConsoleMetrics } from '../metrics/console-metrics.ts'

const healthSchema = z.object({
  status: z.enum(['ok', 'failing']),
  ledger: z.enum(LEDGER_HEALTHS),
  /** A wrong clock does not stop sends. */
  clock: z.enum(CLOCK_STATES),
  /** `held` if the automatic cleanup found so much to delete that it waits for a second run. */
  retention: z.enum(['ok', 'held']),
})

/** Whether the process is alive, which any response shows, and whether it can send. */
export function healthRoutes(
  ledgerHealth: () => Promise<LedgerHealth>,
  retentionStatus: () => Pick<RetentionStatus, 'clock' | 'held'>,
) {
  return new Hono().get(
    '/',
    validated({
      summary: 'Checks whether the console is able to send',
      access: 'public',
      responses: {
        200: { description: 'It is', schema: healthSchema },
        503: { description: 'The ledger cannot be written', schema: healthSchema },
      },
    }),
    async (c) => {
      const ledger = await ledgerHealth()
      const { clock, held } = retentionStatus()
      const retention = held ? 'held' : 'ok'
      if (ledger === 'ok') return c.json({ status: 'ok', ledger, clock, retention } as const, 200)
      return c.json({ status: 'failing', ledger, clock, retention } as const, 503)
    },
  )
}

/**
 * The console's metrics for Prometheus, if they are switched on.
 * @param token what the reader must present as bearer token, or null
 */
export function metricsRoutes(
  metrics: ConsoleMetrics | null,
  ledgerHealth: () => Promise<LedgerHealth>,
  token: string | null,
) {
  return new Hono().get(
    '/',
    validated({
      summary: 'Reads the metrics of the console in the format of Prometheus', // A reader with METRICS_TOKEN needs no account.
      access: token === null ? { role: 'viewer', per: 'console' } : 'public',
      responses: {
        200: { description: 'The metrics', schema: z.string(), contentType: 'text/plain' },
      },
      refusals: ['not_found'],
    }),
    async (c) => {
      const isAllowed = token === null || presents(c.req.header('authorization'), token)
      // As if there were none: a scanner does not learn that a token would open it.
      if (metrics === null || !isAllowed) return refuse(c, 'not_found')
      return c.body(metrics.text(await ledgerHealth()), 200, {
        'content-type': 'text/plain; version=0.0.4; charset=utf-8',
      })
    },
  )
}

function presents(authorization: string | undefined, token: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(hash(authorization ?? ''), hash(`Bearer ${token}`))
}
