/**
 * `npm run clients [-- --only go,python] [--record]`: runs a bot with each official client against the
 * emulator: its event dispatcher by webhook (plain, signed, encrypted), its long connection (whole, in
 * parts, after a drop), and the calls that bots make, for a custom app and a store app. `--record`
 * writes what the clients send on a long connection to server/emulator/testing/frames, which
 * `npm test` replays. A client that this machine lacks is named as skipped.
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { CLIENT_VERSIONS } from '../../server/snippets/clients.ts'
import { installClients } from './install.ts'
import { BOT_CLIENTS, type BotClient, type BotCommand, prepareBot } from './prepare-bot.ts'
import { runScenario, SCENARIOS } from './scenarios.ts'

const FRAMES = join(import.meta.dirname, '../../server/emulator/testing/frames')
const VERSIONS: Record<BotClient, string> = {
  node: CLIENT_VERSIONS['node-sdk'],
  go: CLIENT_VERSIONS['oapi-sdk-go'],
  python: CLIENT_VERSIONS['lark-oapi'],
  java: CLIENT_VERSIONS['oapi-sdk'],
}

const { values } = parseArgs({
  options: { only: { type: 'string' }, record: { type: 'boolean', default: false } },
})
const chosen = values.only?.split(',') ?? BOT_CLIENTS
const unknown = chosen.filter((name) => !BOT_CLIENTS.some((client) => client === name))
if (unknown.length > 0) {
  console.error(`--only takes ${BOT_CLIENTS.join(', ')}, not ${unknown.join(', ')}.`)
  process.exit(2)
}

await installClients()
let failed = 0
for (const client of BOT_CLIENTS.filter((one) => chosen.includes(one))) {
  const bot = await prepareBot(client)
  if (typeof bot === 'string') console.log(`skipped  ${client}: ${bot}`)
  else await runClient(client, bot)
}
process.exit(failed === 0 ? 0 : 1)

async function runClient(client: BotClient, bot: BotCommand): Promise<void> {
  const recorded: Record<string, string> = {}
  for (const scenario of SCENARIOS) {
    const started = performance.now()
    const { issues, repeats, frames } = await runScenario(scenario, bot)
    const seconds = ((performance.now() - started) / 1000).toFixed(1)
    const outcome = issues.length === 0 ? 'pass' : 'FAIL'
    const note = repeats > 0 ? `, after ${repeats} repeats: the client lost a part or was late` : ''
    console.log(`${outcome}  ${client}  ${scenario.name}  ${seconds} s${note}`)
    for (const issue of issues) console.log(`      ${issue}`)
    if (issues.length > 0) failed += 1
    Object.assign(recorded, frames)
  }
  if (!values.record || failed > 0) return
  const recording = { client: `${client} ${VERSIONS[client]}`, ...recorded }
  writeFileSync(join(FRAMES, `${client}.json`), `${JSON.stringify(recording, null, 2)}\n`)
}
