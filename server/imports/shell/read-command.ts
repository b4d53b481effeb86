import { isJsonObject, parseJson } from '#contract/json'
import { addRemark, type ImportFindings, type ImportKind } from '../findings.ts'
import { isPushUrl, readRequest, takeTarget } from '../read-request.ts'
import { REASONS } from '../reasons.ts'
import { readSource } from '../source/read-source.ts'
import { readBash } from './bash.ts'
import { readCmd } from './cmd.ts'
import { type CommandArgument, parseArguments, type Tool } from './command-options.ts'
import type { ShellCommand, ShellScript, ShellWord } from './shell-script.ts'

const TOOLS: readonly (readonly [Tool, RegExp])[] = [
  ['curl', /^(?:.*[\\/])?(?:curl|curlie)(?:\.exe)?$/i],
  ['wget', /^(?:.*[\\/])?wget(?:\.exe)?$/i],
  ['lark-cli', /^(?:.*\/)?lark-cli$/],
]
/** No script with one call is longer, in UTF-16 units. */
const MAX_LENGTH = 200_000
/** Words that may precede the program in a command. */
const PREFIX =
  /^(?:sudo|time|command|exec|env|if|then|do|else|!|\$|>|%|#|PS|&|\{|[A-Za-z_]\w*=[\s\S]*)$/
/** A command at the start of a line or of a substitution, not inside a text. */
const STARTS =
  /^(?:(?:[^\n'"#]|"[^"\n]{0,200}"|'[^'\n]{0,200}'){0,200}[\s(;|&$>`/]|[^\n]{0,200}\|[ \t]{0,9})?(?:curl(?:\.exe)?(?=[ \t\\^`])|(?:wget|lark-cli)[ \t])/m

/** Whether a text has a command of curl, wget or lark-cli. */
export function looksLikeCommand(text: string): boolean {
  return STARTS.test(text)
}

/** Reads the call of a command, or of a script with several. */
export function readCommand(text: string, findings: ImportFindings): ImportKind {
  if (text.length > MAX_LENGTH) {
    findings.isOpen = text.includes('follow_ups')
    addRemark(findings, '1:1', REASONS.too_long)
    return 'curl'
  }
  const source = text.replace(/^[ \t]*[$>%][ \t]+(?=curl|wget)/gm, '')
  findings.source = source
  // The options of curl are not looked at in PowerShell.
  const isPlainExe = /^[ \t&]*curl\.exe\b/m.test(source) && !/\\"|\^/.test(source)
  const isPowerShell = isPlainExe || /[ \t]`[ \t]*\r?\n/.test(source)
  if (isPowerShell) return readSource(source, 'powershell', findings)
  // A caret before a line break, or before the first quote.
  const isCmd = /\^[ \t]*\r?\n|^[ \t]*curl(?:\.exe)?[ \t]+(?:-\S+[ \t]+)*\^"/m.test(source)
  const { commands, unclosed, files, joined = [] } = isCmd ? readCmd(source) : readBash(source)
  const calls = commands.flatMap(({ words, stdin, input = '' }): Call[] => {
    const found = words.findIndex((word) => !PREFIX.test(word.text))
    const program = words[found]?.text ?? ''
    const tool = TOOLS.find(([, name]) => name.test(program))?.[0]
    const given = stdin ?? files?.get(input) ?? null
    return tool ? [{ tool, words: words.slice(found + 1), stdin: given, files }] : []
  })
  const pushes = calls.filter(({ words }) =>
    words.some((word) => isPushUrl(word.text.replace(/^--url=/, ''))),
  )
  const chosen = pushes.at(-1) ?? calls.at(-1)
  const tool = chosen?.tool ?? 'curl'
  if (pushes.length > 1) addRemark(findings, tool, REASONS.several_calls)
  if (unclosed !== null) addRemark(findings, unclosed, REASONS.unclosed)
  for (const at of joined) addRemark(findings, at, REASONS.joined_lines)
  if (chosen) readCall(chosen, findings)
  else addRemark(findings, tool, REASONS.no_push)
  return tool
}

type Call = ShellCommand & { tool: Tool; files: ShellScript['files'] }

/** Reads the options, headers and other words of one command. */
function readCall(call: Call, findings: ImportFindings): void {
  const { tool, words } = call
  const { given, rest } = parseArguments(words, tool, findings)
  const headers: [string, string][] = []
  const bodies: string[] = []
  let method: string | null = null
  let url: string | null = null
  const addBody = (place: string, body: ShellWord | null) => {
    bodies.push(body?.text ?? '')
    if (!body || body.open) reportOpen(place, body ? REASONS.expression : REASONS.file, findings)
  }
  for (const argument of given) {
    const { option, effect, value } = argument
    const text = value?.text ?? ''
    if (effect === 'data' || effect === 'json' || effect === 'body_file')
      addBody(option, dataOf(argument, call))
    else if (effect === 'header') headers.push(...readHeaderLine(text, findings))
    else if (effect === 'method') method = text
    else if (effect === 'url') url ??= text
    else if (effect === 'cookie') headers.push(['Cookie', text])
    else if (effect === 'params') readParameters(text, findings)
    else if (effect === 'file') reportOpen(option, REASONS.file, findings)
    else if (effect !== 'harmless') addRemark(findings, option, REASONS[effect])
  }
  for (const { text } of rest) {
    if (tool === 'lark-cli' && /^api$/i.test(text)) continue
    if (tool === 'lark-cli' && url === null && /^[A-Z]+$/.test(text)) method = text
    else if (url === null) url = text
    else addRemark(findings, tool, REASONS.unknown_option)
  }
  const isJson = tool === 'lark-cli' || given.some(({ effect }) => effect === 'json')
  const hasType = headers.some(([name]) => name.toLowerCase() === 'content-type')
  if (!isJson && bodies.length > 0 && !hasType)
    addRemark(findings, 'Content-Type:', REASONS.content_type)
  const body = findings.isOpen || bodies.length === 0 ? null : bodies.join(isJson ? '' : '&')
  // The paths of lark-cli may lack their common prefix.
  const isShort = tool === 'lark-cli' && !/^(?:\/?open-apis\/|https?:)/.test(url ?? '')
  readRequest(
    {
      method: method ?? (bodies.length > 0 ? 'POST' : 'GET'),
      url: isShort ? `/open-apis/${url?.replace(/^\//, '') ?? ''}` : (url ?? ''),
      headers,
      body,
    },
    findings,
  )
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
  const [, name, value = ''] = /^([^:@][^:]*):([\s\S]*)$/.exec(line) ?? []
  if (name !== undefined) return [[name, value.trim()]]
  const isEmpty = /^[\w-]+;$/.test(line)
  if (!isEmpty) addRemark(findings, '-H', line.startsWith('@') ? REASONS.file : REASONS.header)
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
