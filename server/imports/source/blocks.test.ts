import { describe, expect, test } from 'vitest'
import { leadingWord, parseSource, type SourceBlock, withoutTypes } from './blocks.ts'
import type { SourceLanguage } from './syntax.ts'
import { tokenize } from './tokenize.ts'
import type { Item } from './tokens.ts'

const JS = 'javascript'

function blocksOf(source: string, language: SourceLanguage): SourceBlock[] {
  return [...parseSource(source, language).blocks.values()]
}

const statementsOf = (source: string, language: SourceLanguage) =>
  blocksOf(source, language)[0]?.statements.length

const show = (items: readonly Item[]) =>
  items
    .map((one) => (one.kind === 'group' ? one.open : one.kind === 'text' ? '""' : one.text))
    .join(' ')

describe('a statement', () => {
  test.each('+ - * / = , && || ?? ? : => . ?. | := ! < == -> :: +='.split(' '))(
    'goes on behind %s',
    (sign) => {
      expect(statementsOf(`a ${sign}\nb`, JS)).toBe(1)
      expect(statementsOf(`a ${sign}\nb`, 'go')).toBe(1)
    },
  )

  test.each('. ?. + * / ? : && || ?? = , => ?: | == -> ::'.split(' '))(
    'goes on before %s, except in Go',
    (sign) => {
      expect(statementsOf(`a\n${sign} b`, JS)).toBe(1)
      expect(statementsOf(`a\n${sign} b`, 'go')).toBe(2)
    },
  )

  test.each<[number, SourceLanguage, string]>([
    [2, JS, 'a >\nb'],
    [2, JS, 'a\n- b'],
    [2, JS, 'a\n! b'],
    [2, JS, 'a\nb'],
    [2, JS, 'a; b;'],
    [1, JS, 'a b'],
    ...'else catch finally as satisfies instanceof in of'
      .split(' ')
      .map((word): [number, SourceLanguage, string] => [1, JS, `a\n${word} b`]),
    [1, 'powershell', 'a\nelse b'],
    [2, 'powershell', 'a\n. b'],
    [2, 'go', 'a\nelse b'],
    [1, JS, 'a\n(b)'],
    [1, JS, 'a\n[b]'],
    [2, JS, 'a\n{ b }'],
    [2, 'go', 'a\n(b)'],
    [2, JS, 'const a = 1, b = 2'],
    [2, JS, 'let a, b'],
    [2, JS, 'var a, b'],
    [1, JS, 'a, b'],
    [2, JS, 'const a = 1\nb, c'],
    [1, 'java', 'var a = 1, b = 2;'],
    [1, 'go', 'if a := b(); a { c }'],
    [1, 'go', 'for i := 0; i < n; i++ { c }'],
    [2, 'go', 'a := b(); c'],
    [1, 'java', 'a\nb'],
    [2, 'java', 'a {}\nb'],
    [2, 'csharp', 'a {}\nb'],
    [2, 'php', 'a {}\nb'],
    [1, 'java', 'a {} b'],
    [1, 'java', 'a {}\n.b'],
    ...'else catch finally while as with is'
      .split(' ')
      .map((word): [number, SourceLanguage, string] => [1, 'java', `a {}\n${word} b`]),
    [2, 'python', 'a\nb'],
    [2, 'python', 'a\n. b'],
    [1, 'python', 'a:\n  b'],
    [2, 'python', 'a:\n  b\nc'],
    [0, JS, ';;'],
  ])('%i of %s: %j', (count, language, source) => {
    expect(statementsOf(source, language)).toBe(count)
  })

  test.each([
    ...'export default public private protected internal static abstract final async declare data'.split(
      ' ',
    ),
    ...'sealed open partial override suspend go defer'.split(' '),
  ])('is told by the word behind %s', (word) => {
    expect(leadingWord(tokenize(`${word} class a`, JS))).toBe('class')
    expect(leadingWord(tokenize(`x${word} class a`, JS))).toBe(`x${word}`)
    expect(leadingWord(tokenize(`${word}x class a`, JS))).toBe(`${word}x`)
  })

  test('without a word is told by none', () => {
    expect([
      leadingWord([]),
      leadingWord(tokenize('= a', JS)),
      leadingWord(tokenize('export', JS)),
    ]).toEqual(['', '', ''])
  })
})

describe('brackets', () => {
  /** The kind of the last brackets of a source: a value, a block, or a function. */
  const kindOf = (source: string, language: SourceLanguage) => {
    const last = blocksOf(source, language).at(-1)
    return last?.isFunction ? 'function' : last?.isBlock ? 'block' : 'value'
  }
  test.each<[string, SourceLanguage, string]>([
    ['value', JS, 'const a = { b }'],
    ['value', JS, 'f({ a: 1 })'],
    ['value', JS, 'return { a }'],
    ['value', JS, 'a = { b }'],
    ['value', JS, '[{ a }]'],
    ['value', JS, '(a)'],
    ['block', JS, 'if (a) { b }'],
    ['block', JS, 'else { b }'],
    ['block', JS, 'for (a of b) { c }'],
    ['block', JS, 'try { a }'],
    ['block', JS, 'while (a) { b }'],
    ['function', JS, '{ a }'],
    ['value', JS, '{ a: 1 }'],
    ['function', JS, 'function f() { a }'],
    ['function', JS, '() => { a }'],
    ['function', JS, 'if (a) b = () => { c }'],
    ['function', JS, 'class A { b }'],
    ['function', JS, 'x = { const a = 1 }'],
    ['function', JS, 'x = { a; b }'],
    ['function', JS, 'x = { return a }'],
    ['value', JS, 'x = { returned: a }'],
    ['value', 'python', 'a = { b }'],
    ['function', 'python', 'def f():\n  a'],
    ['block', 'python', 'if a:\n  b'],
    ['block', 'python', 'elif a:\n  b'],
    ['function', 'python', 'class A:\n  b'],
    ['value', 'go', 'a := T{b}'],
    ['value', 'go', 'a := []T{b}'],
    ['value', 'go', 'a := map[string]T{b}'],
    ['function', 'go', 'func f() { a }'],
    ['function', 'go', 'type A struct { b }'],
    ['block', 'go', 'if a { b }'],
    ['block', 'go', 'const ( a = 1 )'],
    ['block', 'go', 'var ( a = 1 )'],
    ['value', 'go', 'x ( a )'],
    ['value', JS, 'const ( a )'],
    ['value', 'java', 'new String[] { a }'],
    ['value', 'java', 'new T() { a }'],
    ['value', 'java', 'new T { a }'],
    ['function', 'java', 'void f() { a }'],
    ['function', 'java', 'class A { b }'],
    ['function', 'csharp', 'get { a }'],
    ['value', 'go', 'refunc f { a }'],
    ['value', 'go', 'funcs f { a }'],
    ['value', 'go', 'xif a { b }'],
    ['value', 'go', 'ifs a { b }'],
    ['function', JS, 'xreturn { a }'],
    ['function', JS, 'returns { a }'],
    ['value', JS, 'x = { xreturn a }'],
    ['value', JS, 'x = { returns a }'],
    ['value', 'csharp', 'new { a }'],
    ['value', 'csharp', 'x = new T { a = 1 }'],
    ['value', 'powershell', '@{ a = 1 }'],
    ['function', 'powershell', 'function f { a }'],
    ['block', 'powershell', 'If (a) { b }'],
    ['block', 'powershell', 'foreach (a in b) { c }'],
  ])('hold a %s in %s: %s', (kind, language, source) => {
    expect(kindOf(source, language)).toBe(kind)
  })

  test('of Python are the lines that are further in', () => {
    const blocks = blocksOf('if a:\n  b\n  c\n  if d:\n    e\nf\n', 'python')
    expect(blocks.map(({ statements }) => statements.map(show))).toEqual([
      ['if a : :', 'f'],
      ['b', 'c', 'if d : :'],
      ['e'],
    ])
    expect(blocks.map(({ group }) => [group.at, group.end])).toEqual([
      [0, 30],
      [8, 28],
      [26, 28],
    ])
    const indented = blocksOf('  a\n  b\n c', 'python')
    expect(indented.map(({ statements }) => statements.map(show))).toEqual([['a', 'b', 'c']])
  })

  test.each([
    ['a<b>c', 'a c'],
    ['a<b, c.d?[]>e', 'a e'],
    ['a<b<c>>d', 'a d'],
    ['a<b|c&d>e', 'a e'],
    ['a<1+b>c', 'a < 1 + b > c'],
    ['a<b(c)>d', 'a < b ( > d'],
    ['a>b', 'a > b'],
    ['a<b', 'a < b'],
    ['a', 'a'],
  ])('around types are removed: %s', (source, expected) => {
    const [root] = blocksOf(source, JS)
    expect(show(withoutTypes(root?.group.items ?? []))).toBe(expected)
  })
})
