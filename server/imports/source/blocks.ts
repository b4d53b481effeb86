import type { SourceLanguage } from './syntax.ts'
import { tokenize } from './tokenize.ts'
import { type Group, group, type Item, isGroup, isName, isSign, nameOf } from './tokens.ts'

/** A group with what surrounds it. */
export type SourceBlock = {
  group: Group
  parent: SourceBlock | null
  /** Whether it holds statements, not the members of a value. */
  isBlock: boolean
  /** Whether it runs later than the statements around it: a function or a class. */
  isFunction: boolean
  /** The items it stands among, and its index there. */
  list: readonly Item[]
  index: number
  /** The statements of a block. */
  statements: Item[][]
}

/** A program, parsed as far as needed: its brackets, blocks and statements. */
export type SourceTree = {
  language: SourceLanguage
  /** Each group of the program, the outer ones first. */
  blocks: ReadonlyMap<Group, SourceBlock>
}

export const CONTROL =
  /^(?:if|elif|elseif|else|for|foreach|while|do|switch|case|default|match|when|select|try|catch|except|finally|with|using|lock|synchronized|loop|until|unless)$/i
const FUNCTION =
  /^(?:function|func|fun|fn|def|class|interface|struct|trait|object|enum|record|type|namespace)$/
/** Words that may precede the one that tells what a statement is. */
const MODIFIER =
  /^(?:export|default|public|private|protected|internal|static|abstract|final|async|declare|data|sealed|open|partial|override|suspend|go|defer)$/

/** Parses a program in one pass over its characters; executes nothing. */
export function parseSource(source: string, language: SourceLanguage): SourceTree {
  const program = group(tokenize(source, language), source.length)
  if (language === 'python') indent(program, source)
  const blocks = new Map<Group, SourceBlock>()
  const hasTypes = language === 'java' || language === 'csharp'
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
  return { language, blocks }
}

/** Returns the word that tells what a statement is. */
export function leadingWord(items: readonly Item[]): string {
  return nameOf(items.find((item) => !(item.kind === 'name' && MODIFIER.test(item.text))))
}

const STATEMENT = /^(?:return|const|let|var|if|for|await|throw)$/
/** Words before braces of a block, and before those of a value. */
const BEFORE_BLOCK = /^(?:else|try|finally|do|get|set|init|static|unsafe)$/
const BEFORE_VALUE = /^(?:const|let|var|return|await|default|typeof|in|of|case|yield)$/

/** Whether braces hold statements. If in doubt they do not, and what they hold stays unknown. */
function holdsStatements(
  { items: inside }: Group,
  items: readonly Item[],
  at: number,
  first: string,
  parent: SourceBlock,
  language: SourceLanguage,
): boolean {
  const before = items[at - 1]
  const name = nameOf(before)
  if (language === 'python') return false
  if (language === 'powershell') return !isSign(before, '@')
  if (isSign(before, '=>', '->', ';') || BEFORE_BLOCK.test(name)) return true
  if (before?.kind === 'group' && before.open === '(') return !isConstructor(items, at - 1)
  if (inside.some((item) => isSign(item, ';', ':='))) return true
  if (STATEMENT.test(nameOf(inside[0]))) return true
  if (before === undefined) return parent.isBlock && !isSign(inside[1], ':')
  if (before.kind === 'group') return FUNCTION.test(first)
  if (language === 'go' && before.kind === 'name')
    return (CONTROL.test(first) || FUNCTION.test(first)) && !isGroup(items[at - 2], '[')
  if (before.kind === 'sign' && before.text !== '>') return false
  return !BEFORE_VALUE.test(name) && !isConstructor(items, at)
}

/** Whether `new Name<…>` precedes an item. */
function isConstructor(items: readonly Item[], at: number): boolean {
  const before = items.slice(Math.max(0, at - 20), at)
  const isEnd = (item: Item) => item.kind === 'text' || isSign(item, '=', ';', '=>', '->')
  return before.findLastIndex((item) => isName(item, 'new')) > before.findLastIndex(isEnd)
}

/** Makes a group of each indented block of Python and puts it behind the line above it. */
function indent(program: Group, source: string): void {
  const { items } = program
  const outer: Group = { ...program, items: [] }
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
        const group: Group = { ...program, open: ':', items: [], at, newline: false }
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

function splitStatements(items: readonly Item[], language: SourceLanguage): Item[][] {
  const statements: Item[][] = [[]]
  let declares = false
  for (const [at, item] of items.entries()) {
    const here = statements.at(-1) ?? []
    const isStart = here.length > 0 && startsStatement(item, items[at - 1], language)
    // `if x := f(); x {` is one statement of Go.
    const isHeader = language === 'go' && CONTROL.test(nameOf(here[0]))
    const isEnd = isSign(item, ';') && !isHeader
    // `const a = 1, b = 2`
    const isNext = declares && isSign(item, ',')
    if (isStart || isEnd) declares = false
    declares ||= language === 'javascript' && isName(item, 'const', 'let', 'var')
    if (isStart || isEnd || isNext) statements.push(isStart ? [item] : [])
    else here.push(item)
  }
  return statements.filter((statement) => statement.length > 0)
}

function startsStatement(item: Item, before: Item | undefined, language: SourceLanguage): boolean {
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
export function withoutTypes(items: readonly Item[]): Item[] {
  if (!items.some((item) => isSign(item, '<'))) return [...items]
  const kept: Item[] = []
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

function isType(item: Item): boolean {
  if (item.kind === 'group') return item.items.length === 0
  return item.kind === 'name' || isSign(item, ',', '.', '?', '|', '&')
}
