import { Hono } from 'hono'
import * as z from 'zod/mini'
import { refuse } from '../http/refusal.ts'
import { validated } from '../http/validated.ts'
import type { LedgerHealth } from '../ledger/ledger-health.ts'
import type { ConsoleMetrics } from '../metrics/console-metrics.ts'

const healthSchema = z.object({
  status: z.enum(['ok', 'failing']),
  ledger: z.enum(['ok', 'failing']),
})

/** Whether the process is alive, which any response shows, and whether it can send. */
export function healthRoutes(ledgerHealth: () => Promise<LedgerHealth>) {
  return new Hono().get(
    '/',
    validated({
      summary: 'Checks whether the console is able to send',
      responses: {
        200: { description: 'It is', schema: healthSchema },
        503: { description: 'The ledger cannot be written', schema: healthSchema },
      },
    }),
    async (c) => {
      const ledger = await ledgerHealth()
      if (ledger === 'ok') return c.json({ status: 'ok', ledger } as const, 200)
      return c.json({ status: 'failing', ledger } as const, 503)
    },
  )
}

/** The console's metrics for Prometheus, if they are switched on. */
export function metricsRoutes(
  metrics: ConsoleMetrics | null,
  ledgerHealth: () => Promise<LedgerHealth>,
) {
  return new Hono().get(
    '/',
    validated({
      summary: 'Reads the metrics of the console in the format of Prometheus',
      responses: {
        200: { description: 'The metrics', schema: z.string(), contentType: 'text/plain' },
      },
      refusals: ['not_found'],
    }),
    async (c) => {
      if (metrics === null) return refuse(c, 'not_found')
      return c.body(metrics.text(await ledgerHealth()), 200, {
        'content-type': 'text/plain; version=0.0.4; charset=utf-8',
      })
    },
  )
}
