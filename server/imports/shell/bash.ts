import { decodeAnsiC, expandHeredoc } from './bash-quoting.ts'
import type { ShellCommand, ShellScript, ShellWord } from './shell-script.ts'

/** One level of nesting: the script itself, or the content of `$(…)`, `(…)` or backticks. */
type BashFrame = {
  closer: '' | ')' | '`'
  command: ShellCommand
  /** The commands that ended in this frame. */
  done: ShellCommand[]
  word: ShellWord | null
  quoted: boolean
  quotedAt: number
  /** The role of the next word: an argument, the file of a redirection, or standard input. */
  next: 'word' | 'file' | 'stdin'
}

type Heredoc = { command: ShellCommand; delimiter: string; tabs: boolean; literal: boolean }

const NAME = /^[A-Za-z_]\w*$/
const ASSIGNMENT = /^([A-Za-z_]\w*)=([\s\S]*)$/
const PARAMETER = /\$(?:([A-Za-z_]\w*)|[\d?$!#@*-])/y
const HEREDOC = /<<(-?)[ \t]*(?:'([^'\n]*)'|"([^"\n]*)"|\\?([\w.-]+))/y

/**
 * Parses a bash script into its commands in one pass: quotes, `$'…'`, line continuations, comments,
 * here-documents, and the variables that the script itself sets. Executes nothing.
 */
export function readBash(source: string): ShellScript {
  const commands: ShellCommand[] = []
  const variables = new Map<string, string>()
  let heredocs: Heredoc[] = []
  let unclosed: number | null = null
  let bracesEnd = false
  let frame = newFrame('')
  const outer: BashFrame[] = []

  const word = (at: number): ShellWord => {
    frame.word ??= { text: '', open: false, at }
    return frame.word
  }
  const add = (text: string, at: number) => {
    word(at).text += text
  }
  const hole = (name: string, at: number) => {
    const value = variables.get(name)
    if (value === undefined) word(at).open = true
    add(value ?? `\${${name}}`, at)
  }
  const endWord = () => {
    if (!frame.word) return
    if (frame.next === 'word') frame.command.words.push(frame.word)
    else if (frame.next === 'stdin') frame.command.stdin = frame.word
    frame.word = null
    frame.next = 'word'
  }
  const endCommand = () => {
    endWord()
    if (frame.command.words.length > 0) {
      assign(frame.command, variables)
      frame.done.push(frame.command)
      commands.push(frame.command)
    }
    frame.command = { words: [], stdin: null }
  }
  const push = (closer: BashFrame['closer']) => {
    outer.push(frame)
    frame = newFrame(closer)
  }
  const pop = (at: number) => {
    endCommand()
    const [only, ...more] = frame.done
    frame = outer.pop() ?? newFrame('')
    // Scripts write a long text as `$(cat <<'EOF' …)`.
    const isCat = only?.words.length === 1 && only.words[0]?.text === 'cat' && more.length === 0
    if (isCat && only.stdin && !only.stdin.open) add(only.stdin.text.replace(/\n+$/, ''), at)
    else {
      word(at).open = true
      add('$()', at)
    }
  }

  let at = 0
  const dollar = (): void => {
    if (source.startsWith('$(', at)) {
      word(at)
      push(')')
      at += 2
      return
    }
    if (source.startsWith('${', at) && !bracesEnd) {
      const end = source.indexOf('}', at)
      if (end < 0) bracesEnd = true
      else {
        const [, name = '', fallback] =
          /^([A-Za-z_]\w*|.)(?::?-([\s\S]*))?/.exec(source.slice(at + 2, end)) ?? []
        if (!variables.has(name) && fallback !== undefined && !/[$`\\"']/.test(fallback)) {
          add(fallback, at)
        } else hole(NAME.test(name) ? name : '?', at)
        at = end + 1
        return
      }
    }
    PARAMETER.lastIndex = at
    const [whole = '$', name] = PARAMETER.exec(source) ?? []
    if (whole === '$') add('$', at)
    else hole(name ?? whole.slice(1), at)
    at += whole.length
  }

  while (at < source.length) {
    const char = source[at] ?? ''
    const next = source[at + 1] ?? ''
    if (char === '\\' && (next === '\n' || source.startsWith('\r\n', at + 1))) {
      at += next === '\n' ? 2 : 3
    } else if (char === '$' && !(!frame.quoted && (next === "'" || next === '"'))) {
      dollar()
    } else if (char === '`') {
      if (frame.closer === '`' && !frame.quoted) pop(at)
      else push('`')
      at += 1
    } else if (frame.quoted) {
      if (char === '"') {
        frame.quoted = false
        at += 1
      } else if (char === '\\' && '$`"\\'.includes(next) && next !== '') {
        add(next, at)
        at += 2
      } else {
        add(char, at)
        at += 1
      }
    } else if (char === '"' || (char === '$' && next === '"')) {
      word(at)
      frame.quoted = true
      frame.quotedAt = at
      at += char === '"' ? 1 : 2
    } else if (char === '$') {
      const end = endOfAnsiC(source, at + 2)
      if (end < 0) unclosed ??= at
      add(decodeAnsiC(source.slice(at + 2, end < 0 ? undefined : end)), at)
      at = end < 0 ? source.length : end + 1
    } else if (char === "'") {
      const end = source.indexOf("'", at + 1)
      if (end < 0) unclosed ??= at
      add(source.slice(at + 1, end < 0 ? undefined : end), at)
      at = end < 0 ? source.length : end + 1
    } else if (char === '\\') {
      add(next, at)
      at += 2
    } else if (char === '#' && !frame.word) {
      const end = source.indexOf('\n', at)
      at = end < 0 ? source.length : end
    } else if (char === '\n') {
      endCommand()
      at += 1
      for (const heredoc of heredocs) at = readHeredoc(heredoc, source, at, variables)
      heredocs = []
    } else if (/\s/.test(char)) {
      endWord()
      at += 1
    } else if (source.startsWith('<<<', at)) {
      endWord()
      frame.next = 'stdin'
      at += 3
    } else if (char === '<' || char === '>') {
      HEREDOC.lastIndex = at
      const [whole, dash, single, double, bare] = HEREDOC.exec(source) ?? []
      // `2>` is a file descriptor, not a word.
      if (frame.word && /^\d$/.test(frame.word.text)) frame.word = null
      endWord()
      if (whole !== undefined) {
        const delimiter = single ?? double ?? bare ?? ''
        const literal = bare === undefined || whole.includes('\\')
        heredocs.push({ command: frame.command, delimiter, tabs: dash === '-', literal })
        at += whole.length
      } else {
        frame.next = 'file'
        at += /^(?:>>|>&|<&|>\|)/.exec(source.slice(at, at + 2))?.[0].length ?? 1
      }
    } else if (char === ';' || char === '&' || char === '|') {
      endCommand()
      at += 1
    } else if (char === '(') {
      endWord()
      push(')')
      at += 1
    } else if (char === ')') {
      if (frame.closer === ')') pop(at)
      else endCommand()
      at += 1
    } else {
      add(char, at)
      at += 1
    }
  }
  for (;;) {
    if (frame.quoted) unclosed ??= frame.quotedAt
    endCommand()
    const parent = outer.pop()
    if (!parent) break
    frame = parent
  }
  return { commands, unclosed }
}

function newFrame(closer: BashFrame['closer']): BashFrame {
  const command = { words: [], stdin: null }
  return { closer, command, done: [], word: null, quoted: false, quotedAt: 0, next: 'word' }
}

/** Returns the index of the closing quote, or -1. */
function endOfAnsiC(source: string, from: number): number {
  for (let at = from; at < source.length; at += 1) {
    if (source[at] === '\\') at += 1
    else if (source[at] === "'") return at
  }
  return -1
}

/** Records the variables that a command sets, for the following commands. */
function assign({ words }: ShellCommand, variables: Map<string, string>): void {
  for (const { text, open } of words) {
    if (/^(?:export|local|readonly|declare|typeset|-\w+)$/.test(text)) continue
    const [, name, value] = ASSIGNMENT.exec(text) ?? []
    if (name === undefined || value === undefined) return
    if (open) variables.delete(name)
    else variables.set(name, value)
  }
}

/** Reads the lines of a here-document, which the end of the source also ends, as in bash. */
function readHeredoc(
  { command, delimiter, tabs, literal }: Heredoc,
  source: string,
  from: number,
  variables: ReadonlyMap<string, string>,
): number {
  let body = ''
  let at = from
  while (at < source.length) {
    const newline = source.indexOf('\n', at)
    const end = newline < 0 ? source.length : newline
    const whole = source.slice(at, end)
    const line = tabs ? whole.replace(/^\t+/, '') : whole
    at = end + 1
    if (line.replace(/\r$/, '') === delimiter) break
    body += `${line}\n`
  }
  command.stdin = literal
    ? { text: body, open: false, at: from }
    : { ...expandHeredoc(body, variables), at: from }
  return Math.min(at, source.length)
}
