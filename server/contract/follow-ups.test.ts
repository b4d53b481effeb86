import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { pushFollowUpBodySchema } from './follow-ups.ts'
import { LANGUAGE_NAMES, LANGUAGES } from './languages.ts'
import { LIMITS } from './limits.ts'
import { validate } from './validation/validate.ts'

const bubble = { content: '查看进度' }
const row = { content: 'Show progress', language: 'en_us' }

function paths(body: unknown): string[] {
  const result = validate(pushFollowUpBodySchema, body, 'en')
  return result.ok ? [] : result.issues.map(({ path }) => path)
}

describe('the body of push_follow_up', () => {
  test('accepts one to three bubbles and no other number', () => {
    expect(paths({ follow_ups: [bubble] })).toEqual([])
    expect(paths({ follow_ups: [bubble, bubble, bubble] })).toEqual([])
    expect(paths({ follow_ups: [] })).toEqual(['follow_ups'])
    expect(paths({ follow_ups: [bubble, bubble, bubble, bubble] })).toEqual(['follow_ups'])
  })

  test('accepts a text of 1 to 200 characters, an emoji counting as one', () => {
    expect(paths({ follow_ups: [{ content: '😀'.repeat(200) }] })).toEqual([])
    expect(paths({ follow_ups: [{ content: '😀'.repeat(201) }] })).toEqual(['follow_ups.0.content'])
    expect(paths({ follow_ups: [{ content: '' }] })).toEqual(['follow_ups.0.content'])
  })

  test('accepts 0 to 50 language rows and no more', () => {
    const rows = (count: number) => Array.from({ length: count }, () => row)
    expect(paths({ follow_ups: [{ ...bubble, i18n_contents: [] }] })).toEqual([])
    expect(paths({ follow_ups: [{ ...bubble, i18n_contents: rows(50) }] })).toEqual([])
    expect(paths({ follow_ups: [{ ...bubble, i18n_contents: rows(51) }] })).toEqual([
      'follow_ups.0.i18n_contents',
    ])
  })

  test('accepts the 16 documented languages and names the path of any other', () => {
    for (const language of LANGUAGES) {
      expect(paths({ follow_ups: [{ ...bubble, i18n_contents: [{ ...row, language }] }] })).toEqual(
        [],
      )
    }
    expect(
      paths({ follow_ups: [{ ...bubble, i18n_contents: [{ ...row, language: 'hi_in' }] }] }),
    ).toEqual(['follow_ups.0.i18n_contents.0.language'])
  })

  test('names each language in itself, in Chinese and in English, each once', () => {
    for (const key of ['native', 'zh', 'en'] as const) {
      const names = LANGUAGES.map((language) => LANGUAGE_NAMES[language][key])
      expect(names).not.toContain('')
      expect(new Set(names).size).toBe(16)
    }
  })

  test('rejects unknown fields and half an emoji', () => {
    expect(paths({ follow_ups: [bubble], extra: 1, more: 2 })).toEqual(['extra', 'more'])
    expect(paths({ follow_ups: [{ ...bubble, colour: 'red' }] })).toEqual(['follow_ups.0.colour'])
    expect(paths({ follow_ups: [{ content: 'x\ud83dy' }] })).toEqual(['follow_ups.0.content'])
  })

  test('distinguishes a missing field from a wrong type, in both languages', () => {
    const message = (body: unknown, locale: 'zh' | 'en') => {
      const result = validate(pushFollowUpBodySchema, body, locale)
      return result.ok ? '' : result.issues[0]?.message
    }
    expect(message({}, 'en')).toMatch(/^Missing/)
    expect(message({ follow_ups: 'x' }, 'en')).toMatch(/^Wrong type/)
    expect(message({}, 'zh')).toContain('缺少')
    expect(message({ follow_ups: 'x' }, 'zh')).toContain('类型')
  })

  test('accepts exactly the texts of 1 to 200 code points', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 260, size: 'max' }), (content) => {
        const count = [...content].length
        const fits = count >= LIMITS.content.min && count <= LIMITS.content.max
        expect(paths({ follow_ups: [{ content }] }).length === 0).toBe(fits)
      }),
    )
  })

  test('never throws for any JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(() => validate(pushFollowUpBodySchema, value, 'zh')).not.toThrow()
      }),
    )
  })
})
