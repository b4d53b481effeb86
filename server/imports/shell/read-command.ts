import { isJsonObject, parseJson } from '#contract/json'
import {
  addRemark,
  addRemarkAt,
  type ImportFindings,
  type ImportKind,
  newFindings,
} from '../findings.ts'
import { isPushUrl, readRequest, takeTarget } from '../read-request.ts'
import { REASONS } from '../reasons.ts'
import { readBash } from './bash.ts'
import { readCmd } from './cmd.ts'
import { type CommandArgument, parseArguments, type Tool } from './command-options.ts'
import { readPowerShell } from './powershell.ts'
import type { ShellCommand, ShellScript, ShellWord } from './shell-script.ts'

const TOOLS: readonly (readonly [Tool, RegExp])[] = [
  ['curl', /^(?:.*[\\/])?(?:curl|curlie)(?:\.exe)?$/i],
  ['wget', /^(?:.*[\\/])?wget(?:\.exe)?$/i],
  ['httpie', /^(?:https?|xhs?)$/],
  ['lark-cli', /^(?:.*\/)?lark-cli$/],
]
/** No script with one call is longer, in UTF-16 units. */
const MAX_LENGTH = 200_000
/** Words that may precede the program in a command. */
const PREFIX =
  /^(?:sudo|time|command|exec|env|if|then|do|else|!|\$|>|%|#|PS|&|\{|[A-Za-z_]\w*=[\s\S]*)$/
/** A command at the start of a line or of a substitution, not inside a text. */
const STARTS =
  /^(?:(?:[^\n'"#]|"[^"\n]{0,200}"|'[^'\n]{0,200}'){0,200}[\s(;|&$>`/]|[^\n]{0,200}\|[ \t]{0,9})?(?:curl(?:\.exe)?(?=[ \t\\^`])|(?:wget|lark-cli)[ \t]|(?:https?|xhs?)[ \t]+(?:-[^\n]{0,200}[ \t])?(?:POST[ \t]|\S{0,200}push_follow_up))/m
/** Where lark-cli sends its calls. */
const BRANDS: Readonly<Record<string, string>> = {
  'LARKSUITE_CLI_BRAND=feishu': 'https://open.feishu.cn',
  'LARKSUITE_CLI_BRAND=lark': 'https://open.larksuite.com',
}
/** A header or a field of HTTPie. */
const ITEM = /^([\w.-]{1,100})(:=@|:=|==|=@|=|:|@)([\s\S]*)$/

/** Whether a text has a command of curl, wget, HTTPie or lark-cli. */
export function looksLikeCommand(text: string): boolean {
  return STARTS.test(text)
}

/**
 * Reads the call of a command, or of a script with several. Guesses the shell by its own syntax and
 * tries the others if the guess finds no call.
 */
export function readCommand(text: string, findings: ImportFindings): ImportKind {
  if (text.length > MAX_LENGTH) {
    findings.isOpen = text.includes('follow_ups')
    addRemark(findings, '1:1', REASONS.too_long)
    return 'curl'
  }
  const source = text.replace(/^[ \t]*[$>%][ \t]+(?=curl|wget|http)/gm, '')
  const tries = shellsFor(source).map((shell) => attempt(shell, source))
  // Another shell would take for a text what is a variable in this one.
  const best =
    tries.find(
      ({ findings: { isCall, isOpen, follow_ups } }) => isCall && (isOpen || follow_ups),
    ) ??
    tries.find((one) => one.findings.isCall) ??
    tries[0]
  if (best) Object.assign(findings, best.findings)
  return best?.tool ?? 'curl'
}

function shellsFor(source: string): ((source: string) => ShellScript)[] {
  if (/\^(?:"|[ \t]*\r?\n)/.test(source)) return [readCmd, readBash, readPowerShell]
  const isPowerShell = /`\r?\n|^[ \t&]*curl\.exe\b|^[ \t]*@?\$\w+ = /m.test(source)
  return isPowerShell ? [readPowerShell, readCmd, readBash] : [readBash, readCmd, readPowerShell]
}

type Call = ShellCommand & { tool: Tool; before: ShellWord[]; files: ShellScript['files'] }

function attempt(shell: (source: string) => ShellScript, source: string) {
  const findings = newFindings()
  const { commands, unclosed, files, joined } = shell(source)
  const calls = commands.flatMap(({ words, stdin }): Call[] => {
    const found = words.findIndex(({ text }) => !PREFIX.test(text))
    const program = words[found]?.text ?? ''
    const tool = TOOLS.find(([, name]) => name.test(program))?.[0]
    const before = words.slice(0, found)
    return tool ? [{ tool, before, words: words.slice(found + 1), stdin, files }] : []
  })
  const pushes = calls.filter(({ words }) => words.some(({ text }) => isPushWord(text)))
  const chosen = pushes.at(-1) ?? calls.at(-1)
  const tool = chosen?.tool ?? 'curl'
  if (pushes.length > 1) addRemark(findings, tool, REASONS.several_requests)
  if (unclosed !== null) addRemarkAt(findings, source, unclosed, REASONS.unclosed)
  for (const at of joined ?? []) addRemarkAt(findings, source, at, REASONS.joined_lines)
  if (chosen) readCall(chosen, findings)
  else addRemark(findings, tool, REASONS.no_push)
  return { findings, tool }
}

function isPushWord(text: string): boolean {
  return text.includes('/push_follow_up') && isPushUrl(text.replace(/^--url=/, ''))
}

/** Reads the options, headers, fields and other words of one command. */
function readCall(call: Call, findings: ImportFindings): void {
  const { tool, before, words, stdin } = call
  const { given, rest } = parseArguments(words, tool, findings)
  const headers: [string, string][] = []
  const bodies: string[] = []
  const fields: [string, unknown][] = []
  let method: string | null = null
  let url: string | null = null
  let hasBody = false
  for (const argument of given) {
    const { option, effect, value } = argument
    const text = value?.text ?? ''
    if (effect === 'data' || effect === 'json' || effect === 'body_file') {
      hasBody = true
      const read = dataOf(argument, call)
      if (read && !read.open) bodies.push(read.text)
      else reportOpen(option, read ? REASONS.expression : REASONS.file, findings)
    } else if (effect === 'header') headers.push(...readHeaderLine(text, findings))
    else if (effect === 'method') method = text
    else if (effect === 'url') url ??= text
    else if (effect === 'get') {
      method ??= 'GET'
      if (option !== '-I' && option !== '--head') addRemark(findings, option, REASONS.as_query)
    } else if (effect === 'cookie') headers.push(['Cookie', text])
    else if (effect === 'params') readParameters(text, findings)
    else if (effect === 'file') reportOpen(option, REASONS.file, findings)
    else if (effect !== 'harmless') addRemark(findings, option, REASONS[effect])
  }
  for (const word of rest) {
    const { text } = word
    const [, name = '', sign = '', value = ''] = ITEM.exec(text) ?? []
    if (tool === 'lark-cli' && /^api$/i.test(text)) continue
    if (tool !== 'curl' && tool !== 'wget' && url === null && /^[A-Z]+$/.test(text)) method = text
    else if (url === null) url = text
    else if (tool !== 'httpie') addRemark(findings, tool, REASONS.extra_word)
    else if (sign === ':') headers.push([name, value])
    else if (sign === '==') addRemark(findings, `?${name}`, REASONS.query_parameter)
    else {
      const json = sign === ':=' ? parseJson(value) : sign === '=' ? value : undefined
      if (word.open) reportOpen(name, REASONS.expression, findings)
      else if (json === undefined) reportOpen(name || tool, REASONS.file, findings)
      else fields.push([name, json])
    }
  }
  if (tool === 'httpie' && !hasBody && fields.length === 0 && stdin) {
    hasBody = true
    if (stdin.open) reportOpen('stdin', REASONS.expression, findings)
    else bodies.push(stdin.text)
  }

  const isJson =
    tool === 'httpie' || tool === 'lark-cli' || given.some(({ effect }) => effect === 'json')
  const hasType = headers.some(([name]) => name.toLowerCase() === 'content-type')
  if (!isJson && bodies.length > 0 && !hasType)
    addRemark(findings, 'Content-Type:', REASONS.content_type)
  hasBody ||= fields.length > 0
  if (!hasBody) addRemark(findings, 'body', REASONS.body_missing)
  const text = bodies.length > 0 ? bodies.join(isJson ? '' : '&') : null
  // The paths of lark-cli may lack their common prefix.
  const isShort = tool === 'lark-cli' && !/^(?:\/?open-apis\/|https?:)/.test(url ?? '')
  readRequest(
    {
      method: method ?? (hasBody ? 'POST' : 'GET'),
      url: isShort ? `/open-apis/${url?.replace(/^\//, '') ?? ''}` : (url ?? ''),
      headers,
      body: fields.length > 0 ? Object.fromEntries(fields) : text,
    },
    findings,
  )
  for (const { text: assigned } of before) findings.base_url ??= BRANDS[assigned] ?? null
}

function reportOpen(place: string, reason: typeof REASONS.file, findings: ImportFindings): void {
  findings.isOpen = true
  addRemark(findings, place, reason)
}

/** Returns the text of a body: of the option, of a file that the script writes, or of its input. */
function dataOf(
  { option, effect, value }: CommandArgument,
  { tool, files, stdin }: Call,
): ShellWord | null {
  const text = value?.text ?? ''
  const isInput = tool === 'lark-cli' && text === '-'
  const isFile = effect === 'body_file' || (text.startsWith('@') && !/raw$/.test(option))
  if (!isFile && !isInput) return value
  const file = text.replace(/^@/, '').replace(/^\.\//, '')
  return file === '-' || file === '/dev/stdin' ? stdin : (files?.get(file) ?? null)
}

function readHeaderLine(line: string, findings: ImportFindings): [string, string][] {
  const colon = line.indexOf(':')
  if (colon > 0) return [[line.slice(0, colon), line.slice(colon + 1).trim()]]
  if (line.startsWith('@')) addRemark(findings, '-H', REASONS.file)
  else if (!/^[\w-]+;$/.test(line)) addRemark(findings, '-H', REASONS.header)
  return []
}

/** Reads the parameters of lark-cli: those of the path, and those of the query, of which the call has none. */
function readParameters(text: string, findings: ImportFindings): void {
  const parameters = parseJson(text)
  for (const [name, value] of Object.entries(isJsonObject(parameters) ? parameters : {})) {
    if (name === 'message_id' && typeof value === 'string') takeTarget(value, findings)
    else addRemark(findings, `?${name}`, REASONS.query_parameter)
  }
}
