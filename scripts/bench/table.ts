import type { Result } from './row.ts'

const COLUMNS = ['', 'ours', 'other', 'ratio', 'goal', 'splendid', '±'] as const

/** The heads of the columns. */
export function tableHead(): string {
  return line(' ', COLUMNS[0], ...COLUMNS.slice(1))
}

/** One result as a line; what falls short is red where there is a terminal. */
export function tableLine(result: Result): string {
  const { name, unit, ours, other, ratio, judge, better, target, stretch, resolution } = result
  if (result.skipped !== null) return `– ${name.padEnd(NAME)} skipped: ${result.skipped}`
  const sign = better === 'more' ? '≥' : '≤'
  const goal = (value: number) => `${sign} ${value}${judge === 'ours' ? ` ${unit}` : ''}`
  const figure = (value: number | null) => (value === null ? '' : `${value} ${unit}`)
  const text = line(
    result.ok ? '✓' : '✗',
    name,
    figure(ours),
    figure(other),
    ratio === null ? '' : String(ratio),
    goal(target),
    goal(stretch),
    resolution === null ? '' : String(resolution),
  )
  const more = [result.note, result.reason].filter((said) => said !== null)
  const noted = [text, ...more.map((said) => `    ${said}`)].join('\n')
  return result.ok || !process.stdout.isTTY ? noted : `\x1b[31m${noted}\x1b[0m`
}

const NAME = 62

function line(mark: string, name: string, ...cells: string[]): string {
  return `${mark} ${name.padEnd(NAME)} ${cells.map((cell) => cell.padStart(11)).join(' ')}`.trimEnd()
}
