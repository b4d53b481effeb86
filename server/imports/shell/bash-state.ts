import type { ShellCommand, ShellWord } from './shell-script.ts'

const ASSIGNMENT = /^([A-Za-z_]\w*)=([\s\S]*)$/

/** Returns what `cat`, `echo` or `printf '%s'` prints, also through `tee`; null for other commands. */
export function printed(
  { words, stdin }: ShellCommand,
  files: ReadonlyMap<string, ShellWord>,
): ShellWord | null {
  const [program, first, second] = words
  const name = program?.text
  if (name === 'tee' || (name === 'cat' && !first)) return stdin
  if (name === 'cat' && words.length === 2 && !first?.open)
    return files.get(first?.text.replace(/^\.\//, '') ?? '') ?? null
  // Without `%` and `\\`, `printf` prints its format as it is.
  const isOnly = name === 'echo' || (name === 'printf' && !/[%\\]/.test(first?.text ?? ''))
  if (isOnly && words.length === 2) return first ?? null
  const isText = name === 'printf' && words.length === 3 && /^%s(?:\\n)?$/.test(first?.text ?? '')
  return isText ? (second ?? null) : null
}

/** The variables that the script itself sets once, outside of branches and loops. */
export class Variables {
  readonly values = new Map<string, string>()
  readonly #counts = new Map<string, number>()
  #depth = 0

  constructor(source: string) {
    // After `&&` or `||`, a variable is set only sometimes.
    const sets = /(&&|\|\||^|[\s;|&(])[ \t]{0,9}([A-Za-z_]\w{0,100})\+?=/g
    for (const [, before = '', name = ''] of source.matchAll(sets)) {
      const more = before.length > 1 ? 2 : 1
      this.#counts.set(name, (this.#counts.get(name) ?? 0) + more)
    }
  }

  /** Records the variables that a command sets, for the following commands. */
  assign({ words }: ShellCommand): void {
    const first = words[0]?.text ?? ''
    if (/^(?:if|for|while|until|case|select)$/.test(first)) this.#depth += 1
    if (/^(?:fi|done|esac)$/.test(first)) this.#depth -= 1
    for (const { text, open } of words) {
      if (/^(?:export|local|readonly|declare|typeset|-\w+)$/.test(text)) continue
      const [, name, value] = ASSIGNMENT.exec(text) ?? []
      if (name === undefined || value === undefined) return
      const isOnce = (this.#counts.get(name) ?? 0) <= 1
      if (!open && isOnce && this.#depth === 0) this.values.set(name, value)
      else this.values.delete(name)
    }
  }

  /** Expands a here-document whose delimiter is not quoted. */
  fill(body: string): { text: string; open: boolean } {
    let open = false
    const expansions = /\\([\\$`])|\\\n|\$\{?(?:([A-Za-z_]\w*)\}?|\()|`/g
    const text = body.replace(expansions, (whole, escaped?: string, name = '') => {
      if (escaped !== undefined) return escaped
      if (whole === '\\\n') return ''
      const isWhole = whole.startsWith('${') === whole.endsWith('}')
      const value = isWhole ? this.values.get(name) : undefined
      open ||= value === undefined
      return value ?? whole
    })
    return { text, open }
  }
}
