import { posix } from 'node:path'

/** One import or re-export with its target. */
export type Import = {
  file: string
  line: number
  specifier: string
  /** A path from the root of the project for a file of the project, otherwise the specifier. */
  target: string
  kind: 'file' | 'package' | 'builtin'
  /** `import type`: erased by the compiler. */
  typeOnly: boolean
  reExport: boolean
  /** The imported names, for example `* as z` or `{ useId }`; empty for a side effect or a dynamic import. */
  clause: string
}

const STATIC = /^(import|export) (type )?([\w\s{},*$]*?)(?: from )?'([^']+)'/gm
const DYNAMIC = /\bimport\(\s*'([^']+)'\s*\)/g

/** Reads the imports of a TypeScript source as Biome formats it. */
export function readImports(file: string, source: string): Import[] {
  const found = []
  for (const match of source.matchAll(STATIC)) {
    const [, keyword, type, clause = '', specifier = ''] = match
    const typeOnly = type !== undefined
    const reExport = keyword === 'export'
    found.push({ index: match.index, specifier, typeOnly, reExport, clause: clause.trim() })
  }
  for (const match of source.matchAll(DYNAMIC)) {
    const [, specifier = ''] = match
    found.push({ index: match.index, specifier, typeOnly: false, reExport: false, clause: '' })
  }
  return found.map(({ index, ...rest }) => ({
    file,
    line: source.slice(0, index).split('\n').length,
    ...resolve(file, rest.specifier),
    ...rest,
  }))
}

function resolve(file: string, specifier: string): Pick<Import, 'target' | 'kind'> {
  if (specifier.startsWith('.')) {
    return { kind: 'file', target: posix.join(posix.dirname(file), specifier) }
  }
  if (/^#(contract|imports|snippets)\//.test(specifier)) {
    return { kind: 'file', target: `server/${specifier.slice(1)}.ts` }
  }
  return { kind: specifier.startsWith('node:') ? 'builtin' : 'package', target: specifier }
}
