import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const DOC = join(import.meta.dirname, '../../docs/operations.md')

/** Returns the first example of docs/operations.md in a language, with some of its texts replaced. */
export function readExample(
  language: 'nginx' | 'caddyfile' | 'sh' | 'toml',
  replacements: Readonly<Record<string, string>>,
  after = '## Behind a proxy',
): string {
  const doc = readFileSync(DOC, 'utf8')
  const start = doc.indexOf(`\`\`\`${language}\n`, doc.indexOf(after))
  let text = doc.slice(doc.indexOf('\n', start) + 1, doc.indexOf('```', start + 3))
  for (const [from, to] of Object.entries(replacements)) {
    if (!text.includes(from))
      throw new Error(`docs/operations.md: no ${from} in the ${language} example`)
    text = text.replaceAll(from, to)
  }
  return text
}

/** Reads the settings of the command line before `npm start`. */
export function readSettings(after?: string): Record<string, string> {
  const command = readExample('sh', { '\\\n': ' ', 'npm start': '' }, after)
  return Object.fromEntries(
    command
      .trim()
      .split(/\s+/)
      .map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]),
  )
}
