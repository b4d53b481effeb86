import type { SourceLanguage } from './tokens.ts'

type Sign = readonly [SourceLanguage, RegExp]

/** How a whole program begins its lines; no text within one can, for it has no line ends. */
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

/** What only one of them writes, for a piece of a program. */
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

/** The language of a whole program; `null` where a text is none. */
export function guessProgram(text: string): SourceLanguage | null {
  return first(PROGRAMS, text)
}

/** The language of a piece of one. */
export function guessPiece(text: string): SourceLanguage | null {
  return /follow_?ups/i.test(text) ? first(PIECES, text) : null
}

function first(signs: readonly Sign[], text: string): SourceLanguage | null {
  return signs.find(([, sign]) => sign.test(text))?.[0] ?? null
}
