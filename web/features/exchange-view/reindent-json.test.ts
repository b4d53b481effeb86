import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { reindentJson } from './reindent-json.ts'

/** Drops the whitespace outside strings, one character at a time. */
function compact(json: string): string {
  let out = ''
  let inString = false
  let escaped = false
  for (const character of json) {
    if (inString || !' \t\n\r'.includes(character)) out += character
    if (character === '"' && !escaped) inString = !inString
    escaped = inString && character === '\\' && !escaped
  }
  return out
}

const blank = fc.stringMatching(/^[ \t\n\r]{0,3}$/)
const number = fc.stringMatching(/^-?(0|[1-9][0-9]{0,30})(\.[0-9]{1,20})?([eE][+-]?[0-9]{1,3})?$/)
const string = fc.oneof(
  fc.string({ unit: 'binary' }).map((text) => JSON.stringify(text)),
  fc.stringMatching(/^"(\\u[0-9a-fA-F]{4}|\\["\\/bfnrt]|[a-z{}[\]:, ])*"$/),
)

/** JSON as text, never through a parser, so that nothing is normalised on the way in. */
const { json } = fc.letrec<{ json: string; value: string; array: string; object: string }>(
  (tie) => ({
    json: fc.tuple(blank, tie('value'), blank).map((parts) => parts.join('')),
    value: fc.oneof(
      { depthSize: 'small' },
      fc.constantFrom('null', 'true', 'false'),
      number,
      string,
      tie('array'),
      tie('object'),
    ),
    array: fc
      .tuple(blank, fc.array(tie('json'), { maxLength: 4 }))
      .map(([space, items]) => `[${items.join(',') || space}]`),
    object: fc
      .tuple(blank, fc.array(fc.tuple(blank, string, blank, tie('json')), { maxLength: 4 }))
      .map(([space, members]) => {
        const text = members.map(
          ([before, key, after, value]) => `${before}${key}${after}:${value}`,
        )
        return `{${text.join(',') || space}}`
      }),
  }),
)

describe('reindentJson', () => {
  test('puts every member and item on its own line', () => {
    expect(reindentJson('{"a":[1,{"b":null}],"c":{},"d":[ ]}')).toBe(
      [
        '{',
        '  "a": [',
        '    1,',
        '    {',
        '      "b": null',
        '    }',
        '  ],',
        '  "c": {},',
        '  "d": []',
        '}',
      ].join('\n'),
    )
  })

  test('changes nothing but whitespace between tokens', () => {
    fc.assert(fc.property(json, (text) => compact(reindentJson(text) ?? '') === compact(text)))
  })

  test('does not change its own output', () => {
    fc.assert(
      fc.property(json, (text) => {
        const once = reindentJson(text) ?? ''
        return reindentJson(once) === once
      }),
    )
  })

  test('keeps integers beyond 2^53, duplicate keys and escapes', () => {
    const text = String.raw`{"id":20261122140211000001,"a":1,"a":1.0,"s":"\u4f60\/\ud83d","e":1E400}`
    expect(compact(reindentJson(text) ?? '')).toBe(text)
  })

  test('returns null for a text that is not JSON', () => {
    for (const text of ['', ' ', '<html>', '{"a":1', "{'a':1}", '{"a":1}x', '\ufeff{}', 'NaN'])
      expect(reindentJson(text)).toBeNull()
  })

  test('keeps very deep nesting on one line', () => {
    const text = '['.repeat(100_000) + ']'.repeat(100_000)
    const laidOut = reindentJson(text) ?? ''
    expect(laidOut.length).toBeLessThan(text.length + 10_000)
    expect(compact(laidOut)).toBe(text)
  })

  test('indents a string of 256 KB', () => {
    const text = JSON.stringify({ a: '\\"{['.repeat(40_000) })
    expect(compact(reindentJson(text) ?? '')).toBe(text)
  })
})
