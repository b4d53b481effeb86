import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { LANGUAGES } from '#contract/languages'
import { textFor } from './text-for.ts'

const followUp = {
  content: '查看进度',
  i18n_contents: [
    { content: 'Show progress', language: 'en_us' },
    { content: '進捗を見る', language: 'ja_jp' },
  ],
}

describe('textFor', () => {
  test('returns the row of the language', () => {
    expect(textFor(followUp, 'ja_jp')).toEqual({
      text: '進捗を見る',
      source: 'row',
      repeated: false,
      assumed: false,
    })
  })

  test('returns the default content if the language has no row', () => {
    const fallback = { text: '查看进度', source: 'default', repeated: false, assumed: true }
    expect(textFor(followUp, 'th_th')).toEqual(fallback)
    expect(textFor({ content: '查看进度' }, 'en_us')).toEqual(fallback)
    expect(textFor({ content: '查看进度', i18n_contents: [] }, 'en_us')).toEqual(fallback)
    expect(textFor(followUp, null)).toEqual(fallback)
  })

  test('returns the first of several rows in one language and marks it as repeated', () => {
    const rows = ['Erste', 'Zweite'].map((content) => ({ content, language: 'de_de' }))
    expect(textFor({ content: 'First', i18n_contents: rows }, 'de_de')).toEqual({
      text: 'Erste',
      source: 'row',
      repeated: true,
      assumed: true,
    })
  })

  test('returns an empty row as it would be sent', () => {
    const rows = [{ content: '', language: 'fr_fr' }]
    expect(textFor({ content: 'Yes', i18n_contents: rows }, 'fr_fr')).toMatchObject({
      text: '',
      source: 'row',
    })
  })

  test('matches a language exactly: other spellings and unknown codes are ignored', () => {
    const rows = ['ja_JP', 'ja-jp', 'ja', '', '__proto__'].map((language) => ({
      content: 'never shown',
      language,
    }))
    for (const language of LANGUAGES) {
      expect(textFor({ content: 'shown', i18n_contents: rows }, language).text).toBe('shown')
    }
  })

  test('returns the default or one of the rows, byte for byte', () => {
    const text = fc.string({ unit: 'binary', maxLength: 20 })
    const rows = fc.array(
      fc.record({ content: text, language: fc.oneof(fc.constantFrom(...LANGUAGES), text) }),
    )
    fc.assert(
      fc.property(text, rows, fc.constantFrom(...LANGUAGES), (content, i18n_contents, language) => {
        const own = i18n_contents.filter((row) => row.language === language)
        const seen = textFor({ content, i18n_contents }, language)
        expect(seen.text).toBe(own[0]?.content ?? content)
        expect(seen.source).toBe(own.length > 0 ? 'row' : 'default')
        expect(seen.repeated).toBe(own.length > 1)
      }),
    )
  })
})
