import { Hono } from 'hono'
import { refuse } from '../http/refusal.ts'
import type { LedgerHealth } from '../ledger/ledger-health.ts'
import type { ConsoleMetrics } from '../metrics/console-metrics.ts'

/** The console's figures for Prometheus, where they are switched on. */
export function metricsRoutes(
  metrics: ConsoleMetrics | null,
  ledgerHealth: () => Promise<LedgerHealth>,
) {
  return new Hono().get('/', async (c) => {
    if (metrics === null) return refuse(c, 'not_found')
    return c.body(metrics.text(await ledgerHealth()), 200, {
      'content-type': 'text/plain; version=0.0.4; charset=utf-8',
    })
  })
}
