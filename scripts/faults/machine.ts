import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

const IS_ROOT = process.getuid?.() === 0

/** Why a row cannot run that needs these programs; `null` where it can. */
export function needs(...programs: readonly string[]): () => string | null {
  return () => {
    if (process.platform !== 'linux') return 'Linux only'
    const absent = programs.filter((name) => spawnSync('which', [name]).status !== 0)
    return absent.length > 0 ? `not installed: ${absent.join(', ')}` : null
  }
}

/** The same for what only root may do. */
export function needsRoot(...programs: readonly string[]): () => string | null {
  return () => needs(...programs)() ?? (IS_ROOT ? null : 'only root may do this')
}

export function needsFile(path: string, name: string): () => string | null {
  return () => (existsSync(path) ? null : `not installed: ${name}`)
}

/** Runs a program to its end. @throws Error with what it said where it fails */
export function must(program: string, ...args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`${program} ${args.join(' ')}: ${stderr}`)
  return stdout
}
