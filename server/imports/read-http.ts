import { addRemark, type ImportFindings } from './findings.ts'
import { isPushUrl, type PastedRequest, readRequest } from './read-request.ts'
import { REASONS } from './reasons.ts'

const REQUEST_LINE =
  /^(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)[ \t]+(\S+)(?:[ \t]+HTTP\/\d(?:\.\d)?)?[ \t]*$/

/** Whether a text starts like an HTTP request or a `.http` file. */
export function looksLikeHttp(text: string): boolean {
  for (const line of text.split(/\r?\n/)) {
    if (REQUEST_LINE.test(line)) return true
    if (!isAside(line)) return false
  }
  return false
}

/** Reads the last push_follow_up request of a raw HTTP request or a `.http` file. */
export function readHttp(text: string, findings: ImportFindings) {
  const variables = new Map<string, string>()
  const requests = text
    .split(/^###.*$/m)
    .map((part) => requestIn(part, variables))
    .filter((request) => request !== null)
  const pushes = requests.filter(({ url }) => isPushUrl(url))
  const chosen = pushes.at(-1) ?? requests.at(-1)
  if (!chosen) return addRemark(findings, '1:1', REASONS.no_push)
  if (pushes.length > 1) addRemark(findings, '###', REASONS.several_requests)
  if (chosen.body === null) addRemark(findings, 'body', REASONS.body_missing)
  readRequest(chosen, findings)
}

function requestIn(part: string, variables: Map<string, string>): PastedRequest | null {
  const lines = part.split(/\r?\n/)
  let at = 0
  for (; at < lines.length && isAside(lines[at] ?? ''); at += 1) {
    const [, name, value] = /^@([\w-]+)\s*=\s*(.*)$/.exec(lines[at] ?? '') ?? []
    if (name !== undefined && value !== undefined) variables.set(name, fill(value, variables))
  }
  const [, method = '', target = ''] = REQUEST_LINE.exec(lines[at] ?? '') ?? []
  if (method === '') return null

  const headers: [string, string][] = []
  for (at += 1; at < lines.length && lines[at]?.trim() !== ''; at += 1) {
    const line = lines[at] ?? ''
    if (/^(?:#|\/\/)/.test(line)) continue
    const colon = line.indexOf(':')
    if (colon > 0) headers.push([line.slice(0, colon), fill(line.slice(colon + 1), variables)])
  }
  // JSON texts have no raw line breaks, so joining with \n is safe.
  const body = lines
    .slice(at + 1)
    .join('\n')
    .trim()
  const host = headers.find(([name]) => name.toLowerCase() === 'host')?.[1].trim()
  return {
    method,
    url: withHost(fill(target, variables), host),
    headers,
    body: body === '' ? null : body,
  }
}

/** Adds the host of a raw request's header to its target; assumes https except on this machine. */
function withHost(target: string, host: string | undefined): string {
  if (!host || !target.startsWith('/')) return target
  const local = /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?$/.test(host)
  return `${local ? 'http' : 'https'}://${host}${target}`
}

/** A comment, an empty line or a variable of a `.http` file. */
function isAside(line: string): boolean {
  return /^\s*(?:#|\/\/|@[\w-]+\s*=|$)/.test(line)
}

/** Replaces the file's own variables; environment variables stay. */
function fill(text: string, variables: ReadonlyMap<string, string>): string {
  return text.replace(
    /\{\{\s*([\w-]+)\s*\}\}/g,
    (whole, name: string) => variables.get(name) ?? whole,
  )
}
