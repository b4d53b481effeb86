import {
  addRemark,
  type Imported,
  type ImportFindings,
  type ImportKind,
  maskSecrets,
  newFindings,
  recordSecret,
} from './findings.ts'
import { parsePastedJson } from './read-body.ts'
import { looksLikeHttp, readHttp } from './read-http.ts'
import { readJson } from './read-json.ts'
import { readLarkCli } from './read-lark-cli.ts'
import { isPushUrl, readUrl } from './read-request.ts'
import { REASONS } from './reasons.ts'
import { readCurl } from './shell/read-curl.ts'
import { guessPiece, guessProgram, readSource } from './source/read-source.ts'

/** The longest paste that is read, in UTF-16 units. */
export const PASTE_MAX = 4 * 1024 * 1024

/** A command at the start of a line or of a substitution, not inside a text. */
const CURL = /^(?:[^\n'"#]{0,200}[\s(;|&$>`/])?curl(?:\.exe)?(?=[ \t\\^`])/m
const LARK_CLI = /^(?:[^\n'"#]{0,200}\s)?lark-cli[ \t]/m
const BEARER = /\bBearer\s+([\w.~+/=*-]{8,})/gi

/**
 * Reads a push_follow_up call from pasted text: curl, HTTP, HAR, JSON, an export of this console, or
 * a program. Never throws, executes nothing and never returns a token or a secret.
 */
export function readAnything(text: string): Imported {
  const findings = newFindings()
  const kind = read(text, findings)
  return maskSecrets(kind, findings)
}

function read(text: string, findings: ImportFindings): ImportKind {
  if (text.length > PASTE_MAX) {
    addRemark(findings, '1:1', REASONS.too_large)
    return 'nothing'
  }
  const source = withoutFence(text.replace(/^\uFEFF/, ''))
  const trimmed = source.trim()
  if (trimmed === '') {
    addRemark(findings, '1:1', REASONS.empty)
    return 'nothing'
  }
  if (/^[[{]/.test(trimmed)) {
    const parsed = parsePastedJson(source, findings)
    if (parsed.ok) return readJson(parsed.value, findings)
    if (!guessPiece(source) || /^[[{]\s*"/.test(trimmed)) {
      addRemark(findings, parsed.place, REASONS.broken_json)
      return readPlain(source, findings)
    }
  }
  if (looksLikeHttp(trimmed)) {
    readHttp(source, findings)
    return 'http'
  }
  const program = guessProgram(source)
  if (program) {
    readSource(source, program, findings)
    return 'program'
  }
  if (LARK_CLI.test(source)) {
    readLarkCli(source, findings)
    return 'lark-cli'
  }
  if (CURL.test(source)) {
    readCurl(source, findings)
    return 'curl'
  }
  const piece = guessPiece(source)
  if (piece) {
    readSource(source, piece, findings)
    return 'program'
  }
  return readPlain(source, findings)
}

/** Reads the message ID of text in an unknown format, such as a log line or a URL. */
function readPlain(source: string, findings: ImportFindings): ImportKind {
  for (const [, token = ''] of source.matchAll(BEARER)) recordSecret(findings, token)
  const trimmed = source.trim()
  if (trimmed.includes('#share=')) {
    addRemark(findings, 'URL', REASONS.share_link)
    return 'text'
  }
  if (/^https?:\/\/\S+$/.test(trimmed) && isPushUrl(trimmed)) {
    readUrl(trimmed, findings)
    addRemark(findings, 'follow_ups', REASONS.no_bubbles)
    return 'text'
  }
  findings.message_id = findMessageId(source)
  const nothing = findings.message_id === null
  addRemark(
    findings,
    nothing ? '1:1' : 'follow_ups',
    nothing ? REASONS.unreadable : REASONS.no_bubbles,
  )
  return nothing ? 'nothing' : 'text'
}

/** Removes the Markdown fence around copied code. */
function withoutFence(text: string): string {
  const [, inner] = /^\s*```[^\n`]{0,60}\n([\s\S]*?)\n?```\s*$/.exec(text) ?? []
  return inner ?? text
}

/** An ID inside other text; the look-behind excludes `from_om_x` and `boom_x`. */
const MESSAGE_ID_IN_TEXT = /(?<![A-Za-z0-9_-])om_[A-Za-z0-9_-]{1,128}(?![A-Za-z0-9_-])/g

/** Returns the only message ID of a text; null if it has none or several different ones. */
function findMessageId(text: string): string | null {
  const [id = null, ...others] = new Set(text.match(MESSAGE_ID_IN_TEXT) ?? [])
  return others.length > 0 ? null : id
}
