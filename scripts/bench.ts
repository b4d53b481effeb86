/**
 * `npm run bench [-- --quick --only push,history]`: measures the console beside its rivals, prints a
 * table of ratios, and writes bench/results.json and bench/chart.svg. What falls short is red, and
 * so is the exit code.
 */
import { availableParallelism, loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { EFFORTS } from './bench/group.ts'
import { GROUPS } from './bench/groups.ts'
import { type Kept, keepResults } from './bench/keep-results.ts'
import { type Result, resultOf, skippedRow } from './bench/row.ts'
import { tableHead, tableLine } from './bench/table.ts'

const { values } = parseArgs({
  options: { quick: { type: 'boolean', default: false }, only: { type: 'string' } },
})
const names = GROUPS.map(({ name }) => name)
const wanted = values.only?.split(',') ?? names
const stranger = wanted.find((name) => !names.includes(name))
if (stranger !== undefined) {
  console.error(
    `There is nothing to measure named ${JSON.stringify(stranger)}: ${names.join(', ')}.`,
  )
  process.exit(2)
}

const effort = EFFORTS[values.quick ? 'quick' : 'full']
const results: Kept[] = []
const [load = 0] = loadavg()
console.log(
  `Node ${process.version}, ${availableParallelism()} cores, load ${load.toFixed(1)}; requests come from a generator of its own on raw sockets.`,
)
if (load > availableParallelism() / 2) {
  console.log('Others are using this machine: trust the ratios, not the figures, and neither far.')
}
console.log(tableHead())
for (const { name, rows, measure } of GROUPS) {
  const left = new Set(rows)
  const add = (result: Result) => {
    results.push({ ...result, group: name })
    console.log(tableLine(result))
  }
  if (!wanted.includes(name)) continue
  try {
    await measure(effort, (row, figures) => {
      left.delete(row)
      add(resultOf(row, figures))
    })
    for (const row of left) add(skippedRow(row, 'not measured in this mode'))
  } catch (error) {
    const [reason = ''] = (error instanceof Error ? error.message : String(error)).split('\n')
    for (const row of left) add(skippedRow(row, reason))
  }
}

keepResults('bench', results, names)
process.exitCode = results.some(({ ok, skipped }) => !ok && skipped === null) ? 1 : 0
