import type { ImportFindings, ImportKind } from './findings.ts'
import { readLast } from './read-request.ts'

const METHOD = /^(get|post|put|patch|delete|http)[ \t]*\{[ \t\r]*$/m
/** A line `name: value`; `~` turns one off. */
const PAIR = /^[ \t]*([^\s:~][^:\n]{0,100}):(.*)$/gm

/** Whether a text is a request file of Bruno. */
export function looksLikeBruno(text: string): boolean {
  return METHOD.test(text) && /^[ \t]+url:/m.test(text)
}

/**
 * Reads a request file of Bruno: blocks of lines, each closed by a brace at the start of a line.
 * @see https://docs.usebruno.com/bru-lang/overview
 */
export function readBruno(text: string, findings: ImportFindings): ImportKind {
  const blocks = new Map<string, string>()
  for (const part of text.split(/^\}/m)) {
    const [, name, content = ''] = /^([\w:-]{1,40})[ \t]*\{[ \t\r]*\n([\s\S]*)/m.exec(part) ?? []
    if (name !== undefined) blocks.set(name, content)
  }
  const pairsOf = (...names: string[]) =>
    names
      .flatMap((name) => [...(blocks.get(name) ?? '').matchAll(PAIR)])
      .map(([, name = '', value = '']) => [name, value.trim()] as const)
  findings.variables = new Map(pairsOf('vars', 'vars:pre-request', 'params:path'))
  findings.isTemplate = true
  const [, method = ''] = METHOD.exec(text) ?? []
  const url = new Map(pairsOf(method)).get('url') ?? ''
  const body = blocks.get('body:json') ?? blocks.get('body') ?? blocks.get('body:text') ?? null
  const headers = pairsOf('headers')
  readLast([{ method: method === 'http' ? null : method, url, headers, body }], 'url', findings)
  return 'bruno'
}
