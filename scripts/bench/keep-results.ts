import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { drawChart } from './chart.ts'
import type { Result } from './row.ts'

export type Kept = Result & { group: string }

/**
 * Writes the results and their chart. What was measured before stays for the groups that were left
 * out this time.
 * @param order the names of all groups, as they stand in the table
 */
export function keepResults(
  folder: string,
  fresh: readonly Kept[],
  order: readonly string[],
): void {
  const measured = new Set(fresh.map(({ group }) => group))
  const all = [...readKept(folder).filter(({ group }) => !measured.has(group)), ...fresh]
  const results = order.flatMap((name) => all.filter(({ group }) => group === name))
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'results.json'), `${JSON.stringify(results, null, 2)}\n`)
  writeFileSync(join(folder, 'chart.svg'), drawChart(results))
}

function readKept(folder: string): Kept[] {
  try {
    return JSON.parse(readFileSync(join(folder, 'results.json'), 'utf8'))
  } catch {
    return []
  }
}
