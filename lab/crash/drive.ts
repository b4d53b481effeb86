import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { type Exchange, exchangeSchema } from '#contract/exchange'
import { exchangesSchema } from '#contract/exchanges'
import { findFileProblem } from '../../server/storage/ledger-file.ts'
import { type ConsoleProcess, startConsoleProcess } from '../../server/testing/console-process.ts'
import { type Random, seededRandom } from '../seeded-random.ts'
import { createAuditClients } from './audit-clients.ts'
import { compareDeliveries, type DeliveryFindings } from './compare-deliveries.ts'
import { compareLedger, type LedgerFindings, type ReportedOutcome } from './compare-ledger.ts'
import { createDeliveryClients, readDeliveries } from './delivery-clients.ts'
import { compareLists, createListClients, type ListFindings, readLists } from './list-clients.ts'
import { startCrashUpstream } from './upstream.ts'

type CrashOptions = {
  kills: number
  /** Goes on killing until more sends than this were executed: a busy machine is slow to begin. */
  leastExecuted?: number
  seed: number
  /** An unused PostgreSQL database; two consoles share it then. */
  databaseUrl?: string | undefined
  print: (line: string) => void
}

export type CrashReport = {
  kills: number
  sends: number
  executed: number
  outcomes: Record<string, number>
  findings: LedgerFindings
  deliveries: number
  states: Record<string, number>
  deliveryFindings: DeliveryFindings
  lists: number
  rows: Record<string, number>
  listFindings: ListFindings
  changes: number
  /** Templates with a change that the audit knows nothing of. */
  auditFindings: string[]
  /** What is wrong with the database file; null if it is intact or there is none. */
  fileIssue: string | null
}

const MAX_LIFETIME_MS = 1200
const CONCURRENT_CLIENTS = 6
const DELIVERY_CLIENTS = 4

/**
 * Kills real consoles at random moments while clients send through them to an unreliable platform,
 * then compares the ledger with the platform's own record.
 */
export async function runCrashTest(options: CrashOptions): Promise<CrashReport> {
  const { kills, leastExecuted = 0, seed, databaseUrl, print } = options
  const random = seededRandom(seed)
  const folder = mkdtempSync(join(tmpdir(), 'follow-up-console-crash-'))
  const upstream = await startCrashUpstream(random)
  const deliveries = createDeliveryClients(random)
  const lists = createListClients(random)
  const changes = createAuditClients()
  const clients = createClients(random, [
    ...Array.from({ length: DELIVERY_CLIENTS }, () => deliveries.work),
    lists.work,
    changes.work,
  ])
  const settings = {
    ...(databaseUrl ? { DATABASE_URL: databaseUrl } : { DATA_DIR: folder }),
    EMULATOR: 'off',
    EMULATOR_PORT: new URL(upstream.url).port,
    FEISHU_BASE_URL: upstream.url,
    FEISHU_APP_ID: 'cli_crash',
    FEISHU_APP_SECRET: 'secret-of-the-crash-driver',
    UPSTREAM_DEADLINE_MS: '400',
  }
  const start = () => startConsoleProcess(settings)

  const consoles: ConsoleProcess[] = await Promise.all(
    Array.from({ length: databaseUrl ? 2 : 1 }, start),
  )
  const isEnough = () =>
    upstream.executed.size > leastExecuted && deliveries.count() > leastExecuted
  for (let kill = 1; kill <= kills || !isEnough(); kill += 1) {
    const running = clients.start(consoles.map(({ url }) => url))
    const isUpstreamDown = random.chance(0.1)
    if (isUpstreamDown) await upstream.refuse()
    await setTimeout(random.below(MAX_LIFETIME_MS))
    const victim = random.below(consoles.length)
    await consoles[victim]?.kill()
    await running.stop()
    if (isUpstreamDown) await upstream.accept()
    consoles[victim] = await start()
    if (kill % 10 === 0)
      print(
        `${kill} kills, ${clients.sends()} sends, ${upstream.executed.size} executed, ${deliveries.count()} deliveries, ${lists.count()} lists`,
      )
  }

  const [{ url } = { url: '' }] = consoles
  await lists.finish(url)
  await deliveries.finish(url)
  const made = await readDeliveries(url)
  const madeLists = await readLists(url)
  const auditFindings = await changes.findMissing(url)
  const rows = (await readLedger(url)).filter(({ delivery }) => delivery === null)
  await Promise.all(consoles.map((console) => console.stop()))
  await upstream.close()
  const fileIssue = databaseUrl
    ? null
    : findFileProblem(join(folder, 'ledger.db'), { check: 'every page' })
  rmSync(folder, { recursive: true, force: true })
  return {
    kills,
    sends: clients.sends(),
    executed: upstream.executed.size,
    outcomes: countBy(rows.map(({ outcome }) => outcome)),
    findings: compareLedger(rows, upstream.executed, clients.reported),
    deliveries: made.length,
    states: countBy(made.map(({ state }) => state)),
    deliveryFindings: compareDeliveries(made, upstream.effects, deliveries.reported),
    lists: madeLists.length,
    rows: countBy(madeLists.flatMap(({ rows: of }) => of.map(({ state }) => state))),
    listFindings: compareLists(madeLists, upstream.effects),
    changes: changes.count(),
    auditFindings,
    fileIssue,
  }
}

function countBy(names: readonly string[]): Record<string, number> {
  const groups = [...Map.groupBy(names, (name) => name)]
  return Object.fromEntries(groups.map(([name, { length }]) => [name, length]))
}

async function readLedger(url: string): Promise<Exchange[]> {
  const rows: Exchange[] = []
  let cursor: string | null = ''
  while (cursor !== null) {
    const query: string = cursor && `&cursor=${cursor}`
    const response = await fetch(`${url}/api/exchanges?limit=100${query}`)
    const page = exchangesSchema.parse(await response.json())
    rows.push(...page.exchanges)
    cursor = page.next_cursor
  }
  return rows
}

type CrashClients = {
  /** The number of different sends so far. */
  sends(): number
  reported: ReadonlyMap<string, readonly ReportedOutcome[]>
  /** Sends without a pause until it is stopped. */
  start(urls: readonly string[]): { stop(): Promise<void> }
}

/** Clients that send all the time: some twice at once, some again later, some on shared messages. */
function createClients(
  random: Random,
  others: readonly ((pickUrl: () => string, isStopped: () => boolean) => Promise<void>)[],
): CrashClients {
  const reported = new Map<string, ReportedOutcome[]>()
  const sends: { key: string; message: string }[] = []

  function nextSend(): { key: string; message: string } {
    const previous = random.chance(0.2) ? sends[random.below(sends.length)] : undefined
    if (previous) return previous
    const n = sends.length
    const isShared = random.chance(0.2)
    const next = { key: `key-${n}`, message: isShared ? `om_shared${n % 3}` : `om_own${n}` }
    sends.push(next)
    return next
  }

  async function send(url: string, { key, message }: { key: string; message: string }) {
    const response = await fetch(`${url}/api/messages/${message}/push_follow_up`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': key },
      body: JSON.stringify({ follow_ups: [{ content: key }] }),
      signal: AbortSignal.timeout(10_000),
    })
    const exchange = exchangeSchema.safeParse(await response.json())
    if (exchange.success) reported.set(key, [...(reported.get(key) ?? []), exchange.data])
  }

  return {
    sends: () => sends.length,
    reported,
    start(urls) {
      let stopped = false
      const pickUrl = () => urls[random.below(urls.length)] ?? ''
      const work = async () => {
        while (!stopped) {
          const next = nextSend()
          const requests = random.chance(0.2) ? 2 : 1
          // Requests to a killed console fail; the ledger must be right all the same.
          await Promise.allSettled(Array.from({ length: requests }, () => send(pickUrl(), next)))
          await setTimeout(random.below(5))
        }
      }
      const workers = [
        ...Array.from({ length: CONCURRENT_CLIENTS }, work),
        ...others.map((workOn) => workOn(pickUrl, () => stopped)),
      ]
      return {
        async stop() {
          stopped = true
          await Promise.all(workers)
        },
      }
    },
  }
}
