import { addRemark, type ImportFindings, type ImportKind } from '../findings.ts'
import { readFollowUps } from '../read-body.ts'
import { readUrl, takeOrigin, takeTarget } from '../read-request.ts'
import { REASONS } from '../reasons.ts'
import { parseSource } from './blocks.ts'
import { findCalls, UNKNOWN } from './find-call.ts'
import { findMentions, takeBudget } from './names.ts'
import type { SourceLanguage } from './syntax.ts'
import { findOpen } from './value.ts'

/** No program with one call is longer, in UTF-16 units. */
const MAX_LENGTH = 200_000
/** Limits the work for one program. */
const BUDGET = 500_000

/** Reads the calls of a program without executing it, and returns its kind. */
export function readSource(
  given: string,
  language: SourceLanguage,
  findings: ImportFindings,
): ImportKind {
  const kind = language === 'powershell' ? 'powershell' : 'program'
  const source = given.replaceAll('\r\n', '\n')
  findings.source = source
  if (source.length > MAX_LENGTH) {
    findings.isOpen = true
    addRemark(findings, '1:1', REASONS.too_long)
    return kind
  }
  // Java decodes `\u0022` before it splits a program, so it may end a text.
  const decoded =
    language === 'java' ? source.search(/(?<!\\)(?:\\\\){0,20}\\u+00(?:0[ad]|2[27]|5c)/i) : -1
  if (decoded >= 0) {
    findings.isOpen = true
    addRemark(findings, decoded, REASONS.expression)
  }
  const tree = parseSource(source, language)
  const program = { ...tree, mentions: findMentions(tree), budget: { left: BUDGET } }
  const { bodies, hasTarget, ids, urls, origins } = findCalls(program)
  findings.isCall = hasTarget
  const shown = new Set(bodies.map(({ follow_ups }) => JSON.stringify(follow_ups)))
  if (shown.size > 1) addRemark(findings, 'follow_ups', REASONS.several_calls)
  // One unknown body is enough: which of them the program sends is known only at run time.
  const chosen = bodies.filter(({ follow_ups }) => findOpen(follow_ups) !== null)
  const last = bodies.at(-1)
  for (const { follow_ups, others } of chosen.length > 0 ? chosen : last ? [last] : []) {
    for (const name of others) addRemark(findings, name, REASONS.unknown_field)
    readFollowUps(follow_ups, findings, (at) => addRemark(findings, at, REASONS.expression))
  }
  if (bodies.length === 0) {
    const at = source.search(/follow_?ups/i)
    findings.isOpen = at >= 0
    if (at < 0) addRemark(findings, 'follow_ups', REASONS.no_bubbles)
    else addRemark(findings, at, REASONS.expression)
  }

  const url = urls.findLast((one) => !one.includes(UNKNOWN)) ?? urls.at(-1)
  if (url !== undefined) readUrl(url, findings)
  const known = new Set(ids)
  if (findings.target === null && known.size > 1) findings.several = true
  else if (findings.target === null) for (const id of known) takeTarget(id, findings)
  for (const origin of origins) takeOrigin(origin, findings)
  // The SDKs' names for Lark's host.
  if (/\b(?:LarkBaseUrl|LARK_DOMAIN|Domain\.Lark|LarkSuite)\b/.test(source)) {
    takeOrigin('https://open.larksuite.com', findings)
  }
  if (!takeBudget(program, 0)) {
    addRemark(findings, '1:1', REASONS.too_long)
    findings.isOpen = true
  }
  return kind
}

/** The line starts that identify a whole program; texts inside one contain no line breaks. */
const PROGRAMS: Partial<Record<SourceLanguage, RegExp>> = {
  php: /^[ \t]*<\?php/m,
  go: /^package \w+[ \t\r]*$/m,
  csharp: /^[ \t]*using (?:System|RestSharp|Newtonsoft|FeishuNetSdk)[\w.]*;/m,
  java: /^[ \t]*import (?:static )?(?:com|java|javax|org|okhttp3|cn)\.[\w.*]+;/m,
  javascript:
    /^[ \t]*import\b[^'"\n]{0,500}['"][^'"\n]{1,200}['"]|^[ \t]*(?:const|var|let)\b[^=\n]{1,200}=[ \t]*(?:await[ \t]+)?(?:require|import)\(/m,
  python: /^[ \t]*(?:import \w+(?:\.\w+)*(?: as \w+)?(?:,.{0,200})?[ \t\r]*$|from [\w.]+ import )/m,
}
/** The syntax that identifies the language of a program fragment. */
const PIECES: Partial<Record<SourceLanguage, RegExp>> = {
  powershell:
    /\bInvoke-(?:RestMethod|WebRequest)\b|\bConvertTo-Json\b|^[ \t]*\$\w+[ \t]*=[ \t]*@['"{(]/im,
  go: /\blark(?:im|core)?\.\w+\{|:=|\[\]\*|\bmap\[string\]/,
  java: /\.newBuilder\(|\bHttpResponse<|\bRequestBody\.create\(|\bnew \w+\[\]\s{0,9}\{|\bfinal String\b|\b(?:List|Map)\.of\(|\bArrays\.asList\(/,
  csharp:
    /\bnew Rest(?:Client|Request)\(|\bAddHeader\(|\bHttpClient\b|\bnew ?\(\)\s{0,9}\{|\bnew\s?\[\]\s{0,9}\{|\bnew \{/,
  php: /\$\w+\s{0,9}=|=>\s{0,9}\[|->\w+\(/,
  python:
    /\.builder\(\)|\b(?:requests|httpx)\.|^[ \t]*(?:async )?def \w+\(|\bTrue\b|\bNone\b|^[ \t]*elif\b/m,
  javascript: /\b(?:fetch|axios|pushFollowUp)\b|\b(?:const|let)\b|=>|\bfollow_ups\s{0,9}:/,
}
/** The starts of programs and commands that are recognized and not read. */
const OTHER_PROGRAMS: Readonly<Record<string, RegExp>> = {
  HTTPie:
    /(?:^|\|)[ \t$]*https?[ \t]+(?:-[^\n]{0,200}[ \t])?(?:POST[ \t]|\S{0,200}push_follow_up)/m,
  Kotlin: /^[ \t]*import (?:com|java|okhttp3|kotlinx?)\.[\w.*]+[ \t\r]*$/m,
  Ruby: /^[ \t]*require ['"]/m,
  Rust: /^[ \t]*(?:use \w+::|(?:async )?fn main\()/m,
  Swift: /^import Foundation\b/m,
  Dart: /^import 'package:/m,
  'Objective-C': /^#import </m,
}
/** The syntax of fragments of these languages. */
const OTHER_PIECES: Readonly<Record<string, RegExp>> = {
  Kotlin: /\b(?:list|map|mutableList)Of\(|^[ \t]*(?:val|fun) \w+/m,
  Ruby: /\bNet::HTTP\b|\.to_json\b|^[ \t]*puts\b|\bFaraday\b|#\{\w/m,
  Rust: /\blet mut\b|\bjson!\(|\breqwest::|serde_json/,
  Swift: /\bURLRequest\(|\bURLSession\b|\\\(\w/,
  Dart: /\bjsonEncode\(|\bDio\(\)/,
  'Objective-C': /\bNSString\b|@\{@"/,
}

/** Returns the language of a whole program; null if the text is not one. */
export function guessProgram(text: string): SourceLanguage | null {
  return first(PROGRAMS, text)
}

/** Returns the language of a program fragment; null if the text is not one. */
export function guessPiece(text: string): SourceLanguage | null {
  if (!/follow_?ups?/i.test(text)) return null
  return first(PIECES, text) ?? (/follow_ups\\?['"]?\s{0,9}[:=(]/.test(text) ? 'python' : null)
}

/**
 * Returns the name of a language that is not read; null if the text is in none of them.
 * @param isPiece whether the text is a fragment, which is recognized by its syntax alone
 */
export function guessOther(text: string, isPiece: boolean): string | null {
  return first(OTHER_PROGRAMS, text) ?? (isPiece ? first(OTHER_PIECES, text) : null)
}

function first<Name extends string>(
  signs: Partial<Record<Name, RegExp>>,
  text: string,
): Name | null {
  const found = Object.entries<RegExp | undefined>(signs).find(([, sign]) => sign?.test(text))
  return (found?.[0] as Name) ?? null
}
