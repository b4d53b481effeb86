import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { DraftFollowUps } from '#contract/draft'
import { LANGUAGES } from '#contract/languages'
import { findCellNotes } from './cell-checks.ts'

const row = (language: string, content: string) => ({ language, content })

function notes(followUps: DraftFollowUps) {
  return findCellNotes(followUps).map(
    ({ kind, cell, detail }) =>
      `${kind} ${cell.bubble + 1} ${cell.row}${detail === '' ? '' : ` ${detail}`}`,
  )
}

describe('the notes about cells', () => {
  test('are none for different texts in their own scripts', () => {
    expect(
      notes([
        { content: '查看进度', i18n_contents: [row('en_us', 'Show progress'), row('th_th', 'ดู')] },
        { content: '转人工', i18n_contents: [row('en_us', 'Talk to a person')] },
      ]),
    ).toEqual([])
    expect(notes([{ content: '' }, { content: '' }])).toEqual([])
  })

  test('count code points: 200 emoji fit, 201 do not', () => {
    expect(notes([{ content: '😀'.repeat(200) }])).toEqual([])
    expect(notes([{ content: '😀'.repeat(201) }])).toEqual(['too_long 1 default 201'])
  })

  test('name outer spaces, blank texts, invisible and direction characters', () => {
    expect(notes([{ content: ' a' }])).toEqual(['outer_space 1 default'])
    expect(notes([{ content: ' \u3000' }])).toEqual(['blank 1 default'])
    expect(notes([{ content: 'a\u200Bb\u202Ec' }])).toEqual([
      'direction 1 default U+202E',
      'invisible 1 default U+200B',
    ])
  })

  test('name the bubbles that show the same text, also through the default text', () => {
    const same = [
      { content: '好', i18n_contents: [row('en_us', 'OK')] },
      { content: '确认', i18n_contents: [row('en_us', 'OK ')] },
    ]
    expect(notes(same)).toEqual(['same_text 2 en_us 1', 'outer_space 2 en_us'])
    expect(
      notes([{ content: 'Yes' }, { content: 'Ja', i18n_contents: [row('en_us', 'Yes')] }]),
    ).toEqual(['same_text 2 en_us 1'])
    expect(
      notes([{ content: 'Ja', i18n_contents: [row('en_us', 'Yes')] }, { content: 'Yes' }]),
    ).toEqual(['same_text 1 en_us 2'])
    expect(notes([{ content: 'a' }, { content: 'a' }, { content: 'a' }])).toEqual([
      'same_text 2 default 1',
      'same_text 3 default 1',
      'same_text 3 default 2',
    ])
  })

  test('name variables that are unfilled, and those that a text of the bubble lacks', () => {
    const bubble = {
      content: 'Order {{order}}',
      i18n_contents: [row('de_de', 'Bestellung'), row('fr_fr', 'Commande {{order}} {{day}}')],
    }
    expect(notes([bubble])).toEqual([
      'missing_variable 1 default {{day}}',
      'missing_variable 1 de_de {{order}}, {{day}}',
      'unfilled_variable 1 default {{order}}',
      'unfilled_variable 1 fr_fr {{order}}, {{day}}',
    ])
  })

  test.each([
    ['th_th', 'Hello', 'สวัสดี'],
    ['ja_jp', 'Hello', 'こんにちは'],
    ['ko_kr', 'Hello', '안녕하세요'],
    ['ru_ru', 'Privet', 'Привет'],
    ['zh_tw', 'Ni hao', '你好'],
  ])('name a text in %s without a letter of its script', (language, other, own) => {
    const inLanguage = (text: string) =>
      notes([{ content: 'x', i18n_contents: [row(language, text)] }])
    expect(inLanguage(other)).toEqual([`other_script 1 ${language}`])
    expect(inLanguage(own)).toEqual([])
    expect(inLanguage('100 % 👍')).toEqual([])
    expect(inLanguage(`${own} OK`)).toEqual([])
  })

  test('do not check the script of a language in Latin, nor the names of variables', () => {
    expect(notes([{ content: 'x', i18n_contents: [row('de_de', '你好')] }])).toEqual([])
    expect(
      notes([{ content: '{{day}}', i18n_contents: [row('th_th', '{{day}} !')] }]).filter((one) =>
        one.startsWith('other_script'),
      ),
    ).toEqual([])
  })

  test('name a translation that equals the default text', () => {
    expect(notes([{ content: 'Yes', i18n_contents: [row('en_us', 'Yes')] }])).toEqual([
      'same_as_default 1 en_us',
    ])
  })

  test('name repeated and unsupported languages', () => {
    const i18n_contents = [row('en_us', 'a'), row('en_us', 'b'), row('zz', 'c')]
    expect(notes([{ content: 'x', i18n_contents }])).toEqual([
      'unsupported_language 1 zz zz',
      'repeated_language 1 en_us#2',
    ])
  })

  test('have unique keys, whatever the bubbles are', () => {
    const text = fc.oneof(
      fc.constantFrom('', ' ', 'a', 'a ', '{{x}}', '{{x}} {{y}}', '\u200B', 'x'.repeat(201)),
      fc.string({ unit: 'binary' }),
    )
    const language = fc.oneof(fc.constantFrom<string>(...LANGUAGES, 'zz', ''), fc.string())
    const bubble = fc.record({
      content: text,
      i18n_contents: fc.array(fc.record({ content: text, language })),
    })
    fc.assert(
      fc.property(fc.array(bubble, { maxLength: 4 }), (followUps) => {
        const keys = findCellNotes(followUps).map(({ key }) => key)
        expect(new Set(keys).size).toBe(keys.length)
      }),
    )
  })
})
