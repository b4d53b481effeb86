import { addRemark, type ImportFindings, lineAndColumn } from './findings.ts'
import { isPushUrl, type PastedRequest, readRequest } from './read-request.ts'
import { REASONS } from './reasons.ts'

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
export function readHttp(text: string, findings: ImportFindings) {
  const variables = new Map<string, string>()
  const parts = withoutScripts(text).split(/^###.*$/m)
  const requests = parts.flatMap((part) => requestIn(part, variables) ?? [])
  const pushes = requests.filter(({ url }) => isPushUrl(url))
  const chosen = pushes.at(-1) ?? requests.at(-1)
  if (!chosen) return addRemark(findings, '1:1', REASONS.no_push)
  if (pushes.length > 1) addRemark(findings, '###', REASONS.several_requests)
  findings.variables = variables
  const { body } = chosen
  const isFile = typeof body === 'string' && /^<@?[^\n]{0,40}[ \t]\S/.test(body)
  if (isFile) {
    findings.isOpen = true
    addRemark(findings, lineAndColumn(text, text.indexOf(body)), REASONS.file)
  } else if (body === null) addRemark(findings, 'body', REASONS.body_missing)
  readRequest({ ...chosen, body: isFile ? null : body }, findings)
}

/** Removes the scripts before and after requests, but not their line breaks. */
function withoutScripts(text: string): string {
  const end = text.lastIndexOf('%}') + 2
  const scripts = text
    .slice(0, end)
    .replace(/^[<>][ \t]*\{%[\s\S]*?%\}/gm, (script) => script.replace(/[^\n]+/g, ''))
  return scripts + text.slice(end)
}

function requestIn(part: string, variables: Map<string, string>): PastedRequest | null {
  const lines = part.split(/\r?\n/)
  const start = lines.findIndex((line) => !ASIDE.test(line))
  for (const line of lines.slice(0, start < 0 ? undefined : start)) {
    const [, name, value = ''] = /^@([\w-]+)\s{0,9}=\s{0,9}(.*)$/.exec(line) ?? []
    if (name !== undefined) variables.set(name, fillKnown(value, variables))
  }
  const [, method, target = ''] = REQUEST_LINE.exec(lines[start] ?? '') ?? []
  if (method === undefined) return null
  const rest = lines.slice(start + 1)
  const blank = rest.findIndex((line) => line.trim() === '')
  const head = blank < 0 ? rest : rest.slice(0, blank)
  const headers = head.flatMap((line): [string, string][] => {
    const colon = /^(?:#|\/\/)/.test(line) ? -1 : line.indexOf(':')
    return colon > 0 ? [[line.slice(0, colon), line.slice(colon + 1)]] : []
  })
  const after = rest.slice(head.length + 1)
  const end = after.findIndex((line) => AFTER_BODY.test(line))
  // JSON texts have no raw line breaks, so joining with \n is safe.
  const body = after
    .slice(0, end < 0 ? undefined : end)
    .join('\n')
    .trim()
  const host = headers.find(([name]) => name.toLowerCase() === 'host')?.[1].trim()
  const url = withHost(fillKnown(target, variables), host)
  return { method, url, headers, body: body === '' ? null : body }
}

/** Adds the host of a raw request's header to its target; assumes https except on this machine. */
function withHost(target: string, host: string | undefined): string {
  if (!host || !target.startsWith('/')) return target
  const local = /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?$/.test(host)
  return `${local ? 'http' : 'https'}://${host}${target}`
}

/** Replaces the file's own variables; those of an environment stay. */
function fillKnown(text: string, variables: ReadonlyMap<string, string>): string {
  return text.replace(
    /\{\{\s{0,9}([\w-]{1,100})\s{0,9}\}\}/g,
    (whole, name: string) => variables.get(name) ?? whole,
  )
}
