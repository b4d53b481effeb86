import { Hono } from 'hono'
import type { LedgerHealth } from '../ledger/ledger-health.ts'

/** Whether the process lives, which an answer shows by itself, and whether it can send. */
export function healthRoutes(ledgerHealth: () => Promise<LedgerHealth>) {
  return new Hono().get('/', async (c) => {
    const ledger = await ledgerHealth()
    if (ledger === 'ok') return c.json({ status: 'ok', ledger }, 200)
    return c.json({ status: 'failing', ledger }, 503)
  })
}
