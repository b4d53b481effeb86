import { escapeControls } from '#contract/texts/control-characters'

// Texts and values as literals of the languages that snippets are written in.

/** Formats a text as `"…"` of Go, Python and C#; keeps emoji, whose escaped halves are invalid there. */
export function doubleQuoted(text: string): string {
  return quote(text, '"')
}

/** Formats a text as `'…'` of JavaScript and TypeScript. */
export function javascriptString(text: string): string {
  return quote(text, "'")
}

/**
 * Formats a text as `"…"` of Java in ASCII, because javac up to 17 reads files in the system's
 * encoding. Java decodes `\uXXXX` before it parses, so every backslash of the text is doubled.
 */
export function javaString(text: string): string {
  return doubleQuoted(text).replace(/[^\0-\x7f]/g, escapeUnit)
}

/** Formats a text as `'…'` of PHP, or as `"…"` if it has hidden characters, which only that can escape. */
export function phpString(text: string): string {
  if (escapeControls(text, '\n\t') === text) return `'${text.replace(/[\\']/g, String.raw`\$&`)}'`
  const escaped = text.replace(/./gsu, (character) =>
    /[\\"$]/.test(character)
      ? `\\${character}`
      : escapeControls(character, '\n\t').replace(/^\\u(.{4})$/, String.raw`\u{$1}`),
  )
  return `"${escaped}"`
}

/** Formats a text without NUL as `'…'` of any POSIX shell. */
export function shellString(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`
}

/** Formats a value as JSON without hidden characters; `indent` 0 gives one line. */
export function jsonText(value: unknown, indent = 0): string {
  const text = JSON.stringify(value, null, indent)
  // JSON.stringify escapes the line breaks of texts, so the remaining ones are layout.
  return escapeControls(text, '\n')
}

/** Linux allows arguments of 128 KiB, which three full bubbles in 50 languages can exceed. */
const ARGUMENT_MAX_BYTES = 120_000

type ShellBodyOptions = {
  /** The option that takes the body as its value. */
  argument: string
  /** The option that reads the body from standard input. */
  stdin: string
  /** The end of the command, such as a redirection. */
  end?: string
}

/** Formats a JSON body as the last option of a command, or as a here-document if it is too long. */
export function shellBody(json: string, { argument, stdin, end = '' }: ShellBodyOptions): string {
  return new TextEncoder().encode(json).length <= ARGUMENT_MAX_BYTES
    ? `${argument} ${shellString(json)}${end}`
    : `${stdin} <<'JSON'${end}\n${json}\nJSON\n`
}

type Tree = string | readonly Tree[] | { readonly [key: string]: Tree | undefined }

type TreeSyntax = {
  /** Formats a text. */
  text: (text: string) => string
  /** Formats the name of a field. */
  key: (key: string) => string
  /** One step of indentation. */
  step: string
}

/** Formats a value as a literal of lists and objects, one item a line; `margin` is its indentation. */
export function treeLiteral(tree: Tree, syntax: TreeSyntax, margin = ''): string {
  const { text, key, step } = syntax
  if (typeof tree === 'string') return text(tree)
  const inner = margin + step
  const lines = isList(tree)
    ? tree.map((item) => treeLiteral(item, syntax, inner))
    : Object.entries(tree).flatMap(([name, item]) =>
        item === undefined ? [] : `${key(name)}: ${treeLiteral(item, syntax, inner)}`,
      )
  const [open, close] = isList(tree) ? '[]' : '{}'
  if (lines.length === 0) return `${open}${close}`
  return `${open}\n${lines.map((line) => `${inner}${line},\n`).join('')}${margin}${close}`
}

function isList(tree: Exclude<Tree, string>): tree is readonly Tree[] {
  return Array.isArray(tree)
}

/** Indents every line of a text but the first. */
export function indent(text: string, margin: string): string {
  return text.replaceAll('\n', `\n${margin}`)
}

const ESCAPES: Record<string, string> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' }

function quote(text: string, mark: '"' | "'"): string {
  const escaped = text.replace(/[\\"'\n\r\t]/g, (unit) =>
    unit === mark ? `\\${unit}` : (ESCAPES[unit] ?? unit),
  )
  return `${mark}${escapeControls(escaped)}${mark}`
}

function escapeUnit(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`
}
