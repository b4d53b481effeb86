import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { validateJson } from './validate-json.ts'

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

function parses(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
