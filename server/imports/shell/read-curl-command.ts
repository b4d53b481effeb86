import { type Findings, remark, throwAway } from '../findings.ts'
import type { PastedRequest } from '../read-request.ts'
import { REASONS } from '../reasons.ts'
import { longOption, shortOption } from './curl-options.ts'
import type { Command, Word } from './words.ts'

type Given = { option: string; meaning: string; value: Word | null }

/**
 * Reads the arguments of one curl command.
 * @see https://curl.se/docs/manpage.html
 */
export function readCurlCommand({ words, stdin }: Command, findings: Findings): PastedRequest {
  const { given, rest } = parse(words.slice(1), findings)
  const headers: [string, string][] = []
  const bodies: string[] = []
  let isJson = false
  let method: string | null = null
  let url: Word | null = null

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
      if (option !== '-I' && option !== '--head') remark(findings, option, REASONS.as_query)
    } else if (meaning === 'secret') {
      for (const part of [text, text.split(':').slice(1).join(':')]) throwAway(findings, part)
      remark(findings, option, REASONS.secret_header)
    } else if (meaning === 'url_encoded') remark(findings, option, REASONS.url_encoded)
    else if (meaning === 'form') remark(findings, option, REASONS.form)
    else if (meaning === 'file') remark(findings, option, REASONS.file)
    else if (meaning === 'transport') remark(findings, option, REASONS.transport)
  }
  for (const word of rest) {
    if (url === null) url = word
    else remark(findings, 'curl', REASONS.extra_word)
  }

  const hasType = headers.some(([name]) => name.toLowerCase() === 'content-type')
  if (!isJson && bodies.length > 0 && !hasType)
    remark(findings, 'Content-Type:', REASONS.content_type)
  const hadData = given.some(({ meaning }) => meaning === 'data' || meaning === 'json')
  if (!hadData) remark(findings, 'body', REASONS.body_missing)
  return {
    method: method ?? (hadData ? 'POST' : 'GET'),
    url: url?.text ?? '',
    headers,
    body: bodies.length > 0 ? bodies.join(isJson ? '' : '&') : null,
  }
}

function readData(
  option: string,
  value: Word | null,
  stdin: Word | null,
  findings: Findings,
): string | null {
  const text = value?.text ?? ''
  let read: Word | null = value
  if (text.startsWith('@') && option !== '--data-raw') {
    read = text === '@-' || text === '@/dev/stdin' ? stdin : null
    if (!read) {
      remark(findings, option, REASONS.file)
      return null
    }
  }
  if (!read) return null
  if (!read.open) return read.text
  remark(findings, option, REASONS.expression)
  return null
}

function readHeaderLine(line: string, findings: Findings): [string, string][] {
  const colon = line.indexOf(':')
  if (colon > 0) return [[line.slice(0, colon), line.slice(colon + 1).trim()]]
  if (line.startsWith('@')) remark(findings, '-H', REASONS.file)
  else if (!/^[\w-]+;$/.test(line)) remark(findings, '-H', REASONS.header)
  return []
}

function parse(words: readonly Word[], findings: Findings): { given: Given[]; rest: Word[] } {
  const given: Given[] = []
  const rest: Word[] = []
  let onlyWords = false
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at]
    if (!word) break
    const { text } = word
    const takeNext = (option: string): Word | null => {
      at += 1
      if (at >= words.length) remark(findings, option, REASONS.option_value)
      return words[at] ?? null
    }
    if (onlyWords || !text.startsWith('-') || text === '-') {
      if (text.trim() !== '') rest.push(word)
    } else if (text === '--') onlyWords = true
    else if (text.startsWith('--')) {
      const [name = '', ...glued] = text.slice(2).split('=')
      const option = longOption(name)
      if (!option) remark(findings, `--${safe(name)}`, REASONS.unknown_option)
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
          remark(findings, safe(shown), REASONS.unknown_option)
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
