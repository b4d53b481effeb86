import { parse as parseYaml } from 'yaml'
import { isJsonObject } from '#contract/json'
import { findSecrets, maskValues, type TextSpan } from '#contract/texts/secrets'
import { findMessages } from './find-messages.ts'
import { findResponse } from './find-response.ts'
import { findTable } from './find-table.ts'
import { addRemark, type Imported, ImportFindings, type ImportKind } from './findings.ts'
import { type FoundObject, findJsonInText, findObjects, parsePastedJson } from './parse-json.ts'
import { looksLikeBruno, readBruno } from './read-bruno.ts'
import { readCalls } from './read-calls.ts'
import { looksLikeHttp, readHttp } from './read-http.ts'
import { readJson } from './read-json.ts'
import { readUrl } from './read-request.ts'
import { REASONS } from './reasons.ts'
import { looksLikeCommand, readCommand } from './shell/read-command.ts'
import { guessOther, guessPiece, guessProgram, readSource } from './source/read-source.ts'

/** The longest paste that is read, in UTF-16 units. */
export const PASTE_MAX = 4 * 1024 * 1024
/** The parser of YAML is slow. */
const YAML_MAX = 64 * 1024

const YAML =
  /^(?:type: collection\.insomnia|opencollection:|follow_ups:[ \t\r]*$|(?:info|http):[ \t\r]*$)/m

/**
 * Reads a push_follow_up call, a message, a response or a table from pasted text. Never throws,
 * executes nothing, never returns a token or a secret, and takes time proportional to the text.
 */
export function readAnything(text: string): Imported {
  const isTooLarge = text.length > PASTE_MAX
  const source = isTooLarge ? '' : withoutFence(text.replace(/^\uFEFF/, ''))
  const secrets = findSecrets(text)
  const findings = new ImportFindings(source, maskValues(text, secrets))
  if (isTooLarge) addRemark(findings, '1:1', REASONS.too_large)
  const broken = source.indexOf('\uFFFD')
  if (broken >= 0) addRemark(findings, broken, REASONS.broken_character)
  const table = findTable(source)
  const kind = isTooLarge ? 'nothing' : table === null ? read(source, findings) : 'table'
  return finish(kind, secrets, table, findings)
}

function read(source: string, findings: ImportFindings): ImportKind {
  const trimmed = source.trim()
  if (trimmed === '') {
    addRemark(findings, '1:1', REASONS.empty)
    return 'nothing'
  }
  if (/^(?:[[{"]|\/[/*])/.test(trimmed)) {
    // JSON that was copied out of a string.
    const isEscaped = /^[[{]\s{0,40}\\["n]/.test(trimmed)
    const json = isEscaped ? `"${trimmed.replace(/\r?\n/g, '')}"` : source
    const parsed = parsePastedJson(json, findings)
    if (parsed.ok) return readJson(parsed.value, findings)
    if (!guessPiece(source) || /^[[{]\s*"/.test(trimmed)) {
      addRemark(findings, parsed.place, REASONS.broken_json)
      if (/follow_?ups/.test(source)) findings.isOpen = true
      return readPlain(source, findings)
    }
  }
  if (looksLikeHttp(trimmed)) return readHttp(source, findings)
  if (looksLikeBruno(source)) return readBruno(source, findings)
  const fromYaml = YAML.test(source) ? readYaml(source, findings) : null
  if (fromYaml) return fromYaml
  const other = guessOther(source, false)
  if (other) return readOther(other, findings)
  const program = guessProgram(source)
  if (program) return readSource(source, program, findings)
  if (looksLikeCommand(source)) return readCommand(source, findings)
  return readPiece(source, findings) ?? readPlain(source, findings)
}

/** Reads a fragment of a program, unless the text is a log with JSON in it. */
function readPiece(source: string, findings: ImportFindings): ImportKind | null {
  const piece = guessPiece(source)
  const isCode = piece !== 'powershell' && /follow_?ups/i.test(source)
  const other = isCode ? guessOther(source, true) : null
  if (other) return readOther(other, findings)
  // The lines of a log start with a time or a level.
  const isLog = /^[^\n{]{0,80}(?:\d\d:\d\d:\d\d|\[?(?:DEBUG|INFO|WARN|ERROR)\]?\b)/.test(source)
  if (piece === null || (isLog && readObjects(source, 'log', findings))) return piece && 'text'
  return readSource(source, piece, findings)
}

/** Reads the call in the JSON of a text, and its URL; returns false if there is none. */
function readObjects(source: string, place: string, findings: ImportFindings): boolean {
  const objects = objectsIn(source)
  findings.objects = objects.map(({ object }) => object)
  const isKnown = findings.isOpen || readCalls(objects, place, findings)
  if (!isKnown && place === 'log') return false
  // The last URL of push_follow_up in the text.
  const end = source.lastIndexOf('/push_follow_up')
  const before = end < 0 ? '' : source.slice(Math.max(0, end - 400), end)
  const url = /https?:\/\/[^\s"'<>]*$/.exec(before)?.[0]
  if (url !== undefined && findings.target === null) readUrl(`${url}/push_follow_up`, findings)
  return isKnown
}

function objectsIn(source: string): FoundObject[] {
  return findJsonInText(source).flatMap(findObjects)
}

/** Names a language that is not read. */
function readOther(language: string, findings: ImportFindings): ImportKind {
  findings.isOpen = true
  const { zh, en } = REASONS.language
  addRemark(findings, '1:1', { zh: `${language}：${zh}`, en: `${language}: ${en}` })
  return 'program'
}

function readYaml(source: string, findings: ImportFindings): ImportKind | null {
  if (source.length > YAML_MAX) {
    addRemark(findings, '1:1', REASONS.too_long)
    findings.isOpen = true
    return 'text'
  }
  const options = { maxAliasCount: 100, logLevel: 'silent', prettyErrors: false } as const
  try {
    const value: unknown = parseYaml(source, { ...options, uniqueKeys: false })
    return isJsonObject(value) ? readJson(value, findings) : null
  } catch {
    return null
  }
}

/** Reads the IDs and the JSON of text in an unknown format, such as a log line or a URL. */
function readPlain(source: string, findings: ImportFindings): ImportKind {
  if (source.includes('#share=')) addRemark(findings, 'URL', REASONS.share_link)
  else if (!readObjects(source, 'text', findings)) {
    addRemark(findings, 'follow_ups', REASONS.no_bubbles)
  }
  return 'text'
}

/** Puts together the result. */
function finish(
  given: ImportKind,
  secrets: TextSpan[],
  table: string | null,
  findings: ImportFindings,
): Imported {
  const { target, isCall, isOpen, objects, source, base_url, not_understood, hide } = findings
  const follow_ups = isOpen ? null : findings.follow_ups
  const isMessageless = given === 'nothing' || table !== null
  const all = isMessageless ? { messages: [], chat_id: null } : findMessages(source, objects)
  // An ID inside a bubble is a text.
  const shown = JSON.stringify(follow_ups ?? '')
  const messages = all.messages.filter(
    (one) => one.message_id === target || !shown.includes(one.message_id),
  )
  const several = (target === null || findings.several) && messages.length > 1
  const lone = target === null && messages.length === 1 ? messages[0]?.message_id : undefined
  const isVague = /^(?:text|event|program)$/.test(given)
  // A response may follow a command; a number in a text of its call is no code.
  const isCommand = /^(?:curl|http|wget|lark-cli|powershell)$/.test(given)
  const isText = follow_ups === null && /^(?:text|event|json|http|har)$/.test(given)
  const json = isCommand ? objectsIn(source).map(({ object }) => object) : objects
  const response = findResponse(isText ? source : '', json)
  const hasAnything = isOpen || follow_ups !== null || messages.length > 0 || all.chat_id !== null
  const isResponse = response !== null && /^(?:text|event)$/.test(given)
  const kind = isResponse ? 'response' : isVague && !hasAnything ? 'nothing' : given
  if (several) addRemark(findings, 'message_id', REASONS.several_ids)
  else if (isCall && target === null) {
    addRemark(findings, 'message_id', lone === undefined ? REASONS.no_id : REASONS.lone_id)
  }
  if (kind === 'nothing' && given !== 'nothing') {
    not_understood.length = 0
    addRemark(findings, '1:1', REASONS.unreadable)
  }

  const message_id = several ? null : (target ?? lone ?? null)
  const msg = response?.msg ?? null
  return {
    kind,
    message_id: message_id === null || hide(message_id) !== message_id ? null : message_id,
    several,
    messages,
    chat_id: all.chat_id,
    bubbles: isOpen ? 'open' : follow_ups ? 'complete' : null,
    follow_ups,
    base_url,
    response: response && { ...response, msg: msg && hide(msg) },
    table: table && hide(table),
    secrets,
    not_understood,
    had_token: secrets.length > 0,
  }
}

/** Removes the Markdown fence around copied code. */
function withoutFence(text: string): string {
  const start = /^\s{0,40}```[^\n`]{0,60}\n/.exec(text)?.[0]
  const end = text.trimEnd()
  if (start === undefined || !end.endsWith('```')) return text
  return text.slice(start.length, end.length - 3).replace(/\r?\n$/, '')
}
