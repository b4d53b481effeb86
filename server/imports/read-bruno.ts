import { addRemark, type ImportFindings } from './findings.ts'
import { isPushUrl, readRequest } from './read-request.ts'
import { REASONS } from './reasons.ts'

const BLOCK = /^([\w:-]{1,40})[ \t]*\{[ \t\r]*$/

/** Whether a text is a request file of Bruno. */
export function looksLikeBruno(text: string): boolean {
  return (
    /^(?:get|post|put|patch|delete|http)[ \t]*\{[ \t\r]*$/m.test(text) && /^[ \t]+url:/m.test(text)
  )
}

/**
 * Reads a request file of Bruno: blocks of lines, each closed by a brace at the start of a line.
 * @see https://docs.usebruno.com/bru-lang/overview
 */
export function readBruno(text: string, findings: ImportFindings): void {
  const blocks = new Map<string, string[]>()
  let lines: string[] | null = null
  for (const line of text.split(/\r?\n/)) {
    const [, name] = lines === null ? (BLOCK.exec(line) ?? []) : []
    if (name !== undefined) {
      lines = []
      blocks.set(name, lines)
    } else if (/^\}/.test(line)) lines = null
    else lines?.push(line)
  }
  const method =
    ['get', 'post', 'put', 'patch', 'delete', 'http'].find((name) => blocks.has(name)) ?? ''
  const pairsOf = (name: string) => (blocks.get(name) ?? []).flatMap(pairIn)
  findings.variables = new Map([
    ...pairsOf('vars'),
    ...pairsOf('vars:pre-request'),
    ...pairsOf('params:path'),
  ])
  const url = new Map(pairsOf(method)).get('url') ?? ''
  const body = blocks.get('body:json') ?? blocks.get('body') ?? blocks.get('body:text')
  if (!isPushUrl(url)) addRemark(findings, 'url', REASONS.no_push)
  if (!body) addRemark(findings, 'body', REASONS.body_missing)
  const filled = url.replace(/\/:(\w{1,100})(?=\/)/, '/{{$1}}')
  readRequest(
    {
      method: method === 'http' ? null : method,
      url: filled,
      headers: pairsOf('headers'),
      body: body?.join('\n') ?? null,
    },
    findings,
  )
}

/** A line `name: value`; `~` turns one off. */
function pairIn(line: string): [string, string][] {
  const [, name, value] = /^\s{0,40}([^\s:~][^:]{0,100}):\s{0,40}(.*?)\s*$/.exec(line) ?? []
  return name !== undefined && value !== undefined ? [[name, value]] : []
}
