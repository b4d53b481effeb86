import type { ShellCommand, ShellWord } from './shell-script.ts'

const ASSIGNMENT = /^([A-Za-z_]\w*)=([\s\S]*)$/
const ESCAPE =
  /((?:\\(?:[0-7]{1,3}|x[0-9a-fA-F]{1,2}))+)|\\(?:u([0-9a-fA-F]{1,4})|U([0-9a-fA-F]{1,8})|([abeEfnrtv\\'"?]))/g
const LETTERS: Readonly<Record<string, string>> = {
  ...{ a: '\x07', b: '\b', e: '\x1B', E: '\x1B', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' },
}

/** Decodes the content of `$'…'`; octal and hex escapes are bytes, of which several may form one character. */
export function decodeAnsiC(source: string): string {
  return source.replace(ESCAPE, (_, run?: string, short?: string, long?: string, letter = '') => {
    if (letter !== '') return LETTERS[letter] ?? letter
    const bytes = run?.slice(1).split('\\') ?? []
    if (bytes.length === 0)
      return String.fromCodePoint(Math.min(Number(`0x${short ?? long}`), 0x10ffff))
    const values = bytes.map((one) =>
      Number.parseInt(one.replace('x', ''), one[0] === 'x' ? 16 : 8),
    )
    return new TextDecoder().decode(Uint8Array.from(values))
  })
}

/** Returns what `cat`, `tee`, `echo` or `printf` prints if the script has it; null for other commands. */
export function printed({ words, stdin }: ShellCommand): ShellWord | null {
  const [program, first, second] = words
  if (program?.text === 'tee' || (program?.text === 'cat' && !first)) return stdin
  const isFormat = words.length === 3 && /^%s(?:\\n)?$/.test(first?.text ?? '')
  if (isFormat && program?.text === 'printf') return second ?? null
  // Without `%` and `\\`, `printf` prints its format as it is.
  const isPlain = program?.text === 'printf' && !/[%\\]/.test(first?.text ?? '')
  return (isPlain || program?.text === 'echo') && words.length === 2 ? (first ?? null) : null
}

/** The variables and files that a script sets once, outside of branches, loops and functions. */
export class Variables {
  readonly values = new Map<string, string>()
  readonly #counts = new Map<string, number>()
  /** Null: its content is unknown. */
  readonly #written = new Map<string, ShellCommand | null>()
  #depth = 0
  /** Whether the next command follows `&&` or `||`. */
  #isConditional = false

  constructor(source: string) {
    for (const [, name = ''] of source.matchAll(/(?:^|[\s;|&(])([A-Za-z_]\w{0,100})\+?=/g)) {
      this.#counts.set(name, (this.#counts.get(name) ?? 0) + 1)
    }
  }

  /** Records what a command sets for the following ones. */
  follow(command: ShellCommand, separator: string): void {
    const { words } = command
    const isJoined = separator === '&&' || separator === '||'
    if (words.length === 0) {
      this.#isConditional ||= isJoined
      return
    }
    const begin = words.find(({ text }) => !/^(?:then|do|else|[!{])$/.test(text))
    const groups = words.slice(0, begin && words.indexOf(begin)).filter(({ text }) => text === '{')
    const first = begin?.text ?? ''
    const output = command.output ?? (words[0]?.text === 'tee' ? words[1]?.text : undefined)
    this.#depth += groups.length
    if (/^(?:if|for|while|until|case|select)$/.test(first)) this.#depth += 1
    const isStraight = this.#depth === 0 && !this.#isConditional
    if (/^(?:fi|done|esac|\})$/.test(first)) this.#depth = Math.max(0, this.#depth - 1)
    this.#isConditional = isJoined
    const file = output?.replace(/^\.\//, '') ?? ''
    this.#written.set(file, isStraight && !this.#written.has(file) ? command : null)
    for (const { text, open } of words) {
      if (/^(?:export|local|readonly|declare|typeset|-\w+)$/.test(text)) continue
      const [, name, value] = ASSIGNMENT.exec(text) ?? []
      if (name === undefined || value === undefined) return
      if (!open && isStraight && this.#counts.get(name) === 1) this.values.set(name, value)
    }
  }

  /** Returns the known contents of files. */
  files(): Map<string, ShellWord> {
    const contents = [...this.#written].map(([name, command]) => [
      name,
      command && printed(command),
    ])
    return new Map(contents.filter((one): one is [string, ShellWord] => one[1] !== null))
  }
}
