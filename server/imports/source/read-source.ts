import { addRemark, type ImportFindings } from '../findings.ts'
import { REASONS } from '../reasons.ts'
import { findBodies } from './find-bodies.ts'
import { findCall } from './find-call.ts'
import { readProgram, takeBudget } from './program.ts'
import type { SourceLanguage } from './token-groups.ts'

/** Reads the call of a program without executing it. */
export function readSource(
  source: string,
  language: SourceLanguage,
  findings: ImportFindings,
): void {
  const program = readProgram(source, language)
  const bodies = findBodies(program)
  const read = bodies.filter(({ findings: { follow_ups } }) => follow_ups !== null)
  const differ = new Set(read.map((body) => JSON.stringify(body.findings.follow_ups))).size > 1
  if (differ) addRemark(findings, 'follow_ups', REASONS.several_bodies)
  const chosen = read.at(-1) ?? bodies.at(-1)
  if (chosen) {
    findings.follow_ups = chosen.findings.follow_ups
    for (const { place, reason } of chosen.findings.not_understood)
      addRemark(findings, place, reason)
  } else addRemark(findings, 'follow_ups', REASONS.no_bubbles)
  findCall(program, findings, textsOf(findings))
  if (!takeBudget(program, 0)) addRemark(findings, '1:1', REASONS.too_involved)
}

function textsOf({ follow_ups }: ImportFindings): Set<string> {
  return new Set(
    (follow_ups ?? []).flatMap(({ content, i18n_contents = [] }) => [
      content,
      ...i18n_contents.map((row) => row.content),
    ]),
  )
}

type Sign = readonly [SourceLanguage, RegExp]

/** The line starts that identify a whole program; texts inside one contain no line breaks. */
const PROGRAMS: readonly Sign[] = [
  ['php', /^\s*<\?php/m],
  ['go', /^package \w+\s*$/m],
  ['csharp', /^\s*using (?:System|RestSharp|Newtonsoft)[\w.]*;/m],
  ['java', /^\s*import (?:static )?(?:com|java|javax|org)\.[\w.*]+;/m],
  [
    'javascript',
    /^\s*import\b[^'"\n]{0,500}['"][^'"\n]{1,200}['"]|^\s*(?:const|var|let)\b[^=\n]{1,200}=\s*(?:await\s+)?(?:require|import)\(/m,
  ],
  ['python', /^\s*(?:import (?:\w+)(?:\.\w+)*(?: as \w+)?(?:,.{0,200})?$|from [\w.]+ import )/m],
]

/** The syntax that identifies the language of a program fragment. */
const PIECES: readonly Sign[] = [
  ['powershell', /\bInvoke-(?:RestMethod|WebRequest)\b/i],
  ['go', /\blarkim\.|:=|\[\]\*/],
  ['java', /\.newBuilder\(|\bnew \w+\[\]\s*\{|\bfinal String\b/],
  ['csharp', /\bnew Rest(?:Client|Request)\(|\bAddHeader\(|\bHttpClient\b/],
  ['php', /\$\w+\s*=|=>\s*\[|->\w+\(/],
  ['python', /\.builder\(\)|\b(?:requests|httpx)\.|^\s*def \w+\(|\bTrue\b|\bNone\b/m],
  ['javascript', /\b(?:fetch|axios|pushFollowUp)\b|\bconst\b|\bfollow_ups\s*:/],
  ['python', /['"]?follow_ups['"]?\s*[:=(]/],
]

/** Returns the language of a whole program; null if the text is not one. */
export function guessProgram(text: string): SourceLanguage | null {
  return first(PROGRAMS, text)
}

/** Returns the language of a program fragment; null if the text is not one. */
export function guessPiece(text: string): SourceLanguage | null {
  return /follow_?ups/i.test(text) ? first(PIECES, text) : null
}

function first(signs: readonly Sign[], text: string): SourceLanguage | null {
  return signs.find(([, sign]) => sign.test(text))?.[0] ?? null
}
