import { createHash } from 'node:crypto'
import { globSync, readFileSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'

const MARK = '.built-from'

/** A fingerprint of all files that match, tests left out. */
export function sourcesOf(root: string, patterns: readonly string[]): string {
  const files = globSync(patterns, { cwd: root, withFileTypes: true })
    .filter((file) => file.isFile() && !/\.test\.tsx?$/.test(file.name))
    .map((file) => relative(root, join(file.parentPath, file.name)))
    .sort()
  const hash = createHash('sha256')
  for (const file of files) {
    const content = readFileSync(join(root, file))
    hash.update(`${file}\n${content.length}\n`).update(content)
  }
  return hash.digest('hex')
}

export function isBuiltFrom(folder: string, sources: string): boolean {
  try {
    return readFileSync(join(folder, MARK), 'utf8') === sources
  } catch {
    return false
  }
}

export function markBuilt(folder: string, sources: string): void {
  writeFileSync(join(folder, MARK), sources)
}
