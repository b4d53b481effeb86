import { listResponseSchema } from '#contract/deliveries/list'
import type { ScenarioInput } from '#contract/emulator/scenario'
import { exchangesSchema } from '#contract/exchanges'
import { LIMITS } from '#contract/limits'
import { ensureServer } from '../../../scripts/build.ts'
import { startConsoleProcess } from '../../../server/testing/console-process.ts'
import type { BenchGroup, BenchRow } from '../row.ts'
import { withServers } from '../servers.ts'

const ROWS = 3_000
const QUICK_ROWS = 300

/** The limits of the platform allow no less: 50 calls a second and 1000 a minute. */
function floorOf(rows: number): number {
  const { perSecond, perMinute } = LIMITS.rate
  const minutes = Math.floor((rows - 1) / perMinute)
  return minutes * 60 + (rows - minutes * perMinute) / perSecond
}

const timeOf = (rows: number): BenchRow => ({
  name: `a list of ${rows} people on the emulator, limits on`,
  unit: 's',
  basis: 'ours',
  // The check and the last row's way come on top.
  target: Math.max(floorOf(rows) + 2, Math.ceil(floorOf(rows) * 1.04)),
  stretch: floorOf(rows) + 1,
})
const TIME = timeOf(ROWS)
const QUICK_TIME = timeOf(QUICK_ROWS)
const REFUSED: BenchRow = {
  name: 'its calls that the platform answers with 429',
  unit: 'calls',
  basis: 'ours',
  target: 0,
  stretch: 0,
}

/** Sends one list; `LIST_ROWS=10000` measures another size. */
export const lists: BenchGroup = {
  name: 'lists',
  rows: [TIME, QUICK_TIME, REFUSED],
  measure: ({ quick }, report) =>
    withServers(async ({ add }) => {
      const rows = Number(process.env.LIST_ROWS ?? (quick ? QUICK_ROWS : ROWS))
      const place = { folder: process.cwd(), main: await ensureServer() }
      const { url, emulatorUrl } = await add(startConsoleProcess({}, [], place))
      await post(`${emulatorUrl}/_emulator/scenario`, manyPeople(rows))
      const created = await post(`${url}/api/lists`, {
        message: { text: '{{name}}, your order has arrived.' },
        follow_ups: [{ content: 'Where is it?' }, { content: 'Talk to a person' }],
        rows: Array.from({ length: rows }, (_, i) => ({
          recipient: `person${i}@example.com`,
          values: { name: `Person ${i}` },
        })),
      })
      const { list } = listResponseSchema.parse(created)
      const start = performance.now()
      await post(`${url}/api/lists/${list.id}/start`, {})
      const counts = await waitForEnd(`${url}/api/lists/${list.id}?limit=1`)
      const seconds = (performance.now() - start) / 1000
      if (counts.sent !== rows) throw new Error(`not all were sent: ${JSON.stringify(counts)}`)
      const row = [TIME, QUICK_TIME].find(({ name }) => name === timeOf(rows).name) ?? timeOf(rows)
      report(row, { ours: seconds, note: `the limits allow ${floorOf(rows)} s` })
      const refused = await fetch(`${url}/api/exchanges?code=99991400&limit=100`)
      const { exchanges } = exchangesSchema.parse(await refused.json())
      report(REFUSED, { ours: exchanges.length })
    }),
}

const POLL_MS = 500

async function waitForEnd(url: string) {
  for (;;) {
    const { list } = listResponseSchema.parse(await (await fetch(url)).json())
    if (list.state === 'paused') throw new Error(`paused: ${JSON.stringify(list.counts)}`)
    if (list.state === 'finished') return list.counts
    await new Promise((resolve) => setTimeout(resolve, POLL_MS))
  }
}

async function post(url: string, body: object): Promise<unknown> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (!response.ok) throw new Error(`${url}: HTTP ${response.status} ${await response.text()}`)
  return response.json()
}

function manyPeople(count: number): ScenarioInput {
  return {
    version: 1,
    apps: [
      {
        app_id: 'cli_0123456789abcdef',
        name: 'Bench',
        scopes: ['im:message', 'contact:user.id:readonly', 'application:application:self_manage'],
      },
    ],
    users: Array.from({ length: count }, (_, i) => ({
      open_id: `ou_${i}`,
      name: `Person ${i}`,
      email: `person${i}@example.com`,
    })),
  }
}
