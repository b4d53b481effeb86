import { tokenize } from './tokenize.ts'
import {
  group,
  isGroup,
  isName,
  isSign,
  nameOf,
  type SourceLanguage,
  type TokenGroup,
  type TokenItem,
} from './tokens.ts'

/** A group with what surrounds it. */
export type SourceBlock = {
  group: TokenGroup
  parent: SourceBlock | null
  /** Whether it holds statements, not the members of a value. */
  isBlock: boolean
  /** Whether it runs later than the statements around it: a function or a class. */
  isFunction: boolean
  /** The items it stands among, and its index there. */
  list: readonly TokenItem[]
  index: number
  /** The statements of a block. */
  statements: TokenItem[][]
}

/** A program, parsed as far as needed: its brackets, blocks and statements. */
export type SourceTree = {
  language: SourceLanguage
  source: string
  /** Each group of the program, the outer ones first. */
  blocks: ReadonlyMap<TokenGroup, SourceBlock>
}

export const CONTROL =
  /^(?:if|elif|elseif|else|for|foreach|while|do|switch|case|default|match|when|select|try|catch|except|finally|with|using|lock|synchronized|loop|until|unless)$/i
const FUNCTION =
  /^(?:function|func|fun|fn|def|class|interface|struct|trait|object|enum|record|type|namespace)$/
const TYPE_HEADER =
  /^(?:class|interface|struct|enum|record|type|namespace|object|trait|package|import)$/
/** Words that may precede the one that tells what a statement is. */
const MODIFIER =
  /^(?:export|default|public|private|protected|internal|static|abstract|final|async|declare|data|sealed|open|partial|override|suspend|go|defer)$/

/** Parses a program in one pass over its characters; executes nothing. */
export function parseSource(source: string, language: SourceLanguage): SourceTree {
  const program = group(tokenize(source, language), source.length)
  if (language === 'python') indent(program, source)
  const blocks = new Map<TokenGroup, SourceBlock>()
  const hasTypes = language === 'java' || language === 'csharp' || language === 'kotlin'
  const isRoot = { isBlock: true, isFunction: true, statements: [] }
  const waiting: SourceBlock[] = [
    { group: program, parent: null, list: [program], index: 0, ...isRoot },
  ]
  // The loop also visits the blocks it appends.
  for (const block of waiting) {
    blocks.set(block.group, block)
    if (hasTypes) block.group.items = withoutTypes(block.group.items)
    if (block.isBlock) block.statements = splitStatements(block.group.items, language)
    for (const list of block.isBlock ? block.statements : [block.group.items]) {
      const first = leadingWord(list)
      for (const [index, item] of list.entries()) {
        if (item.kind !== 'group') continue
        const before = list[index - 1]
        const isConstants = language === 'go' && isName(before, 'const', 'var')
        const isBlock =
          item.open === ':' ||
          (item.open === '{' && holdsStatements(item, list, index, first, block, language)) ||
          (item.open === '(' && isConstants)
        const isControl = CONTROL.test(first) && !isSign(before, '=>', '->')
        const isFunction = isBlock && !isControl && item.open !== '('
        const parent = block
        waiting.push({ group: item, parent, list, index, isBlock, isFunction, statements: [] })
      }
    }
  }
  return { language, source, blocks }
}

/** Returns the word that tells what a statement is. */
export function leadingWord(items: readonly TokenItem[]): string {
  return nameOf(items.find((item) => !(item.kind === 'name' && MODIFIER.test(item.text))))
}

/** Whether braces hold statements. If in doubt they do not, and what they hold stays unknown. */
function holdsStatements(
  { items: inside }: TokenGroup,
  items: readonly TokenItem[],
  at: number,
  first: string,
  parent: SourceBlock,
  language: SourceLanguage,
): boolean {
  if (language === 'python') return false
  if (language === 'kotlin') return true
  const before = items[at - 1]
  if (language === 'powershell') return !isSign(before, '@')
  if (isSign(before, '=>', '->', ';')) return true
  const looksSo =
    inside.some((item) => isSign(item, ';', ':=')) ||
    /^(?:return|const|let|var|if|for|await|throw)$/.test(nameOf(inside[0]))
  if (before === undefined) return (parent.isBlock && !isSign(inside[1], ':')) || looksSo
  if (before.kind === 'group') {
    if (before.open !== '(') return looksSo || TYPE_HEADER.test(first)
    return !isConstructor(items, at - 1)
  }
  if (before.kind === 'sign')
    return looksSo || (isSign(before, ')', '>') && !isConstructor(items, at))
  if (/^(?:else|try|finally|do|get|set|init|static|unsafe)$/.test(nameOf(before))) return true
  if (language === 'go')
    return (
      looksSo || ((CONTROL.test(first) || FUNCTION.test(first)) && !isGroup(items[at - 2], '['))
    )
  if (/^(?:const|let|var|return|await|default|typeof|in|of|case|yield)$/.test(nameOf(before)))
    return looksSo
  return looksSo || !isConstructor(items, at)
}

/** Whether `new Name<…>` precedes an item. */
function isConstructor(items: readonly TokenItem[], at: number): boolean {
  let here = at - 1
  while (here >= 0 && at - here < 20) {
    if (isName(items[here], 'new')) return true
    const item = items[here]
    if (item?.kind === 'text' || isSign(item, '=', ';', '=>', '->')) return false
    here -= 1
  }
  return false
}

/** Makes a group of each indented block of Python and puts it behind the line above it. */
function indent(program: TokenGroup, source: string): void {
  const { items } = program
  const outer: TokenGroup = { ...program, items: [] }
  let last = { column: 0, group: outer }
  const open = [last]
  for (const item of items) {
    const { at } = item
    if (item.newline) {
      const column = at - source.lastIndexOf('\n', at - 1) - 1
      while (open.length > 1 && column < last.column) {
        last.group.end = at
        open.pop()
        last = open.at(-1) ?? last
      }
      if (last.group.items.length === 0) last.column = column
      if (column > last.column) {
        const group: TokenGroup = { ...program, open: ':', items: [], at, newline: false }
        last.group.items.push(group)
        last = { column, group }
        open.push(last)
      }
    }
    last.group.items.push(item)
  }
  program.items = outer.items
}

/** Signs behind which, and before which, a statement goes on in the next line. */
const CONTINUES_AFTER = '+ - * / = , && || ?? ? : => . ?. | := ! < == -> :: +='.split(' ')
const CONTINUES_BEFORE = '. ?. + * / ? : && || ?? = , => ?: | == -> ::'.split(' ')

function splitStatements(items: readonly TokenItem[], language: SourceLanguage): TokenItem[][] {
  const statements: TokenItem[][] = []
  let here: TokenItem[] = []
  for (const [at, item] of items.entries()) {
    const before = items[at - 1]
    if (here.length > 0 && startsStatement(item, before, language)) {
      statements.push(here)
      here = []
    }
    // `if x := f(); x {` is one statement of Go.
    const isHeader = language === 'go' && CONTROL.test(nameOf(here[0]))
    if (isSign(item, ';') && !isHeader) {
      if (here.length > 0) statements.push(here)
      here = []
    } else here.push(item)
  }
  if (here.length > 0) statements.push(here)
  return statements
}

function startsStatement(
  item: TokenItem,
  before: TokenItem | undefined,
  language: SourceLanguage,
): boolean {
  if (language === 'python') return item.newline
  if (language === 'java' || language === 'csharp' || language === 'php') {
    const isTail =
      item.kind !== 'name' || /^(?:else|catch|finally|while|as|with|is)$/.test(item.text)
    return isGroup(before, '{') && item.newline && !isTail
  }
  if (!item.newline || isSign(before, ...CONTINUES_AFTER)) return false
  if (language === 'go') return true
  if (isName(item, 'else', 'catch', 'finally', 'as', 'satisfies', 'instanceof', 'in', 'of'))
    return false
  if (language === 'powershell') return true
  if (isSign(item, ...CONTINUES_BEFORE)) return false
  // A statement of JavaScript does not start with a bracket in practice: the line above goes on.
  return !(language === 'javascript' && item.kind === 'group' && item.open !== '{')
}

/** Removes type arguments, whose commas separate no values: `<String, Object>`. */
export function withoutTypes(items: readonly TokenItem[]): TokenItem[] {
  if (!items.some((item) => isSign(item, '<'))) return [...items]
  const kept: TokenItem[] = []
  const starts: number[] = []
  for (const item of items) {
    kept.push(item)
    if (isSign(item, '<')) starts.push(kept.length - 1)
    else if (isSign(item, '>')) {
      const start = starts.pop()
      if (start !== undefined) kept.length = start
    } else if (!isType(item)) starts.length = 0
  }
  return kept
}

function isType(item: TokenItem): boolean {
  if (item.kind === 'group') return item.items.length === 0
  return item.kind === 'name' || isSign(item, ',', '.', '?', '|', '&')
}
