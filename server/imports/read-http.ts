import type { ImportFindings, ImportKind } from './findings.ts'
import { fillVariables } from './read-body.ts'
import { type PastedRequest, readLast } from './read-request.ts'

const REQUEST_LINE =
  /^(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)[ \t]+(\S+)(?:[ \t]+HTTP\/\d(?:\.\d)?)?[ \t]*$/
/** What follows a body: a response, a script, or a file for the response. */
const AFTER_BODY = /^(?:HTTP\/\d(?:\.\d)?[ \t]+\d{3}\b|>>?!?[ \t]|<>[ \t])/
/** A comment, an empty line, a variable or a script of a `.http` file. */
const ASIDE = /^\s*(?:#|\/\/|@[\w-]+\s{0,9}=|$)/

/** Whether a text starts like an HTTP request or a `.http` file. */
export function looksLikeHttp(text: string): boolean {
  for (const line of withoutScripts(text).split(/\r?\n/)) {
    if (REQUEST_LINE.test(line)) return true
    if (!ASIDE.test(line)) return false
  }
  return false
}

/** Reads the last push_follow_up request of a raw HTTP request or a `.http` file. */
export function readHttp(text: string, findings: ImportFindings): ImportKind {
  const variables = new Map<string, string>()
  for (const [, name = '', value = ''] of text.matchAll(/^@([\w-]+)\s{0,9}=(.*)$/gm)) {
    variables.set(name, fillVariables(value.trim(), variables))
  }
  Object.assign(findings, { variables, isTemplate: true })
  const requests = withoutScripts(text)
    .split(/^###.*$/m)
    .flatMap(requestIn)
  readLast(requests, '###', findings)
  return 'http'
}

/** Removes the scripts before and after requests. */
function withoutScripts(text: string): string {
  const end = text.lastIndexOf('%}') + 2
  return text.slice(0, end).replace(/^[<>][ \t]*\{%[\s\S]*?%\}/gm, '') + text.slice(end)
}

function requestIn(part: string): PastedRequest[] {
  const lines = part.split(/\r?\n/)
  const start = lines.findIndex((line) => !ASIDE.test(line))
  const [, method, target = ''] = REQUEST_LINE.exec(lines[start] ?? '') ?? []
  if (method === undefined) return []
  const rest = [...lines.slice(start + 1), '']
  const blank = rest.findIndex((line) => line.trim() === '')
  const headers = rest.slice(0, blank).flatMap((line): [string, string][] => {
    const [, name, value] = /^([^:#/][^:]*):(.*)$/.exec(line) ?? []
    return name !== undefined && value !== undefined ? [[name, value]] : []
  })
  const after = rest.slice(blank + 1)
  const end = after.findIndex((line) => AFTER_BODY.test(line))
  // JSON texts have no raw line breaks, so joining with \n is safe.
  const kept = after.slice(0, end < 0 ? undefined : end)
  const body = kept.join('\n').trim()
  const host = headers.find(([name]) => name.toLowerCase() === 'host')?.[1].trim() ?? ''
  // Assumes https except on this machine.
  const scheme = /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?$/.test(host) ? 'http' : 'https'
  const url = host !== '' && target.startsWith('/') ? `${scheme}://${host}${target}` : target
  return [{ method, url, headers, body: body === '' ? null : body }]
}
