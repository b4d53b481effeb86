import {
  addRemark,
  type ImportFindings,
  lineAndColumn,
  newFindings,
  recordSecret,
} from '../findings.ts'
import { isPushUrl, type PastedRequest, readRequest } from '../read-request.ts'
import { REASONS } from '../reasons.ts'
import { readBash } from './bash.ts'
import { readCmd } from './cmd.ts'
import { longOption, shortOption } from './curl-options.ts'
import { readPowerShell } from './powershell.ts'
import type { ShellCommand, ShellScript, ShellWord } from './shell-script.ts'

type Shell = (source: string) => ShellScript

const CURL = /^(?:.*[\\/])?curl(?:\.exe)?$/i
/** Words that may precede the program in a command. */
const PREFIX = /^(?:sudo|time|command|exec|env|if|then|do|!|\$|>|%|#|PS|&|\{|[A-Za-z_]\w*=[\s\S]*)$/

/**
 * Reads the call of a curl command or a script with several. Guesses the shell by its own syntax and
 * tries the others if the guess finds no call.
 */
export function readCurl(text: string, findings: ImportFindings): void {
  const source = text.replace(/^[ \t]*[$>%][ \t]+(?=curl)/gm, '')
  const tries = shellsFor(source).map((shell) => attempt(shell, source))
  const best = tries.find(({ follow_ups, message_id }) => follow_ups && message_id) ?? tries[0]
  if (best) Object.assign(findings, best)
}

function attempt(shell: Shell, source: string): ImportFindings {
  const findings = newFindings()
  const { commands, unclosed } = shell(source)
  const curls = commands.flatMap((command) => asCurl(command) ?? [])
  const pushes = curls.filter(({ words }) => words.some(({ text }) => isPushWord(text)))
  const chosen = pushes.at(-1) ?? curls.at(-1)
  if (pushes.length > 1) addRemark(findings, 'curl', REASONS.several_requests)
  if (unclosed !== null) addRemark(findings, lineAndColumn(source, unclosed), REASONS.unclosed)
  if (!chosen) addRemark(findings, 'curl', REASONS.no_push)
  else readRequest(readCurlCommand(chosen, findings), findings)
  return findings
}

function isPushWord(text: string): boolean {
  return text.includes('/push_follow_up') && isPushUrl(text.replace(/^--url=/, ''))
}

function asCurl({ words, stdin }: ShellCommand): ShellCommand | null {
  let at = 0
  while (at < words.length && PREFIX.test(words[at]?.text ?? '')) at += 1
  return CURL.test(words[at]?.text ?? '') ? { words: words.slice(at), stdin } : null
}

function shellsFor(source: string): Shell[] {
  if (/\^(?:"|\r?\n)/.test(source)) return [readCmd, readBash, readPowerShell]
  if (/`\r?\n|^[ \t&]*curl\.exe\b|^\s*@?\$\w+ = /m.test(source)) {
    return [readPowerShell, readCmd, readBash]
  }
  return [readBash, readCmd, readPowerShell]
}

type CurlArgument = { option: string; meaning: string; value: ShellWord | null }

/**
 * Reads the arguments of one curl command.
 * @see https://curl.se/docs/manpage.html
 */
function readCurlCommand({ words, stdin }: ShellCommand, findings: ImportFindings): PastedRequest {
  const { given, rest } = parse(words.slice(1), findings)
  const headers: [string, string][] = []
  const bodies: string[] = []
  let isJson = false
  let method: string | null = null
  let url: ShellWord | null = null

  for (const { option, meaning, value } of given) {
    const text = value?.text ?? ''
    if (meaning === 'data' || meaning === 'json') {
      const read = readData(option, value, stdin, findings)
      if (read !== null) bodies.push(read)
      isJson ||= meaning === 'json'
    } else if (meaning === 'header') headers.push(...readHeaderLine(text, findings))
    else if (meaning === 'method') method = text
    else if (meaning === 'url') url ??= value
    else if (meaning === 'get') {
      method ??= 'GET'
      if (option !== '-I' && option !== '--head') addRemark(findings, option, REASONS.as_query)
    } else if (meaning === 'secret') {
      for (const part of [text, text.split(':').slice(1).join(':')]) recordSecret(findings, part)
      addRemark(findings, option, REASONS.secret_header)
    } else if (meaning === 'url_encoded') addRemark(findings, option, REASONS.url_encoded)
    else if (meaning === 'form') addRemark(findings, option, REASONS.form)
    else if (meaning === 'file') addRemark(findings, option, REASONS.file)
    else if (meaning === 'transport') addRemark(findings, option, REASONS.transport)
  }
  for (const word of rest) {
    if (url === null) url = word
    else addRemark(findings, 'curl', REASONS.extra_word)
  }

  const hasType = headers.some(([name]) => name.toLowerCase() === 'content-type')
  if (!isJson && bodies.length > 0 && !hasType)
    addRemark(findings, 'Content-Type:', REASONS.content_type)
  const hadData = given.some(({ meaning }) => meaning === 'data' || meaning === 'json')
  if (!hadData) addRemark(findings, 'body', REASONS.body_missing)
  return {
    method: method ?? (hadData ? 'POST' : 'GET'),
    url: url?.text ?? '',
    headers,
    body: bodies.length > 0 ? bodies.join(isJson ? '' : '&') : null,
  }
}

function readData(
  option: string,
  value: ShellWord | null,
  stdin: ShellWord | null,
  findings: ImportFindings,
): string | null {
  const text = value?.text ?? ''
  let read: ShellWord | null = value
  if (text.startsWith('@') && option !== '--data-raw') {
    read = text === '@-' || text === '@/dev/stdin' ? stdin : null
    if (!read) {
      addRemark(findings, option, REASONS.file)
      return null
    }
  }
  if (!read) return null
  if (!read.open) return read.text
  addRemark(findings, option, REASONS.expression)
  return null
}

function readHeaderLine(line: string, findings: ImportFindings): [string, string][] {
  const colon = line.indexOf(':')
  if (colon > 0) return [[line.slice(0, colon), line.slice(colon + 1).trim()]]
  if (line.startsWith('@')) addRemark(findings, '-H', REASONS.file)
  else if (!/^[\w-]+;$/.test(line)) addRemark(findings, '-H', REASONS.header)
  return []
}

function parse(
  words: readonly ShellWord[],
  findings: ImportFindings,
): { given: CurlArgument[]; rest: ShellWord[] } {
  const given: CurlArgument[] = []
  const rest: ShellWord[] = []
  let onlyWords = false
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at]
    if (!word) break
    const { text } = word
    const takeNext = (option: string): ShellWord | null => {
      at += 1
      if (at >= words.length) addRemark(findings, option, REASONS.option_value)
      return words[at] ?? null
    }
    if (onlyWords || !text.startsWith('-') || text === '-') {
      if (text.trim() !== '') rest.push(word)
    } else if (text === '--') onlyWords = true
    else if (text.startsWith('--')) {
      const [name = '', ...glued] = text.slice(2).split('=')
      const option = longOption(name)
      if (!option) addRemark(findings, `--${safe(name)}`, REASONS.unknown_option)
      else {
        const value = glued.length > 0 ? { ...word, text: glued.join('=') } : null
        const read = option.value ? (value ?? takeNext(`--${name}`)) : null
        given.push({ option: `--${name}`, meaning: option.meaning, value: read })
      }
    } else {
      // Several letters may share one dash; the rest of the word is the value of the first that takes one.
      for (let letter = 1; letter < text.length; letter += 1) {
        const option = shortOption(text[letter] ?? '')
        const shown = `-${text[letter]}`
        if (!option) {
          addRemark(findings, safe(shown), REASONS.unknown_option)
          break
        }
        if (!option.value) {
          given.push({ option: shown, meaning: option.meaning, value: null })
          continue
        }
        const glued = text.slice(letter + 1)
        const value = glued === '' ? takeNext(shown) : { ...word, text: glued }
        given.push({ option: shown, meaning: option.meaning, value })
        break
      }
    }
  }
  return { given, rest }
}

function safe(name: string): string {
  return name.replace(/[^\w.-]/g, '?').slice(0, 40)
}
