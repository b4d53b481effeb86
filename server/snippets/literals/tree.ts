export type Tree = string | readonly Tree[] | { readonly [key: string]: Tree | undefined }

export type Dialect = {
  /** How the language writes a text, and the name of a field. */
  text: (text: string) => string
  key: (key: string) => string
  /** One step of indentation. */
  step: string
}

/** A value as a literal of lists and objects, one item a line; `margin` is that of its first line. */
export function treeLiteral(tree: Tree, dialect: Dialect, margin = ''): string {
  const { text, key, step } = dialect
  if (typeof tree === 'string') return text(tree)
  const inner = margin + step
  const lines = isList(tree)
    ? tree.map((item) => treeLiteral(item, dialect, inner))
    : Object.entries(tree).flatMap(([name, item]) =>
        item === undefined ? [] : `${key(name)}: ${treeLiteral(item, dialect, inner)}`,
      )
  const [open, close] = isList(tree) ? '[]' : '{}'
  if (lines.length === 0) return `${open}${close}`
  return `${open}\n${lines.map((line) => `${inner}${line},\n`).join('')}${margin}${close}`
}

function isList(tree: Exclude<Tree, string>): tree is readonly Tree[] {
  return Array.isArray(tree)
}
