import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { BenchResult } from './row.ts'

export type StoredResult = BenchResult & { group: string }

/**
 * Writes results.json and chart.svg. Groups that were not measured keep their stored results.
 * @param order the names of all groups in the order of the table
 */
export function storeResults(
  folder: string,
  fresh: readonly StoredResult[],
  order: readonly string[],
): void {
  const measured = new Set(fresh.map(({ group }) => group))
  const all = [...readStored(folder).filter(({ group }) => !measured.has(group)), ...fresh]
  const results = order.flatMap((name) => all.filter(({ group }) => group === name))
  writeFileSync(join(folder, 'results.json'), `${JSON.stringify(results, null, 2)}\n`)
  writeFileSync(join(folder, 'chart.svg'), drawChart(results))
}

function readStored(folder: string): StoredResult[] {
  try {
    return JSON.parse(readFileSync(join(folder, 'results.json'), 'utf8'))
  } catch {
    return []
  }
}

const NAME_WIDTH = 62

export function tableHead(): string {
  return formatLine(' ', '', 'ours', 'other', 'ratio', 'target', 'stretch', '±')
}

/** Formats one result; a missed target is red in a terminal. */
export function tableLine(result: BenchResult): string {
  const { name, unit, ours, other, ratio, basis, better, target, stretch, resolution } = result
  if (result.skipped !== null) return `– ${name.padEnd(NAME_WIDTH)} skipped: ${result.skipped}`
  const sign = better === 'more' ? '≥' : '≤'
  const goal = (value: number) => `${sign} ${value}${basis === 'ours' ? ` ${unit}` : ''}`
  const figure = (value: number | null) => (value === null ? '' : `${value} ${unit}`)
  const line = formatLine(
    result.ok ? '✓' : '✗',
    name,
    figure(ours),
    figure(other),
    String(ratio ?? ''),
    goal(target),
    goal(stretch),
    String(resolution ?? ''),
  )
  const notes = [result.note, result.reason].filter((note) => note !== null)
  const text = [line, ...notes.map((note) => `    ${note}`)].join('\n')
  return result.ok || !process.stdout.isTTY ? text : `\x1b[31m${text}\x1b[0m`
}

function formatLine(mark: string, name: string, ...cells: string[]): string {
  const columns = cells.map((cell) => cell.padStart(11)).join(' ')
  return `${mark} ${name.padEnd(NAME_WIDTH)} ${columns}`.trimEnd()
}

const ROW_HEIGHT = 26
const TOP = 34
const WIDTH = 900
/** The x positions of the names, of the left end of the bars and of the target. */
const NAMES = 8
const BARS = 470
const TARGET = 630
/** The longest bar, in powers of two from the target. */
const REACH = 5
const STEP = (TARGET - BARS) / REACH

/**
 * Draws each row as a bar that starts at its target: to the right if it is better, to the left if it
 * is worse, twice as much with each step. Readable on light and dark pages.
 */
export function drawChart(results: readonly BenchResult[]): string {
  const height = TOP + results.length * ROW_HEIGHT + 8
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" aria-label="Measured figures and their targets">
<style>
text { font: 13px system-ui, sans-serif; fill: #1f2328 }
.dim { fill: #59636e }
.good { fill: #1a7f37 }
.short { fill: #cf222e }
line { stroke: #59636e }
@media (prefers-color-scheme: dark) {
text { fill: #e6edf3 }
.dim { fill: #9198a1 }
.good { fill: #3fb950 }
.short { fill: #f85149 }
line { stroke: #9198a1 }
}
</style>
<text class="dim" x="${TARGET}" y="18" text-anchor="middle">target</text>
<text class="dim" x="${BARS}" y="18">← missed</text>
<text class="dim" x="${TARGET + 48}" y="18">better →</text>
<line x1="${TARGET}" y1="24" x2="${TARGET}" y2="${height - 6}"/>
${results.map(drawRow).join('\n')}
</svg>
`
}

function drawRow(result: BenchResult, index: number): string {
  const y = TOP + index * ROW_HEIGHT
  const name = `<text x="${NAMES}" y="${y + 14}">${escapeText(result.name)}</text>`
  const value = result.basis === 'ratio' ? result.ratio : result.ours
  if (result.skipped !== null || value === null) {
    return `${name}<text class="dim" x="${TARGET + 8}" y="${y + 14}">skipped</text>`
  }
  const length = Math.max(-REACH, Math.min(REACH, doublings(value, result))) * STEP
  const x = Math.min(TARGET, TARGET + length)
  const width = Math.max(2, Math.abs(length))
  const figure = result.basis === 'ratio' ? `× ${value}` : `${value} ${result.unit}`
  const target = `${result.better === 'more' ? '≥' : '≤'} ${result.target}`
  return (
    `${name}<rect class="${result.ok ? 'good' : 'short'}" x="${x.toFixed(1)}" y="${y + 4}" width="${width.toFixed(1)}" height="13" rx="2"/>` +
    `<text x="${WIDTH - 70}" y="${y + 14}" text-anchor="end">${figure}</text>` +
    `<text class="dim" x="${WIDTH - 8}" y="${y + 14}" text-anchor="end">${target}</text>`
  )
}

/** How many times the value is twice as good as the target. */
function doublings(value: number, { better, target }: BenchResult): number {
  // There is no scale around a target of 0.
  if (target === 0 || value === 0) return value === target ? 0 : -REACH
  return Math.log2(better === 'more' ? value / target : target / value)
}

function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}
