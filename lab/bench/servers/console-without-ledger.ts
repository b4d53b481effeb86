/**
 * The console, except that a send is not recorded: measures the push route without its ledger, which
 * has rows of its own.
 */
import { randomBytes, randomUUID } from 'node:crypto'
import { createApp } from '../../../server/app.ts'
import { systemClock } from '../../../server/feishu/clock.ts'
import { createClockSkews } from '../../../server/feishu/clock-skew.ts'
import { createControlChannel } from '../../../server/feishu/control-channel.ts'
import { performExchange } from '../../../server/feishu/exchange.ts'
import { pushFollowUp } from '../../../server/feishu/message-calls.ts'
import { createRateBudgets, WIDE_LIMITS } from '../../../server/feishu/rate-budget.ts'
import { createTenantAccessTokens } from '../../../server/feishu/tenant-access-token.ts'
import { createUpstream } from '../../../server/feishu/upstream.ts'
import {
  consoleListener,
  createConsoleServer,
  listen,
} from '../../../server/http/console-server.ts'
import { loopbackHosts } from '../../../server/http/guards.ts'
import { createLedger } from '../../../server/ledger/create-ledger.ts'
import type { LedgerSender } from '../../../server/ledger/sender.ts'
import { createProfiles } from '../../../server/profiles/create-profiles.ts'
import { createPastedTokens } from '../../../server/profiles/pasted-tokens.ts'
import { createVault } from '../../../server/profiles/vault.ts'
import { memoryStorage } from '../../../server/testing/memory-storage.ts'
import { PROFILE } from './settings.ts'

const clock = systemClock
const upstream = createUpstream({ clock, deadlineMs: 15_000 })
const tokens = createTenantAccessTokens(upstream, clock)
const budgets = createRateBudgets({ clock, limits: WIDE_LIMITS })
const feishu = { upstream, tokens, clock, budgets }
const storage = memoryStorage()

const sender: LedgerSender = {
  async push(profile, message_id, body, { actor, idempotency_key = randomUUID() }) {
    const call = pushFollowUp(message_id, body)
    const exchange = await performExchange(feishu, profile, call, {
      id: randomUUID(),
      actor,
      attempt_of: null,
      delivery: null,
      idempotency_key,
      started_at_ms: clock.wall(),
      slot: budgets.queue(profile, call.endpoint),
      beforeCall: async () => {},
    })
    return { sent: 'done', exchange }
  },
  create: () => Promise.reject(new Error('not measured')),
  recall: () => Promise.reject(new Error('not measured')),
  repeat: () => Promise.reject(new Error('not measured')),
  unwritten: () => null,
}

const server = createConsoleServer()
const port = await listen(server, '127.0.0.1', 0)
const vault = createVault(storage, {
  location: 'memory',
  read: () => null,
  create: () => randomBytes(32),
})
const profiles = createProfiles({
  fixed: () => [PROFILE],
  storage,
  vault,
  tokens,
  pasted: createPastedTokens(clock),
  allowedBaseUrls: new Set([PROFILE.base_url]),
  clock,
  newId: randomUUID,
})
const app = createApp({
  profiles,
  vault,
  sender,
  allowedHosts: loopbackHosts(port),
  log: (entry) => console.error(entry),
  feishu,
  skews: createClockSkews(),
  clock,
  storage,
  ledger: createLedger(storage, clock),
  retention: {},
  control: createControlChannel(),
  pages: (c) => c.notFound(),
  onClose() {},
})
server.on('request', consoleListener(app).listener)
console.log(`http://127.0.0.1:${port}`)
