import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readAnything } from '../read-anything.ts'
import { readBash } from './bash.ts'
import { readCmd } from './cmd.ts'
import type { ShellScript } from './shell-script.ts'

/** Texts made of what shells give a meaning to. */
const text = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ...'\'"\\`$^%!&|<>(){}[];#*?~ \n\t=-\r',
        '$(',
        '${',
        '\r\n',
        '你好',
        '😀',
        "\\'",
        '\\"',
      ),
      fc.string({ unit: 'grapheme', maxLength: 3 }),
    ),
    { maxLength: 12 },
  )
  .map((pieces) => pieces.join('').replaceAll('\0', ''))
const words = fc.array(text, { minLength: 1, maxLength: 4 })

function wordsOf({ commands, unclosed }: ShellScript): string[] {
  expect(unclosed).toBeNull()
  expect(commands).toHaveLength(1)
  return commands.flatMap((command) => command.words.map((word) => word.text))
}

/** What each shell’s quotes turn a text into; written apart from the readers, from the manuals. */
const SINGLE = (word: string) => `'${word.replaceAll("'", "'\\''")}'`
const DOUBLE = (word: string) => `"${word.replace(/["\\$`]/g, '\\$&')}"`
const ANSI_C = (word: string) =>
  `$'${[...new TextEncoder().encode(word.toWellFormed())].map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join('')}'`
const BACKSLASHED = (word: string) =>
  word === '' ? "''" : word.replace(/[\s\S]/gu, (char) => (char === '\n' ? "$'\\n'" : `\\${char}`))

describe('bash', () => {
  test.each([
    ['single quotes', SINGLE],
    ['double quotes', DOUBLE],
    ['bytes in $-quotes', ANSI_C],
    ['backslashes', BACKSLASHED],
  ])('returns the content of %s', (_, quote) => {
    fc.assert(
      fc.property(words, (given) => {
        const sound = given.map((word) => word.toWellFormed())
        expect(wordsOf(readBash(['curl', ...sound.map(quote)].join(' ')))).toEqual([
          'curl',
          ...sound,
        ])
      }),
      { numRuns: 400 },
    )
  })

  test('joins continued lines, drops comments and separates commands', () => {
    const { commands } = readBash('a \\\n  b # c\nd "e;f" && g | h > /dev/null 2>&1; i')
    expect(commands.map((command) => command.words.map((word) => word.text))).toEqual([
      ['a', 'b'],
      ['d', 'e;f'],
      ['g'],
      ['h'],
      ['i'],
    ])
  })

  test('replaces the variables that the script sets and leaves the others unknown', () => {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a shell’s or a program’s own spelling
    const { commands } = readBash('A=x; B="$A-y"\ncurl "$B" ${C:-z} $D "$(date)"')
    expect(commands.at(-1)?.words.map(({ text, open }) => [text, open])).toEqual([
      ['curl', false],
      ['x-y', false],
      // biome-ignore lint/suspicious/noTemplateCurlyInString: a shell’s or a program’s own spelling
      ['${C}', true],
      // biome-ignore lint/suspicious/noTemplateCurlyInString: a shell’s or a program’s own spelling
      ['${D}', true],
      ['$()', true],
    ])
  })

  test('reads here-documents, literal or not, also through cat', () => {
    const script = `X=1\ncurl -d @- <<'EOF'\n$X "a"\nEOF\ncurl -d @- <<-END\n\t$X\n\tEND\ncurl -d "$(cat <<'J'\n{"a": 1}\nJ\n)"`
    const [, first, second, , third] = readBash(script).commands
    expect(first?.stdin).toMatchObject({ text: '$X "a"\n', open: false })
    expect(second?.stdin).toMatchObject({ text: '$X\n', open: true })
    expect(third?.words.at(-1)).toMatchObject({ text: '{"a": 1}', open: false })
  })

  test('reports the start of an unclosed quote', () => {
    expect(readBash("curl 'a").unclosed).toBe(5)
    expect(readBash('curl "a').unclosed).toBe(5)
  })
})

describe('cmd', () => {
  /** As browsers copy a request for cmd: every special character behind a caret, quotes behind a backslash too. */
  const quote = (word: string) =>
    `^"${word
      .replace(
        /(\\*)("|$)/g,
        (_, slashes: string, end: string) => slashes + slashes + (end && '\\"'),
      )
      .replace(/[^\w\s]/gu, '^$&')
      .replaceAll('\n', '^\n\n')}^"`

  test('reads what browsers copy for cmd', () => {
    fc.assert(
      fc.property(words, (given) => {
        const sound = given.map((word) => word.replaceAll('\r', ''))
        const line = ['curl', ...sound.map(quote)].join(' ^\n  ')
        expect(wordsOf(readCmd(line))).toEqual(['curl', ...sound])
      }),
      { numRuns: 400 },
    )
  })

  test('keeps carets between unescaped quotes', () => {
    expect(wordsOf(readCmd('curl "a^b" "c\\"d" "e""f"'))).toEqual(['curl', 'a^b', 'c"d', 'e"f'])
  })
})

describe('PowerShell', () => {
  test.each([
    ['single', (word: string) => `'${word.replace(/['‘’‚‛]/g, '$&$&')}'`],
    ['double', (word: string) => `"${word.replace(/["“”„`$]/g, '`$&')}"`],
  ])('returns the content of %s quotes', (_, quote) => {
    fc.assert(
      fc.property(text, (given) => {
        const content = given.toWellFormed()
        const body = quote(JSON.stringify({ follow_ups: [{ content }] }))
        const read = readAnything(`Invoke-RestMethod $url -Method Post \`\n  -Body ${body}`)
        expect(read.follow_ups).toEqual([{ content }])
      }),
      { numRuns: 200 },
    )
  })
})
