import { describe, expect, test } from 'vitest'
import {
  doubleQuoted,
  indent,
  javaString,
  javascriptString,
  jsonText,
  phpString,
  shellBody,
  shellString,
  treeLiteral,
} from './literals.ts'

const raw = String.raw

test.each([
  ['a backslash', '\\', raw`"\\"`, raw`'\\'`],
  ['a line feed', '\n', raw`"\n"`, raw`'\n'`],
  ['a carriage return', '\r', raw`"\r"`, raw`'\r'`],
  ['a tab', '\t', raw`"\t"`, raw`'\t'`],
  ['a double quote', '"', raw`"\""`, `'"'`],
  ['a single quote', "'", `"'"`, raw`'\''`],
  ['a hidden character', '\u200e', raw`"\u200e"`, raw`'\u200e'`],
  ['an emoji', '😀', '"😀"', "'😀'"],
  ['nothing', '', '""', "''"],
])('%s is escaped in double and in single quotes', (_, text, double, single) => {
  expect(doubleQuoted(text)).toBe(double)
  expect(javascriptString(text)).toBe(single)
})

test.each([
  ['a', '"a"'],
  ['\x7e', '"~"'],
  ['\x80', raw`"\u0080"`],
  ['é', raw`"\u00e9"`],
  ['你', raw`"\u4f60"`],
  ['😀', raw`"\ud83d\ude00"`],
  ['\\u0022', raw`"\\u0022"`],
])('Java writes %j in ASCII', (text, literal) => {
  expect(javaString(text)).toBe(literal)
})

test.each([
  ['a"$b', `'a"$b'`],
  ["it's", raw`'it\'s'`],
  ['\\n', raw`'\\n'`],
  ['a\n\tb', `'a\n\tb'`],
  ['\u200e', raw`"\u{200e}"`],
  ['a\u200e"$\\', raw`"a\u{200e}\"\$\\"`],
  ["\u200e'\n", `"${raw`\u{200e}`}'\n"`],
])('PHP writes %j in single quotes unless a character needs an escape', (text, literal) => {
  expect(phpString(text)).toBe(literal)
})

test('a shell gets a quote between its quotes', () => {
  expect(shellString("it's $x")).toBe(raw`'it'\''s $x'`)
})

test('JSON is on one line unless it is indented', () => {
  expect(jsonText({ a: ['b'] })).toBe('{"a":["b"]}')
  expect(jsonText({ a: '\u2028' }, 2)).toBe('{\n  "a": "\\u2028"\n}')
})

describe('the body of a command', () => {
  const options = { argument: '-d', stdin: '--data -' }

  test('is an argument of at most 120,000 bytes', () => {
    const largest = 'é'.repeat(60_000)
    expect(shellBody(largest, options)).toBe(`-d '${largest}'`)
    expect(shellBody(`${largest}a`, options)).toBe(`--data - <<'JSON'\n${largest}a\nJSON\n`)
  })

  test('precedes the end of the command', () => {
    expect(shellBody('{}', { ...options, end: ' 2>&1' })).toBe("-d '{}' 2>&1")
    const long = ' '.repeat(120_001)
    expect(shellBody(long, { ...options, end: ' &' })).toBe(`--data - <<'JSON' &\n${long}\nJSON\n`)
  })
})

describe('a tree', () => {
  const syntax = { text: (text: string) => `<${text}>`, key: (key: string) => `#${key}`, step: '.' }

  test('has one item a line, each level one step further', () => {
    expect(treeLiteral({ a: ['b', { c: 'd' }], e: 'f' }, syntax)).toBe(
      '{\n.#a: [\n..<b>,\n..{\n...#c: <d>,\n..},\n.],\n.#e: <f>,\n}',
    )
    expect(treeLiteral(['a'], syntax, '__')).toBe('[\n__.<a>,\n__]')
  })

  test('leaves out undefined members and keeps empty brackets on one line', () => {
    expect(treeLiteral({ a: undefined, b: [] }, syntax)).toBe('{\n.#b: [],\n}')
    expect(treeLiteral({ a: undefined }, syntax)).toBe('{}')
    expect(treeLiteral([], syntax)).toBe('[]')
    expect(treeLiteral('a', syntax)).toBe('<a>')
  })
})

test('indents every line but the first', () => {
  expect(indent('a\nb\n\nc', '--')).toBe('a\n--b\n--\n--c')
})
