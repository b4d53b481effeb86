import { globSync, readFileSync } from 'node:fs'
import { readImports } from '../../scripts/imports.ts'

/** They take long, or start processes, which run the unchanged files. */
const NO_USE =
  /postgres|crash|programs-|prediction|(?:stop|main|console|cli)\.test|-stream\.test|restore-|group-commit/

/** At most so many tests run for one mutant, and those that compare the documentation. */
const MOST = 12
const DOCUMENTATION = /(?:api-document|json-schemas|documentation)\.test/

/** Returns the tests that use each source file, directly or not, the nearest first. */
export function findRelatedTests(root: string): (file: string) => string[] {
  const files = globSync('server/**/*.ts', { cwd: root })
  const importers = new Map<string, string[]>()
  for (const file of files) {
    for (const { target, kind, typeOnly } of readImports(
      file,
      readFileSync(`${root}/${file}`, 'utf8'),
    )) {
      if (kind === 'file' && !typeOnly) {
        importers.set(target, [...(importers.get(target) ?? []), file])
      }
    }
  }
  const folderOf = (path: string) => path.slice(0, path.lastIndexOf('/'))
  const areaOf = (path: string) => path.split('/', 2).join('/')
  return (file) => {
    const distances = new Map([[file, 0]])
    for (const [path, distance] of distances) {
      for (const next of importers.get(path) ?? []) {
        if (!distances.has(next)) distances.set(next, distance + 1)
      }
    }
    const own = file.replace(/\.ts$/, '.test.ts')
    const rank = (path: string) => {
      if (path === own) return Number.NEGATIVE_INFINITY
      const closer = folderOf(path) === folderOf(file) ? 4 : areaOf(path) === areaOf(file) ? 2 : 0
      return (distances.get(path) ?? 0) - closer
    }
    return [...distances.keys()]
      .filter((path) => path.endsWith('.test.ts') && !NO_USE.test(path))
      .sort((a, b) => rank(a) - rank(b) || a.localeCompare(b))
      .filter((path, at) => at < MOST || DOCUMENTATION.test(path))
  }
}
