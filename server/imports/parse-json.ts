import { type Findings, placeAt, remark } from './findings.ts'
import { REASONS } from './reasons.ts'

type Parsed = { ok: true; value: unknown } | { ok: false; place: string }

/** Parses JSON; a name that an object holds twice is noted, since only its last value survives. */
export function parseJson(text: string, findings: Findings): Parsed {
  const source = text.replace(/^\uFEFF/, '')
  try {
    const value: unknown = JSON.parse(source)
    for (const name of repeatedNames(source)) remark(findings, name, REASONS.repeated_field)
    return { ok: true, value }
  } catch (error) {
    return { ok: false, place: placeOf(error, source) }
  }
}

/** Where V8 says that it stopped; its sentence quotes the text, so only the number is used. */
function placeOf(error: unknown, source: string): string {
  const message = error instanceof Error ? error.message : ''
  const [, index] = /at position (\d+)/.exec(message) ?? []
  const unnamed = message.includes('end of JSON input') ? source.length : 0
  return placeAt(source, index === undefined ? unnamed : Number(index))
}

const PIECE = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\],]/gs

/** The names that occur twice in one object of a JSON text, which is known to be valid. */
function repeatedNames(source: string): Set<string> {
  const repeated = new Set<string>()
  // One entry for each open bracket: the names seen in an object, `null` for a list.
  const open: (Set<string> | null)[] = []
  let nameComesNext = false
  for (const [piece] of source.matchAll(PIECE)) {
    if (piece === '{' || piece === '[') {
      open.push(piece === '{' ? new Set() : null)
      nameComesNext = piece === '{'
    } else if (piece === '}' || piece === ']') {
      open.pop()
      nameComesNext = false
    } else if (piece === ',') {
      nameComesNext = open.at(-1) != null
    } else if (nameComesNext) {
      const name: string = JSON.parse(piece)
      const names = open.at(-1)
      if (names?.has(name)) repeated.add(name)
      names?.add(name)
      nameComesNext = false
    }
  }
  return repeated
}
