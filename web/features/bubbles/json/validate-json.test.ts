import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findJsonNotes, validateJson } from './validate-json.ts'

describe('the issues of a JSON text', () => {
  test('are none for a valid body', () => {
    expect(validateJson('{"follow_ups":[{"content":"好"}]}', 'zh')).toEqual([])
  })

  test('name a syntax error with its line', () => {
    const [issue] = validateJson('{\n  "follow_ups": [\n    { "content" "a" }\n  ]\n}', 'en')
    expect(issue).toMatchObject({ line: 3, message: expect.stringContaining('colon') })
  })

  test('name an incomplete text at its end', () => {
    const text = '{\n"follow_ups": ['
    expect(validateJson(text, 'en').at(-1)?.line).toBe(2)
  })

  test('name an invalid value with its path and line', () => {
    const text = '{\n "follow_ups": [\n  {"content": "a"},\n  {"content": ""}\n ]\n}'
    expect(validateJson(text, 'en')).toEqual([
      expect.objectContaining({
        line: 4,
        message: expect.stringMatching(/^follow_ups\.1\.content: /),
      }),
    ])
  })

  test('name a missing field at its parent', () => {
    expect(validateJson('{\n "follow_ups": [\n  {}\n ]\n}', 'en')).toMatchObject([{ line: 3 }])
  })

  test('are found for an empty text, without an exception', () => {
    expect(validateJson('', 'zh').length).toBeGreaterThan(0)
  })

  test('stay inside the text, and invalid JSON has at least one', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        const issues = validateJson(text, 'en')
        for (const { from, to, line } of issues) {
          expect(from).toBeLessThanOrEqual(to)
          expect(to).toBeLessThanOrEqual(text.length)
          expect(line).toBeLessThanOrEqual(text.split('\n').length)
        }
        if (!parses(text)) expect(issues.length).toBeGreaterThan(0)
      }),
    )
  })
})

describe('the issues of a text typed key by key', () => {
  test('have unique keys at every step', () => {
    const text =
      '{"follow_ups":[{"content":"a","i18n_contents":[{"content":"","language":"zz"},{"content":"","language":"zz"}]}],"x":1}'
    for (let length = 0; length <= text.length; length += 1) {
      const keys = validateJson(text.slice(0, length), 'en').map(({ key }) => key)
      expect(new Set(keys).size).toBe(keys.length)
    }
  })

  test('are as many as the mistakes of the contract, each once', () => {
    const language = (code: string) =>
      `{"follow_ups":[{"content":"a","i18n_contents":[{"content":"b","language":"${code}"}]}]}`
    for (const code of ['e', 'en', 'eng', 'english']) {
      expect(validateJson(language(code), 'en')).toHaveLength(1)
    }
    expect(validateJson(language('en_us'), 'en')).toEqual([])
  })
})

describe('the notes about a JSON text', () => {
  const text = `{
  "note": 1,
  "follow_ups": [
    { "content": " a" },
    {
      "content": "{{x}}",
      "i18n_contents": [
        { "content": "", "language": "en_us" },
        { "content": "{{x}}", "language": "en_us" },
        { "content": "hello", "language": "th_th" }
      ]
    }
  ]
}`

  test('are at the text that they are about, also beside unknown keys', () => {
    const notes = findJsonNotes(text).map(({ from, to, line, note }) => [
      line,
      note.kind,
      text.slice(from, to),
    ])
    expect(notes).toEqual([
      [9, 'repeated_language', '"{{x}}"'],
      [10, 'missing_variable', '"hello"'],
      [6, 'unfilled_variable', '"{{x}}"'],
      [9, 'unfilled_variable', '"{{x}}"'],
      [10, 'other_script', '"hello"'],
      [4, 'outer_space', '" a"'],
      [9, 'same_as_default', '"{{x}}"'],
    ])
  })

  test('do not repeat what is an error already', () => {
    const body = { follow_ups: [{ content: 'x'.repeat(201) }] }
    expect(findJsonNotes(JSON.stringify(body))).toEqual([])
    expect(validateJson(JSON.stringify(body), 'en')).toHaveLength(1)
  })

  test('are none for a text that is no body', () => {
    for (const other of ['', '{', '1', 'null', '{"follow_ups": [{}]}', '{"follow_ups": [" a"]}']) {
      expect(findJsonNotes(other)).toEqual([])
    }
  })
})

function parses(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
