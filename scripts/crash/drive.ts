import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import type { Exchange } from '#contract/exchange'
import { exchangesSchema } from '#contract/exchanges'
import { fileFlaw } from '../../server/storage/file-flaw.ts'
import { type ConsoleProcess, startConsoleProcess } from '../console-process.ts'
import { createClients } from './clients.ts'
import { seededRandom } from './random.ts'
import { startCrashUpstream } from './upstream.ts'
import { type Findings, judgeLedger } from './verdict.ts'

type Options = {
  kills: number
  seed: number
  /** A PostgreSQL that nobody uses; several consoles share it then. */
  databaseUrl?: string | undefined
  print: (line: string) => void
}

export type Report = {
  kills: number
  asked: number
  executed: number
  outcomes: Record<string, number>
  findings: Findings
  /** What is wrong with the file in the end; `null` where nothing is, or where there is none. */
  flaw: string | null
}

const LONGEST_LIFE_MS = 1200

/**
 * Kills real consoles at random moments while people send through them to a platform that fails in
 * every way, and compares the ledger with the platform's own record in the end.
 */
export async function driveCrashes({ kills, seed, databaseUrl, print }: Options): Promise<Report> {
  const random = seededRandom(seed)
  const folder = mkdtempSync(join(tmpdir(), 'follow-up-console-crash-'))
  const upstream = await startCrashUpstream(random)
  const clients = createClients(random)
  const start = () =>
    startConsoleProcess({
      ...(databaseUrl ? { DATABASE_URL: databaseUrl } : { DATA_DIR: folder }),
      EMULATOR: 'off',
      EMULATOR_PORT: new URL(upstream.url).port,
      FEISHU_BASE_URL: upstream.url,
      FEISHU_APP_ID: 'cli_crash',
      FEISHU_APP_SECRET: 'secret-of-the-crash-driver',
      UPSTREAM_DEADLINE_MS: '400',
    })

  const houses: ConsoleProcess[] = await Promise.all(
    Array.from({ length: databaseUrl ? 2 : 1 }, start),
  )
  for (let kill = 1; kill <= kills; kill += 1) {
    const running = clients.start(houses.map(({ url }) => url))
    const away = random.chance(0.1)
    if (away) await upstream.refuse()
    await setTimeout(random.below(LONGEST_LIFE_MS))
    const victim = random.below(houses.length)
    await houses[victim]?.kill()
    await running.stop()
    if (away) await upstream.accept()
    houses[victim] = await start()
    if (kill % 10 === 0)
      print(`${kill} kills, ${clients.asked()} sends, ${upstream.executed.size} executed`)
  }

  const rows = await readLedger(houses[0]?.url ?? '')
  await Promise.all(houses.map((house) => house.stop()))
  await upstream.close()
  const flaw = databaseUrl ? null : fileFlaw(join(folder, 'ledger.db'), { check: 'every page' })
  rmSync(folder, { recursive: true, force: true })
  const outcomes = Map.groupBy(rows, ({ outcome }) => outcome)
  return {
    kills,
    asked: clients.asked(),
    executed: upstream.executed.size,
    outcomes: Object.fromEntries([...outcomes].map(([outcome, group]) => [outcome, group.length])),
    findings: judgeLedger(rows, upstream.executed, clients.told),
    flaw,
  }
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
