import { decodeAnsiC, printed, Variables } from './bash-values.ts'
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
  next: 'word' | 'output' | 'input' | 'stdin'
}

const PARAMETER = /\$(?:\{(\w*)(?:(\})|[^}]*\}?)|([A-Za-z_]\w*|\d)|[?$!#@*-])/y
const SINGLE_QUOTED = /(?:'([^']*)|\$'((?:[^'\\]+|\\[\s\S])*))('?)/y
const BLANKS = /\\[ \t]+(?:\r?\n[ \t]*|(?=--?[A-Za-z]|['"]?https?:))/y
/** A line that starts with an option or a URL, which no command does: its backslash is lost. */
const GOES_ON = /\n(?:[ \t]*(?:#[^\n]*)?\r?\n){0,5}[ \t]*(?=--?[A-Za-z]|['"]?https?:\/\/)/y
const HEREDOC = /<<(-?)[ \t]*(?:'([^'\n]*)'|"([^"\n]*)"|\\?([\w.-]+))/y
const SEPARATOR = /\(\)|&&|\|\||[;&|]/y
const PLAIN = /[^\\$`"'#\s<>;&|()]+/y
const PLAIN_QUOTED = /[^\\$`"]+/y

/**
 * Parses a bash script into its commands in one pass: quotes, `$'…'`, line continuations, comments,
 * here-documents, and the variables and files that the script itself sets. Executes nothing.
 * @see https://www.gnu.org/software/bash/manual/html_node/Shell-Syntax.html
 */
export function readBash(source: string): ShellScript {
  const commands: ShellCommand[] = []
  const joined: number[] = []
  const variables = new Variables(source)
  let heredocs: { command: ShellCommand; delimiter: string; tabs: boolean; literal: boolean }[] = []
  let unclosed: number | null = null
  let frame = newFrame('')
  const outer: Frame[] = []
  let at = 0
  const match = (pattern: RegExp) => {
    pattern.lastIndex = at
    return pattern.exec(source)
  }
  const add = (text: string, length = text.length, open = false) => {
    frame.word ??= { text: '', open: false, at }
    frame.word.text += text
    frame.word.open ||= open
    at += length
  }
  const endWord = () => {
    const { word, next, command } = frame
    if (!word) return
    if (next === 'word') command.words.push(word)
    else if (next === 'stdin') command.stdin = word
    else command[next] = word.text
    frame.word = null
    frame.next = 'word'
  }
  const endCommand = (separator = '') => {
    endWord()
    const { command } = frame
    if (outer.length === 0) variables.follow(command, separator)
    if (command.words.length > 0) {
      frame.done.push(command)
      commands.push(command)
    }
    frame.command = { words: [], stdin: separator === '|' ? printed(command) : null }
  }
  const push = (closer: Frame['closer'], length: number) => {
    outer.push(frame)
    frame = newFrame(closer)
    at += length
  }
  const pop = () => {
    endCommand()
    const [only, ...more] = frame.done
    frame = outer.pop() ?? newFrame('')
    // Scripts write a long text as `$(cat <<'EOF' …)`.
    const text = only && more.length === 0 ? printed(only) : null
    if (text && !text.open) add(text.text.replace(/\n+$/, ''), 1)
    else add('$()', 1, true)
  }
  const dollar = () => {
    if (source.startsWith('$(', at)) {
      add('', 0)
      return push(')', 2)
    }
    const [whole, braced, end, bare] = match(PARAMETER) ?? []
    if (whole === undefined) return add('$')
    const name = bare ?? braced ?? ''
    const value = braced === undefined || end ? variables.values.get(name) : undefined
    add(value ?? `\${${name || '_'}}`, whole.length, value === undefined)
  }

  while (at < source.length) {
    const char = source[at] ?? ''
    const next = source[at + 1] ?? ''
    const isQuoted = frame.quote !== null
    const plain = match(isQuoted ? PLAIN_QUOTED : PLAIN)?.[0]
    if (plain !== undefined) add(plain)
    else if (char === '\\' && /^\r?\n/.test(source.slice(at + 1, at + 3))) {
      at += next === '\n' ? 2 : 3
    } else if (char === '$' && (isQuoted || (next !== "'" && next !== '"'))) dollar()
    else if (char === '`') {
      if (frame.closer === '`' && !isQuoted) pop()
      else push('`', 1)
    } else if (char === '"' || (char === '$' && next === '"')) {
      frame.quote = isQuoted ? null : at
      add('', char === '"' ? 1 : 2)
    } else if (isQuoted) {
      const isEscape = char === '\\' && '$`"\\'.includes(next)
      add(isEscape ? next : char, isEscape ? 2 : 1)
    } else if (char === '$' || char === "'") {
      const [whole = char, text, escaped = '', end] = match(SINGLE_QUOTED) ?? []
      if (!end) unclosed ??= at
      add(text ?? decodeAnsiC(escaped), whole.length, /\\c/.test(escaped))
    } else if (char === '\\') {
      const blanks = match(BLANKS)?.[0]
      if (blanks !== undefined && (!frame.word || blanks.includes('\n'))) {
        joined.push(at)
        endWord()
        at += blanks.length
      } else add(next, 2)
    } else if (char === '#' && !frame.word) {
      const end = source.indexOf('\n', at)
      at = end < 0 ? source.length : end
    } else if (char === '#') add(char)
    else if (char === '\n') {
      const blank = heredocs.length === 0 ? match(GOES_ON)?.[0] : undefined
      if (blank !== undefined && (frame.command.words.length > 0 || frame.word)) {
        if (source[at - 1] !== '\\') joined.push(at)
        endWord()
        at += blank.length
        continue
      }
      endCommand()
      at += 1
      for (const { command, delimiter, tabs, literal } of heredocs) {
        const { body, end } = readHeredoc(source, at, delimiter, tabs)
        // Without quotes around the delimiter, its variables would be replaced.
        command.stdin = { text: body, open: !literal && /[$`\\]/.test(body), at }
        at = end
      }
      heredocs = []
    } else if (/\s/.test(char)) {
      endWord()
      at += 1
    } else if (char === '<' || char === '>') {
      const [whole, dash, single, double, bare] = match(HEREDOC) ?? []
      // `2>` is a file descriptor, not a word.
      if (/^\d$/.test(frame.word?.text ?? '')) frame.word = null
      endWord()
      if (whole !== undefined) {
        const literal = bare === undefined || whole.includes('\\')
        const delimiter = single ?? double ?? bare ?? ''
        heredocs.push({ command: frame.command, delimiter, tabs: dash === '-', literal })
        at += whole.length
        continue
      }
      const [sign = char] = /^(?:<<<|>>|>&|<&|>\|)/.exec(source.slice(at, at + 3)) ?? []
      frame.next = sign === '<<<' ? 'stdin' : char === '<' ? 'input' : 'output'
      at += sign.length
    } else if (char === '(' && next !== ')') {
      endWord()
      push(')', 1)
    } else if (frame.closer === ')' && char === ')') pop()
    else {
      const [separator = char] = match(SEPARATOR) ?? []
      endCommand(separator)
      at += separator.length
    }
  }
  for (let last: Frame | undefined = frame; last; last = outer.pop()) {
    frame = last
    unclosed ??= frame.quote
    endCommand()
  }
  return { commands, unclosed, files: variables.files(), joined }
}

function newFrame(closer: Frame['closer']): Frame {
  const command = { words: [], stdin: null }
  return { closer, command, done: [], word: null, quote: null, next: 'word' }
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
