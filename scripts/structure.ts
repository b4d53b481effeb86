/**
 * `npm run structure`: how many production files and lines there are, and whether they keep the
 * shape described in CONTRIBUTING.md. Fails on shape only; the totals are printed for information.
 */
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { posix } from 'node:path'
import { readImports } from './imports.ts'

const ROOT = new URL('..', import.meta.url)
const MAX_LINES = 300
const MAX_FILES_PER_FOLDER = 25
const MAX_SCRIPTS = 15
const MEDIAN_LINES = { min: 60, max: 120 }

/** Folders that the next issues rebuild. The issue that rebuilds one deletes its line. */
const EXCEPTIONS: readonly string[] = []

export type SourceFile = { path: string; text: string }

type Structure = {
  files: number
  lines: number
  medianLines: number
  /** One sentence for each rule that does not hold. */
  problems: string[]
}

/** Measures production files against the rules; `exceptions` are folders exempt from all but circles. */
export function measureStructure(
  files: readonly SourceFile[],
  exceptions: readonly string[] = [],
): Structure {
  const isExempt = (path: string) => exceptions.some((folder) => path.startsWith(folder))
  const lines = new Map(files.map(({ path, text }) => [path, text.split('\n').length - 1]))
  const checked = files.filter(({ path }) => !isExempt(path))
  const medianLines = median(checked.map(({ path }) => lines.get(path) ?? 0))
  const problems = []
  if (medianLines < MEDIAN_LINES.min || medianLines > MEDIAN_LINES.max) {
    problems.push(
      `The median file has ${medianLines} lines; it should have ${MEDIAN_LINES.min} to ${MEDIAN_LINES.max}.`,
    )
  }
  for (const { path } of checked) {
    const count = lines.get(path) ?? 0
    if (count > MAX_LINES) problems.push(`${path} has ${count} lines; the limit is ${MAX_LINES}.`)
  }
  const folders = Map.groupBy(checked, ({ path }) => posix.dirname(path))
  for (const [folder, { length }] of folders) {
    if (length > MAX_FILES_PER_FOLDER) {
      problems.push(`${folder} holds ${length} source files; the limit is ${MAX_FILES_PER_FOLDER}.`)
    }
  }
  const scripts = files.filter(({ path }) => path.startsWith('scripts/')).length
  if (scripts > MAX_SCRIPTS) {
    problems.push(`scripts/ holds ${scripts} source files; the limit is ${MAX_SCRIPTS}.`)
  }
  for (const circle of findCircles(files)) problems.push(`Import circle: ${circle.join(' → ')}`)
  const total = [...lines.values()].reduce((sum, count) => sum + count, 0)
  return { files: files.length, lines: total, medianLines, problems }
}

/** Import circles, type imports included, each once and as the files on it. */
function findCircles(files: readonly SourceFile[]): string[][] {
  const imports = new Map(
    files.map(({ path, text }) => [
      path,
      readImports(path, text)
        .filter(({ kind }) => kind === 'file')
        .map(({ target }) => target),
    ]),
  )
  const circles: string[][] = []
  const done = new Set<string>()
  const visit = (path: string, trail: string[]) => {
    const start = trail.indexOf(path)
    if (start >= 0) circles.push([...trail.slice(start), path])
    if (start >= 0 || done.has(path)) return
    for (const target of imports.get(path) ?? []) visit(target, [...trail, path])
    done.add(path)
  }
  for (const path of imports.keys()) visit(path, [])
  return circles
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}

/** The production sources that git knows or would add: no tests, no `testing/` folders. */
function readProductionFiles(): SourceFile[] {
  const args = ['ls-files', '-co', '--exclude-standard', 'web', 'server', 'scripts', 'lab']
  const listed = execFileSync('git', args, { cwd: ROOT, encoding: 'utf8' }).split('\n')
  return listed.flatMap((path) => {
    if (!/\.(ts|tsx|mjs|cjs|js)$/.test(path) || /\.test\.|\/testing\//.test(path)) return []
    try {
      return [{ path, text: readFileSync(new URL(path, ROOT), 'utf8') }]
    } catch {
      return [] // deleted, but git still lists it
    }
  })
}

if (import.meta.main) {
  const files = readProductionFiles()
  const { files: count, lines, medianLines, problems } = measureStructure(files, EXCEPTIONS)
  console.log(`${count} production files, ${lines} lines, median ${medianLines} lines a file.`)
  console.log(`Exempt until rebuilt: ${EXCEPTIONS.join(', ')}`)
  for (const problem of problems) console.error(`✗ ${problem}`)
  if (problems.length > 0) process.exitCode = 1
}
