import { findMessageId } from './find-message-id.ts'
import { type Findings, newFindings, remark, throwAway } from './findings.ts'
import { hideSecrets } from './hide-secrets.ts'
import type { Imported, ImportKind } from './imported.ts'
import { parseJson } from './parse-json.ts'
import { looksLikeHttp, readHttp } from './read-http.ts'
import { readJson } from './read-json.ts'
import { readLarkCli } from './read-lark-cli.ts'
import { isPushUrl, readUrl } from './read-request.ts'
import { REASONS } from './reasons.ts'
import { readCurl } from './shell/read-curl.ts'
import { guessPiece, guessProgram } from './source/guess-language.ts'
import { readSource } from './source/read-source.ts'

/** The longest paste that is read, in UTF-16 units. */
export const PASTE_MAX = 4 * 1024 * 1024

/** A command at the beginning of a line or of a substitution, never within a text. */
const CURL = /^(?:[^\n'"#]{0,200}[\s(;|&$>`/])?curl(?:\.exe)?(?=[ \t\\^`])/m
const LARK_CLI = /^(?:[^\n'"#]{0,200}\s)?lark-cli[ \t]/m
const BEARER = /\bBearer\s+([\w.~+/=*-]{8,})/gi

/**
 * Reads a call of push_follow_up out of whatever was pasted: curl, HTTP, HAR, JSON, what this
 * console exports, or a program. Never throws and runs nothing; tokens and secrets do not get out.
 */
export function readAnything(text: string): Imported {
  const findings = newFindings()
  const kind = read(text, findings)
  return hideSecrets(kind, findings)
}

function read(text: string, findings: Findings): ImportKind {
  if (text.length > PASTE_MAX) {
    remark(findings, '1:1', REASONS.too_large)
    return 'nothing'
  }
  const source = withoutFence(text.replace(/^\uFEFF/, ''))
  const trimmed = source.trim()
  if (trimmed === '') {
    remark(findings, '1:1', REASONS.empty)
    return 'nothing'
  }
  if (/^[[{]/.test(trimmed)) {
    const parsed = parseJson(source, findings)
    if (parsed.ok) return readJson(parsed.value, findings)
    if (!guessPiece(source) || /^[[{]\s*"/.test(trimmed)) {
      remark(findings, parsed.place, REASONS.broken_json)
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

/** A text of no known kind may still name the one message, as a log line or an address does. */
function readPlain(source: string, findings: Findings): ImportKind {
  for (const [, token = ''] of source.matchAll(BEARER)) throwAway(findings, token)
  const trimmed = source.trim()
  if (trimmed.includes('#share=')) {
    remark(findings, 'URL', REASONS.share_link)
    return 'text'
  }
  if (/^https?:\/\/\S+$/.test(trimmed) && isPushUrl(trimmed)) {
    readUrl(trimmed, findings)
    remark(findings, 'follow_ups', REASONS.no_bubbles)
    return 'text'
  }
  findings.message_id = findMessageId(source)
  const nothing = findings.message_id === null
  remark(
    findings,
    nothing ? '1:1' : 'follow_ups',
    nothing ? REASONS.unreadable : REASONS.no_bubbles,
  )
  return nothing ? 'nothing' : 'text'
}

/** Code copied together with the fence that surrounds it in a chat or a README. */
function withoutFence(text: string): string {
  const [, inner] = /^\s*```[^\n`]{0,60}\n([\s\S]*?)\n?```\s*$/.exec(text) ?? []
  return inner ?? text
}
