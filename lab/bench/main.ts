/**
 * `npm run bench [-- --quick --only push,history]`: measures the console beside its rivals, prints a
 * table and writes results.json and chart.svg beside this file. Missed targets are red and set the
 * exit code.
 */
import { availableParallelism, loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { type StoredResult, storeResults, tableHead, tableLine } from './results.ts'
import { type BenchGroup, type BenchResult, EFFORTS, resultOf, skippedRow } from './row.ts'
import { disk } from './rows/disk.ts'
import { emulator } from './rows/emulator.ts'
import { history } from './rows/history.ts'
import { keys } from './rows/keys.ts'
import { lists } from './rows/lists.ts'
import { page, paint } from './rows/page.ts'
import { ledger, push } from './rows/push.ts'
import { send } from './rows/send.ts'
import { cli, start } from './rows/start.ts'

/** All groups in the order of the table. */
const GROUPS: readonly BenchGroup[] = [
  send,
  push,
  ledger,
  start,
  history,
  disk,
  page,
  paint,
  keys,
  cli,
  emulator,
  lists,
]

const { values } = parseArgs({
  options: { quick: { type: 'boolean', default: false }, only: { type: 'string' } },
})
const names = GROUPS.map(({ name }) => name)
const only = values.only?.split(',') ?? names
const unknown = only.find((name) => !names.includes(name))
if (unknown !== undefined) {
  console.error(`--only ${unknown}: the groups are ${names.join(', ')}.`)
  process.exit(2)
}

const effort = EFFORTS[values.quick ? 'quick' : 'full']
const results: StoredResult[] = []
const [load = 0] = loadavg()
console.log(`Node ${process.version}, ${availableParallelism()} cores, load ${load.toFixed(1)}`)
if (load > availableParallelism() / 2) {
  console.log('The machine is busy: ratios are rough, and absolute figures mean little.')
}
console.log(tableHead())
for (const { name, rows, measure } of GROUPS) {
  if (!only.includes(name)) continue
  const pending = new Set(rows)
  const add = (result: BenchResult) => {
    results.push({ ...result, group: name })
    console.log(tableLine(result))
  }
  try {
    await measure(effort, (row, figures) => {
      pending.delete(row)
      add(resultOf(row, figures))
    })
    for (const row of pending) add(skippedRow(row, 'not measured in this mode'))
  } catch (error) {
    const [reason = ''] = (error instanceof Error ? error.message : String(error)).split('\n')
    for (const row of pending) add(skippedRow(row, reason))
  }
}

storeResults(import.meta.dirname, results, names)
process.exitCode = results.some(({ ok, skipped }) => !ok && skipped === null) ? 1 : 0
