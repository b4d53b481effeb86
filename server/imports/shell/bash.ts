import { printed, Variables } from './bash-state.ts'
import type { ShellCommand, ShellScript, ShellWord } from './shell-script.ts'

/** One level of nesting: the script itself, or the content of `$(…)`, `(…)` or backticks. */
type Frame = {
  closer: '' | ')' | '`'
  command: ShellCommand
  /** The commands that ended in this frame. */
  done: ShellCommand[]
  word: ShellWord | null
  /** Where the open double quote is. */
  quote: number | null
  /** The role of the next word: an argument, a file to write or to read, or standard input. */
  next: 'word' | 'file' | 'input' | 'stdin'
  /** The file that the command writes. */
  output: string | null
}

const PARAMETER = /\$(?:\{([A-Za-z_]\w*)\}|([A-Za-z_]\w*)|[\d?$!#@*-])/y
const BLANKS = /[ \t]+(?:\r?\n[ \t]*|(?=--?[A-Za-z]|['"]?https?:))/y
/** A line that starts with an option or a URL. */
const GOES_ON = /\n(?:[ \t]*(?:#[^\n]*)?\r?\n){0,5}[ \t]*(?=--?[A-Za-z]|['"]?https?:\/\/)/y
const HEREDOC = /<<(-?)[ \t]*(?:'([^'\n]*)'|"([^"\n]*)"|\\?([\w.-]+))/y
const REDIRECT = />>|>&|<&|>\||[<>]/y
const PLAIN = /[^\\$`"'#\s<>;&|()]+/y
const PLAIN_QUOTED = /[^\\$`"]+/y

/**
 * Parses a bash script into its commands in one pass: quotes, `$'…'`, line continuations, comments,
 * here-documents, and the variables and files that the script itself sets. Executes nothing.
 * @see https://www.gnu.org/software/bash/manual/html_node/Shell-Syntax.html
 */
export function readBash(source: string): ShellScript {
  const commands: ShellCommand[] = []
  const files = new Map<string, ShellWord>()
  const joined: number[] = []
  const variables = new Variables(source)
  let heredocs: { command: ShellCommand; delimiter: string; tabs: boolean; literal: boolean }[] = []
  /** The files that the commands of this line write. */
  let written: { command: ShellCommand; file: string }[] = []
  let unclosed: number | null = null
  let hasBraces = true
  let frame = newFrame('')
  const outer: Frame[] = []
  let at = 0
  const match = (pattern: RegExp, from = at) => {
    pattern.lastIndex = from
    return pattern.exec(source)
  }
  const add = (text: string, open = false) => {
    frame.word ??= { text: '', open: false, at }
    frame.word.text += text
    frame.word.open ||= open
  }
  const endWord = () => {
    const { word, next, command } = frame
    if (!word) return
    if (next === 'word') command.words.push(word)
    else if (next === 'stdin') command.stdin = word
    else if (next === 'input') command.stdin = files.get(word.text) ?? null
    else frame.output = word.text
    frame.word = null
    frame.next = 'word'
  }
  const endCommand = (isPiped = false) => {
    endWord()
    const { command } = frame
    const isTee = command.words[0]?.text === 'tee'
    const file = frame.output ?? (isTee ? command.words[1]?.text : undefined)
    if (command.words.length > 0) {
      variables.assign(command)
      frame.done.push(command)
      commands.push(command)
    }
    frame.command = { words: [], stdin: isPiped ? printed(command, files) : null }
    frame.output = null
    // A here-document follows on the next line.
    if (file !== undefined && file !== null) written.push({ command, file })
  }
  const writeFiles = () => {
    for (const { command, file } of written) {
      const content = printed(command, files)
      if (content) files.set(file.replace(/^\.\//, ''), content)
    }
    written = []
  }
  const push = (closer: Frame['closer'], length: number) => {
    outer.push(frame)
    frame = newFrame(closer)
    at += length
  }
  const pop = () => {
    endCommand()
    writeFiles()
    const [only, ...more] = frame.done
    frame = outer.pop() ?? newFrame('')
    // Scripts write a long text as `$(cat <<'EOF' …)`.
    const text = only && more.length === 0 ? printed(only, files) : null
    if (text && !text.open) add(text.text.replace(/\n+$/, ''))
    else add('$()', true)
    at += 1
  }
  const dollar = () => {
    if (source.startsWith('$(', at)) {
      add('')
      return push(')', 2)
    }
    const [whole, braced, bare] = match(PARAMETER) ?? []
    const end =
      whole === undefined && hasBraces && source[at + 1] === '{' ? source.indexOf('}', at) : -1
    hasBraces &&= end >= 0 || whole !== undefined || source[at + 1] !== '{'
    const value = variables.values.get(braced ?? bare ?? '')
    const isHole = whole !== undefined || end >= 0
    const [, name = '?'] = /^\$\{?(\w+)/.exec(source.slice(at, at + 100)) ?? []
    add(value ?? (isHole ? `\${${name}}` : '$'), isHole && value === undefined)
    at = end >= 0 ? end + 1 : at + (whole?.length ?? 1)
  }
  /** Adds the text up to a closing quote. */
  const quoted = (start: number, end: number, decode = (text: string) => text) => {
    if (end < 0) unclosed ??= at
    add(decode(source.slice(start, end < 0 ? undefined : end)))
    at = end < 0 ? source.length : end + 1
  }

  while (at < source.length) {
    const char = source[at] ?? ''
    const next = source[at + 1] ?? ''
    const isQuoted = frame.quote !== null
    const plain = match(isQuoted ? PLAIN_QUOTED : PLAIN)?.[0]
    if (plain !== undefined) {
      add(plain)
      at += plain.length
    } else if (char === '\\' && (next === '\n' || source.startsWith('\r\n', at + 1))) {
      at += next === '\n' ? 2 : 3
    } else if (char === '$' && (isQuoted || (next !== "'" && next !== '"'))) dollar()
    else if (char === '`') {
      if (frame.closer === '`' && !isQuoted) pop()
      else push('`', 1)
    } else if (char === '"' || (char === '$' && next === '"')) {
      add('')
      frame.quote = isQuoted ? null : at
      at += char === '"' ? 1 : 2
    } else if (isQuoted) {
      const isEscape = char === '\\' && '$`"\\'.includes(next)
      add(isEscape ? next : char)
      at += isEscape ? 2 : 1
    } else if (char === '$') quoted(at + 2, endOfAnsiC(source, at + 2), decodeAnsiC)
    else if (char === "'") quoted(at + 1, source.indexOf("'", at + 1))
    else if (char === '\\') {
      const blanks = match(BLANKS, at + 1)?.[0]
      if (blanks !== undefined && (!frame.word || blanks.includes('\n'))) {
        joined.push(at)
        endWord()
        at += 1 + blanks.length
      } else {
        add(next)
        at += 2
      }
    } else if (char === '#' && !frame.word) {
      const end = source.indexOf('\n', at)
      at = end < 0 ? source.length : end
    } else if (char === '\n') {
      const blank = heredocs.length === 0 ? match(GOES_ON)?.[0] : undefined
      if (blank !== undefined && (frame.command.words.length > 0 || frame.word)) {
        // The backslash at the end of the line is lost: no command starts with an option or a URL.
        if (source[at - 1] !== '\\') joined.push(at)
        endWord()
        at += blank.length
        continue
      }
      endCommand()
      at += 1
      for (const { command, delimiter, tabs, literal } of heredocs) {
        const { body, end } = readHeredoc(source, at, delimiter, tabs)
        command.stdin = { ...(literal ? { text: body, open: false } : variables.fill(body)), at }
        at = end
      }
      heredocs = []
      writeFiles()
    } else if (/\s/.test(char)) {
      endWord()
      at += 1
    } else if (source.startsWith('<<<', at)) {
      endWord()
      frame.next = 'stdin'
      at += 3
    } else if (char === '<' || char === '>') {
      const [whole, dash, single, double, bare] = match(HEREDOC) ?? []
      // `2>` is a file descriptor, not a word.
      if (/^\d$/.test(frame.word?.text ?? '')) frame.word = null
      endWord()
      if (whole !== undefined) {
        const literal = bare === undefined || whole.includes('\\')
        const delimiter = single ?? double ?? bare ?? ''
        heredocs.push({ command: frame.command, delimiter, tabs: dash === '-', literal })
      } else frame.next = char === '<' ? 'input' : 'file'
      at += (whole ?? match(REDIRECT)?.[0] ?? char).length
    } else if (char === ';' || char === '&' || char === '|') {
      endCommand(char === '|' && next !== '|' && source[at - 1] !== '|')
      at += 1
    } else if (char === '(' && next === ')') {
      // `name() {`: a function, whose arguments are unknown.
      endCommand()
      at += 2
    } else if (char === '(') {
      endWord()
      push(')', 1)
    } else if (frame.closer === ')') pop()
    else {
      endCommand()
      at += 1
    }
  }
  for (let last: Frame | undefined = frame; last; last = outer.pop()) {
    frame = last
    unclosed ??= frame.quote
    endCommand()
    writeFiles()
  }
  return { commands, unclosed, files, joined }
}

function newFrame(closer: Frame['closer']): Frame {
  const command = { words: [], stdin: null }
  return { closer, command, done: [], word: null, quote: null, next: 'word', output: null }
}

/** Returns the index of the closing quote, or -1. */
function endOfAnsiC(source: string, from: number): number {
  for (let at = from; at < source.length; at += 1) {
    if (source[at] === '\\') at += 1
    else if (source[at] === "'") return at
  }
  return -1
}

/** Reads the lines of a here-document, which the end of the source also ends, as in bash. */
function readHeredoc(source: string, from: number, delimiter: string, tabs: boolean) {
  let body = ''
  let at = from
  while (at < source.length) {
    const newline = source.indexOf('\n', at)
    const end = newline < 0 ? source.length : newline
    const line = source.slice(at, end).replace(tabs ? /^\t+/ : '', '')
    at = end + 1
    if (line.replace(/\r$/, '') === delimiter) break
    body += `${line}\n`
  }
  return { body, end: Math.min(at, source.length) }
}

const LETTERS: Readonly<Record<string, string>> = {
  ...{ a: '\x07', b: '\b', e: '\x1B', E: '\x1B', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' },
}
const ESCAPE =
  /((?:\\(?:[0-7]{1,3}|x[0-9a-fA-F]{1,2}))+)|\\(?:u([0-9a-fA-F]{1,4})|U([0-9a-fA-F]{1,8})|c([\s\S])|([abeEfnrtv\\'"?]))/g

/**
 * Decodes the content of `$'…'` in bash. Octal and hex escapes are bytes, so several of them may form
 * one UTF-8 character.
 * @see https://www.gnu.org/software/bash/manual/html_node/ANSI_002dC-Quoting.html
 */
function decodeAnsiC(source: string): string {
  return source.replace(
    ESCAPE,
    (_, run?: string, short?: string, long?: string, control?: string, letter = '') => {
      if (run !== undefined) {
        const bytes = run
          .slice(1)
          .split('\\')
          .map((one) =>
            one.startsWith('x') ? Number.parseInt(one.slice(1), 16) : Number.parseInt(one, 8) & 255,
          )
        return new TextDecoder().decode(Uint8Array.from(bytes))
      }
      if (control !== undefined) return String.fromCharCode(control.charCodeAt(0) & 31)
      if (letter !== '') return LETTERS[letter] ?? letter
      const code = Number.parseInt(short ?? long ?? '0', 16)
      return code <= 0x10ffff ? String.fromCodePoint(code) : '\uFFFD'
    },
  )
}
