import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { inspectJson } from './inspect-json.ts'

describe('what is wrong with a JSON text', () => {
  test('nothing, where it is a body that the contract accepts', () => {
    expect(inspectJson('{"follow_ups":[{"content":"好"}]}', 'zh')).toEqual([])
  })

  test('broken syntax is named with its line', () => {
    const [finding] = inspectJson('{\n  "follow_ups": [\n    { "content" "a" }\n  ]\n}', 'en')
    expect(finding).toMatchObject({ line: 3, message: expect.stringContaining('colon') })
  })

  test('an unfinished text is named at its end', () => {
    const text = '{\n"follow_ups": ['
    expect(inspectJson(text, 'en').at(-1)?.line).toBe(2)
  })

  test('a forbidden value is named with its path and the line it stands on', () => {
    const text = '{\n "follow_ups": [\n  {"content": "a"},\n  {"content": ""}\n ]\n}'
    expect(inspectJson(text, 'en')).toEqual([
      expect.objectContaining({
        line: 4,
        message: expect.stringMatching(/^follow_ups\.1\.content: /),
      }),
    ])
  })

  test('a missing field is named where its parent stands', () => {
    expect(inspectJson('{\n "follow_ups": [\n  {}\n ]\n}', 'en')).toMatchObject([{ line: 3 }])
  })

  test('an empty text is broken, not an exception', () => {
    expect(inspectJson('', 'zh').length).toBeGreaterThan(0)
  })

  test('every text gets an answer inside its own bounds, and broken ones at least one finding', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        const findings = inspectJson(text, 'en')
        for (const { from, to, line } of findings) {
          expect(from).toBeLessThanOrEqual(to)
          expect(to).toBeLessThanOrEqual(text.length)
          expect(line).toBeLessThanOrEqual(text.split('\n').length)
        }
        if (!parses(text)) expect(findings.length).toBeGreaterThan(0)
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
